import { words } from '../../base/text.ts';
import { defineCase } from '../../mechanism/case.ts';
import type { Cells } from '../../mechanism/field.ts';

/** A moment as it is written on the company's clock. */
const momentOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
const said = (cells: Cells | undefined, id: string): string | null => (typeof cells?.[id] === 'string' ? cells[id] : null);

/**
 * Real data in a test (実データの試験利用), from the approval until somebody else has seen that they are gone. Personal data never come so
 * far: the request refuses them, whoever would approve. The hours for the deletion run from the end of the test, which somebody says, or
 * which the end of the approval brings.
 */
export const testDataUse = defineCase({
  id: 'test-data/use',
  code: 'TDT',
  title: words('実データの試験利用', 'Real data in a test'),
  purpose: words(
    '承認された実データを、試験が終わったらすぐに消し、消えたことを別の人が確かめるまでを追います。',
    'Follows approved real data until they are deleted after the test and somebody else has confirmed it.',
  ),
  variants: { real: words('実データ(個人情報なし)', 'Real data, none personal') },
  states: {
    applied: { title: words('申請中', 'Requested') },
    'in-use': { title: words('使用中', 'In use') },
    ended: { title: words('試験終了・消去待ち', 'Test ended, to be deleted') },
    deleted: { title: words('消去報告済み・確認待ち', 'Deletion reported') },
    closed: { title: words('完了', 'Closed'), end: 'done' },
  },
  label: ({ name }) => String(name ?? ''),
  readers: ['administrator', 'committee', 'departmentManager'],
  readByNamed: true,
  steps: [
    {
      id: 'apply',
      title: words('申請', 'Request'),
      does: words('実データの利用を申請する', 'Request real data'),
      way: { type: 'request', request: 'development/real-data' },
      from: [],
      to: 'applied',
      by: ['employee'],
      who: 'person',
      fields: [],
    },
    {
      id: 'approve',
      title: words('承認', 'Approval'),
      does: words('申請を決裁する', 'Decide the request'),
      way: { type: 'request', request: 'development/real-data' },
      from: ['applied'],
      to: 'in-use',
      by: ['administrator'],
      apart: ['apply'],
      fields: [],
    },
    {
      id: 'end-test',
      title: words('試験の終了', 'Test ended'),
      does: words('試験の終了を記録する', 'Record the end of the test'),
      hint: words('消去の期限は、この日時から数えます。', 'The deadline of the deletion counts from this moment.'),
      way: { type: 'act' },
      from: ['in-use'],
      to: 'ended',
      by: ['employee'],
      when: 'endedAt',
      fields: [{ id: 'endedAt', title: words('試験が終わった日時', 'Test ended at'), type: 'moment', required: true }],
    },
    {
      id: 'run-out',
      title: words('承認の終わり', 'Approval ended'),
      does: words('承認の終わりを記録する', 'Approval ended'),
      hint: words(
        '承認の期間が過ぎるか取り消されると、試験は終わったものとして消去の期限を数えます。',
        'When the approval ends the test counts as ended.',
      ),
      way: { type: 'machine' },
      from: ['in-use'],
      to: 'ended',
      by: [],
      when: 'endedAt',
      fields: [
        { id: 'endedAt', title: words('承認が終わった日時', 'Approval ended at'), type: 'moment' },
        { id: 'why', title: words('終わった理由', 'Why'), type: 'text' },
      ],
    },
    {
      id: 'delete',
      title: words('消去の報告', 'Deletion reported'),
      does: words('消去を報告する', 'Report the deletion'),
      way: { type: 'duty', duty: 'test-data/deletion-report', falls: 'opener' },
      from: ['ended'],
      to: 'deleted',
      onProblem: 'ended',
      by: ['employee'],
      when: 'deletedAt',
      fields: [],
    },
    {
      id: 'look',
      title: words('置き場所の測定', 'The place was measured'),
      does: words('置き場所を測る', 'Measure the place'),
      hint: words('端末で測れる場所だけを測ります。', 'Only places that can be measured on a device.'),
      way: { type: 'machine' },
      from: ['deleted'],
      to: { field: 'found', is: { gone: 'deleted', left: 'ended', unknown: 'deleted' } },
      by: [],
      fields: [
        {
          id: 'found',
          title: words('測った結果', 'Found'),
          type: 'choice',
          options: {
            gone: words('残っていない', 'Gone'),
            left: words('残っている', 'Left'),
            unknown: words('測れない', 'Cannot be measured'),
          },
        },
        { id: 'why', title: words('くわしく', 'Details'), type: 'text' },
      ],
    },
    {
      id: 'acknowledge',
      title: words('報告の確認', 'Report acknowledged'),
      does: words('報告を確認する', 'Acknowledge the report'),
      way: { type: 'act' },
      from: ['deleted'],
      to: { field: 'seen', is: { place: 'closed', proof: 'closed', left: 'ended' } },
      by: ['administrator'],
      apart: ['apply', 'delete'],
      stepUp: true,
      fields: [
        {
          id: 'seen',
          title: words('確かめたこと', 'What was confirmed'),
          type: 'choice',
          required: true,
          options: {
            place: words('置き場所を見て、残っていないことを確かめた', 'Looked at the place: nothing is left'),
            proof: words('添付の証拠だけで確かめた', 'By the attached proof alone'),
            left: words('まだ残っている(消し直す)', 'Something is left: delete again'),
          },
        },
        { id: 'remarks', title: words('所見', 'Remarks'), type: 'longText', maxChars: 500 },
      ],
    },
  ],
  mirror: {
    register: 'development/test-data',
    cells({ done }) {
      const form = done.get('apply')?.cells;
      if (form === undefined) return null;
      const deleted = said(done.get('delete')?.cells, 'deletedAt');
      const ended = done.get('end-test') ?? done.get('run-out');
      const endedAt = said(ended?.cells, 'endedAt') ?? (ended === undefined ? null : momentOf(ended.at));
      return {
        // The line that the approval wrote says the rest, and keeps it.
        ...(endedAt === null ? {} : { usedUntil: endedAt.slice(0, 10) }),
        ...(deleted === null ? {} : { deletedOn: deleted.slice(0, 10) }),
      };
    },
  },
});

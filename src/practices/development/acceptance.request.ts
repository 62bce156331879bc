import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';
import { acceptanceKinds } from './acceptance-kinds.ts';
import { acceptanceApprovers } from './approvers.ts';

/** An acceptance is a fact, not a permission: it has no end. */
export const acceptanceApproval = defineRequest({
  id: 'development/acceptance',
  title: words('受入れ試験結果の承認(2者)', 'Approval of the acceptance result by two people'),
  purpose: words(
    '書類で行った試験の結果を、使い始める前に添えて出します。仕様書をこの製品で作るときは、申請ではなく受入れの案件を開きます。',
    'For tests done on paper, with their results, before the system goes live. Where the specification is written here, open an acceptance instead.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'title',
      title: words('受け入れるもの', 'What is accepted'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words('例: 受注管理システム Ver.2.3、新しい複合機', 'For example: order system 2.3, new printer'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: acceptanceKinds,
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'project', title: words('開発案件', 'Development project'), type: 'row', register: 'development/projects' },
    { id: 'supplier', title: words('委託先', 'Supplier'), type: 'row', register: 'suppliers/suppliers' },
    {
      id: 'tester',
      title: words('試験した者', 'Tested by'),
      type: 'person',
      required: true,
      hint: words('承認する2人とは別の人。', 'Somebody other than the two who approve.'),
    },
    { id: 'testedOn', title: words('試験の完了日', 'Tests completed on'), type: 'date', required: true },
    {
      id: 'specification',
      title: words('受入れテスト仕様書', 'Specification'),
      type: 'text',
      required: true,
      hint: words('文書名と版。作らないときはその理由。', 'Name and edition, or why there is none.'),
    },
    {
      id: 'cases',
      title: words('試験の項目数', 'Cases'),
      type: 'number',
      required: true,
      min: 0,
      max: 100_000,
      unit: words('件', 'cases'),
    },
    {
      id: 'failed',
      title: words('不合格の項目', 'Failed'),
      type: 'number',
      required: true,
      min: 0,
      max: 100_000,
      unit: words('件', 'cases'),
    },
    {
      id: 'security',
      title: words('セキュリティ試験', 'Security test'),
      type: 'text',
      required: true,
      hint: words('道具、版、結果。例: ZAP 2.16で診断、High 0件', 'Tool, version, outcome: ZAP 2.16, no high finding'),
    },
    {
      id: 'defects',
      title: words('残った欠陥', 'Open defects'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('なければ「なし」。残すものは理由と直す期限。', '“None”, or each with the reason and the date by which it is fixed.'),
    },
    {
      id: 'result',
      title: words('合否', 'Result'),
      type: 'choice',
      required: true,
      options: { accepted: words('合格', 'Accepted'), conditional: words('条件付き合格', 'Accepted with conditions') },
      hint: words('不合格のものは申請せず、直してから試験し直します。', 'What failed is not applied for: fix it and test again.'),
    },
    { id: 'liveOn', title: words('運用開始日', 'Live from'), type: 'date', required: true },
  ],
  assessment: [
    {
      id: 'judged',
      title: words('試験は十分か', 'Were the tests sufficient?'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words(
        '仕様書と結果を見て、セキュリティの要求を満たすかを書きます。',
        'From specification and results: whether the security requirements are met.',
      ),
    },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の承認', 'Approval of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
    {
      id: 'departmentManager',
      title: words('受入れ部門の管理者の承認', 'Approval of the accepting department’s manager'),
      roles: ['departmentManager'],
      approvals: 1,
    },
    {
      id: 'committee',
      title: words('情報セキュリティ委員会の承認', 'Approval of the committee'),
      roles: ['committee'],
      chosen: { by: acceptanceApprovers, roles: { managerAndAdministrator: [], managerAdministratorAndCommittee: ['committee'] } },
      approvals: 1,
    },
  ],
  validDays: null,
  decideWithinDays: 5,
  effect: {
    register: 'development/acceptance',
    cells: ({ form }) => ({
      title: form.title ?? null,
      kind: form.kind ?? null,
      system: form.system ?? null,
      project: form.project ?? null,
      supplier: form.supplier ?? null,
      tester: form.tester ?? null,
      testedOn: form.testedOn ?? null,
      specification: form.specification ?? null,
      cases: form.cases ?? null,
      failed: form.failed ?? null,
      security: form.security ?? null,
      defects: form.defects ?? null,
      result: form.result ?? null,
      liveOn: form.liveOn ?? null,
    }),
  },
  refuses: ({ liveOn, testedOn, cases, failed, result }, { now }) => {
    if (String(testedOn) > now.slice(0, 10))
      return words(
        '試験の完了日がまだ来ていません。試験が終わってから申請してください。',
        'The day on which the tests ended is in the future. Apply once they are done.',
      );
    if (String(liveOn) < String(testedOn))
      return words('運用開始日は、試験の完了日以後にしてください。', 'It cannot go live before the tests are completed.');
    if (Number(failed) > Number(cases))
      return words('不合格の項目が、試験の項目数より多くなっています。', 'More cases failed than there are.');
    return result === 'accepted' && Number(failed) > 0
      ? words(
          '不合格の項目が残るときは「条件付き合格」とし、直す期限を書いてください。',
          'With failed cases choose “with conditions” and say by when they are fixed.',
        )
      : null;
  },
});

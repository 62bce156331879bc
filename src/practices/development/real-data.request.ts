import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';
import { realDataApproverRole } from './approvers.ts';

/** The longest a test may keep real data; whoever needs them longer asks again. */
const validDays = 92;

export const realDataInTest = defineRequest({
  id: 'development/real-data',
  title: words('実データの試験利用申請と削除報告', 'Request to test with real data, and report of its deletion'),
  purpose: words(
    '本番のデータを試験に使う前に出します。個人情報は使えません。期間が終わったらすぐに消し、報告します。',
    'Before real data are used in a test. Personal data never are. At the end they are deleted at once, and that is reported.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('データの名称', 'Data'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words('例: 商品マスタの写し 2026-05', 'For example: copy of the product list 2026-05'),
    },
    {
      id: 'personal',
      title: words('個人情報', 'Personal data'),
      type: 'choice',
      required: true,
      options: { none: words('含まれていない(確かめた)', 'None, we have looked'), contained: words('含まれている', 'Some') },
      hint: words(
        '氏名、電話番号、メール、会員番号など。含まれるときは申請できません。',
        'Names, phones, mail, member numbers. With any of them you cannot apply.',
      ),
    },
    {
      id: 'content',
      title: words('中身と件数', 'Content and size'),
      type: 'text',
      required: true,
      hint: words('例: 商品コード、単価、8,000件', 'For example: product codes and prices, 8,000 lines'),
    },
    { id: 'project', title: words('開発案件', 'Development project'), type: 'row', register: 'development/projects' },
    { id: 'environment', title: words('環境', 'Environment'), type: 'row', register: 'development/environments' },
    {
      id: 'place',
      title: words('置き場所', 'Place'),
      type: 'text',
      required: true,
      hint: words('例: 試験DB orders_test、\\\\dev01\\data', 'For example: database orders_test, \\\\dev01\\data'),
    },
    {
      id: 'reason',
      title: words('実データが要る理由', 'Why real data'),
      type: 'text',
      required: true,
      hint: words('作ったデータや加工したデータで足りない理由。', 'Why generated or masked data do not do.'),
    },
    {
      id: 'person',
      title: words('使う責任者', 'Person in charge'),
      type: 'person',
      required: true,
      hint: words('消去と報告もする人。', 'Who also deletes them and reports it.'),
    },
    {
      id: 'members',
      title: words('使う者', 'Used by'),
      type: 'text',
      required: true,
      hint: words('例: 開発課3名、〇〇システム', 'For example: three developers, Example Systems'),
    },
    { id: 'usedFrom', title: words('使用の開始日', 'From'), type: 'date', required: true },
  ],
  assessment: [
    {
      id: 'noPersonal',
      title: words('個人情報がないこと', 'That there are no personal data'),
      type: 'choice',
      required: true,
      options: {
        sample: words('見本を見て確かめた', 'Seen in a sample'),
        columns: words('全項目の定義で確かめた', 'Seen in the definition of all columns'),
      },
    },
    {
      id: 'protection',
      title: words('試験環境での守り方', 'How they are protected there'),
      type: 'text',
      required: true,
      hint: words(
        '例: 運用環境と同じアクセス権、社外から入れない',
        'For example: same access rights as in operation, no way in from outside',
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
      title: words('データを所管する部門の管理者の承認', 'Approval of the manager who owns the data'),
      roles: ['departmentManager'],
      chosen: { by: realDataApproverRole, roles: { administrator: [], administratorAndManager: ['departmentManager'] } },
      approvals: 1,
    },
  ],
  validDays,
  decideWithinDays: 3,
  effect: {
    register: 'development/test-data',
    cells: ({ form, validUntil }) => ({
      name: form.name ?? null,
      origin: 'real',
      project: form.project ?? null,
      environment: form.environment ?? null,
      place: form.place ?? null,
      content: form.content ?? null,
      reason: form.reason ?? null,
      person: form.person ?? null,
      members: form.members ?? null,
      usedFrom: form.usedFrom ?? null,
      usedUntil: validUntil,
    }),
  },
  closing: { duty: 'test-data/deletion-report' },
  refuses: ({ personal }) =>
    personal === 'contained'
      ? words(
          '個人情報を含むデータは、承認があっても試験に使えません。加工するか、作ったデータを使ってください。',
          'Data with personal information are never used in tests, whoever approves. Mask them or use generated data.',
        )
      : null,
});

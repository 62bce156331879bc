import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** A change like any other: it stands among the changes until it is tested, applied and audited. */
export const environmentChange = defineRequest({
  id: 'development/environment-change',
  title: words('開発・運用環境の変更の事前レビュー', 'Prior review of a change to the environments'),
  purpose: words(
    '開発、試験、運用の環境を新しく作る、変える、つなぐ前に出します。分離が保たれるかを先に見ます。',
    'Before an environment of development, test or operation is made, changed or connected. Whether they stay apart is looked at first.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'title',
      title: words('変更の内容', 'Change'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words('例: 受注システムの試験環境にDBサーバを追加', 'For example: a database server for the test environment'),
    },
    {
      id: 'environment',
      title: words('対象の環境', 'Environment'),
      type: 'row',
      register: 'development/environments',
      hint: words('新しく作るときは空欄。', 'Empty for a new one.'),
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    {
      id: 'reason',
      title: words('必要な理由', 'Why it is needed'),
      type: 'text',
      required: true,
      hint: words('例: 性能試験のため', 'For example: to test performance'),
    },
    {
      id: 'separation',
      title: words('分離の保ち方', 'How they stay apart'),
      type: 'longText',
      required: true,
      maxChars: 600,
      hint: words(
        'ネットワーク、アカウント、データが運用環境と混ざらないこと。',
        'That network, accounts and data do not mix with operation.',
      ),
    },
    {
      id: 'rollback',
      title: words('元に戻す方法', 'Way back'),
      type: 'text',
      required: true,
      hint: words('例: 追加したサーバを切り離す', 'For example: disconnect the added server'),
    },
    { id: 'plannedOn', title: words('適用の予定日', 'Planned for'), type: 'date', required: true },
    {
      id: 'device',
      title: words('対象の端末', 'Devices'),
      type: 'devices',
      hint: words(
        'エージェントを入れた端末なら、変えるものをすべて選びます(200台まで)。予定日に見つかった変更が、この申請に結び付きます。',
        'All devices that are changed and have an agent (up to 200). What is seen on them on the planned day is tied to this request.',
      ),
    },
  ],
  assessment: [
    {
      id: 'apart',
      title: words('環境の分離は保たれるか', 'Do the environments stay apart?'),
      type: 'text',
      required: true,
      hint: words('何を見て判断したか。', 'What you looked at.'),
    },
    {
      id: 'risk',
      title: words('運用への影響', 'Effect on operation'),
      type: 'text',
      required: true,
      hint: words('例: なし。運用のサーバには触れない', 'For example: none; servers in operation are not touched'),
    },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の承認', 'Approval of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
  ],
  validDays: null,
  decideWithinDays: 3,
  effect: {
    register: 'changes/changes',
    cells: ({ form, assessment }) => ({
      title: form.title ?? null,
      kind: 'environment',
      system: form.system ?? null,
      reason: form.reason ?? null,
      impact: `${form.separation}\n${assessment.risk}`,
      rollback: form.rollback ?? null,
      plannedOn: form.plannedOn ?? null,
      device: form.device ?? null,
    }),
  },
});

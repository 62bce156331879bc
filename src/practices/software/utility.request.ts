import { words } from '../../base/text.ts';
import { byApproverRole, defineRequest } from '../../mechanism/request.ts';
import { utilityApprovalValidDays, utilityApproverRole } from './approvers.ts';

export const utilityUse = defineRequest({
  id: 'software/utility',
  title: words('ユーティリティ使用申請', 'Request to use a utility'),
  purpose: words(
    'OSに標準で入っているもの以外の、遠隔操作、データ復旧、設定変更などの道具を使う前に出します。',
    'Before you use a tool that does not come with the operating system: remote control, recovery, settings.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('ユーティリティ名', 'Name'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words(
        '導入済みの一覧に出る名前。版で変わるところは「*」に。例: TeraTerm*',
        'As it shows among the installed programs, * for the version',
      ),
    },
    {
      id: 'kind',
      title: words('できること', 'What it can do'),
      type: 'choice',
      required: true,
      options: {
        privilegedUtility: words(
          '管理の仕組みを越えられる(遠隔操作、パスワード解析、DBの直接編集など)',
          'Gets around controls: remote control, passwords, databases',
        ),
        utility: words('それ以外の便利な道具', 'Another useful tool'),
      },
    },
    { id: 'publisher', title: words('提供元', 'Publisher'), type: 'text', hint: words('例: Microsoft', 'For example: Microsoft') },
    {
      id: 'source',
      title: words('入手元', 'Obtained from'),
      type: 'text',
      required: true,
      hint: words(
        '公式の配布元の住所。例: https://teratermproject.github.io/',
        'The address of its makers: https://teratermproject.github.io/',
      ),
    },
    {
      id: 'purpose',
      title: words('使う目的', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: ルータの設定作業', 'For example: to configure the router'),
    },
    {
      id: 'scope',
      title: words('使う範囲', 'Where it is used'),
      type: 'choice',
      required: true,
      options: { device: words('1台の端末で', 'On one device'), person: words('1人の者が', 'By one person') },
    },
    { id: 'device', title: words('使う端末', 'On which device'), type: 'device', requiredWhen: { field: 'scope', is: ['device'] } },
    { id: 'person', title: words('使う者', 'By whom'), type: 'person', requiredWhen: { field: 'scope', is: ['person'] } },
    { id: 'versions', title: words('版', 'Version'), type: 'text', maxChars: 80, hint: words('例: 5.3以上', 'For example: 5.3 or newer') },
  ],
  assessment: [
    {
      id: 'needed',
      title: words('標準のもので足りないか', 'Would a standard tool do?'),
      type: 'text',
      required: true,
      hint: words('足りない理由を確かめて書きます。', 'Make sure why not, and write it down.'),
    },
    {
      id: 'conditions',
      title: words('使うときの条件', 'Conditions of use'),
      type: 'text',
      required: true,
      hint: words('例: 作業のときだけ起動し、終わったら削除する', 'For example: run it for the work only, and remove it afterwards'),
    },
  ],
  route: [
    {
      id: 'approver',
      title: words('ユーティリティの承認', 'Approval of the utility'),
      roles: ['administrator'],
      chosen: { by: utilityApproverRole, roles: byApproverRole },
      approvals: 1,
    },
  ],
  validDays: utilityApprovalValidDays,
  decideWithinDays: 3,
  effect: {
    register: 'software/allowed',
    cells: ({ form, assessment, validUntil }) => ({
      name: form.name ?? null,
      kind: form.kind ?? null,
      publisher: form.publisher ?? null,
      purpose: form.purpose ?? null,
      scope: form.scope ?? null,
      device: form.device ?? null,
      person: form.person ?? null,
      versions: form.versions ?? null,
      conditions: assessment.conditions ?? null,
      source: form.source ?? null,
      approvedUntil: validUntil,
    }),
  },
});

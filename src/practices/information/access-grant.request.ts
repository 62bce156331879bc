import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** Whoever still needs the access after a year asks again: duties change, and rights that nobody asks for fall away. */
const validDays = 366;

export const accessGrant = defineRequest({
  id: 'information/access-grant',
  title: words('重要情報へのアクセス権申請', 'Request for access to important information'),
  purpose: words(
    '人事、経理、顧客、開発などの重要な情報を、仕事で見たり変えたりする必要ができたときに出します。',
    'When your work needs you to see or change important information: personnel, accounts, clients, development.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'store',
      title: words('保管先', 'Where it is kept'),
      type: 'text',
      required: true,
      hint: words('例: \\\\fs01\\人事、SharePoint「経理」', 'For example: \\\\fs01\\personnel, SharePoint “accounts”'),
    },
    {
      id: 'storeKind',
      title: words('保管先の種類', 'Kind of place'),
      type: 'choice',
      required: true,
      options: {
        folder: words('共有フォルダ', 'Shared folder'),
        cloud: words('クラウドストレージ', 'Cloud storage'),
        system: words('業務システム', 'Business system'),
        repository: words('ソースコード', 'Source code'),
        document: words('設計書・仕様書', 'Design documents'),
      },
    },
    { id: 'asset', title: words('情報資産', 'Information asset'), type: 'row', register: 'information/assets' },
    {
      id: 'granteeKind',
      title: words('使う者', 'For whom'),
      type: 'choice',
      required: true,
      options: {
        person: words('個人', 'Person'),
        group: words('グループ・部門', 'Group or department'),
        outside: words('社外の者', 'Somebody outside'),
      },
    },
    { id: 'person', title: words('個人', 'Person'), type: 'person', requiredWhen: { field: 'granteeKind', is: ['person'] } },
    {
      id: 'group',
      title: words('グループ・社外の名', 'Name of the group'),
      type: 'text',
      maxChars: 120,
      requiredWhen: { field: 'granteeKind', is: ['group', 'outside'] },
      hint: words('例: 人事グループ、〇〇社労士事務所', 'For example: group “personnel”, Example Labour Consultants'),
    },
    {
      id: 'right',
      title: words('必要な権限', 'Right'),
      type: 'choice',
      required: true,
      options: {
        read: words('閲覧', 'Read'),
        write: words('閲覧と変更', 'Read and change'),
        full: words('権限の管理も含む', 'Including rights'),
      },
    },
    {
      id: 'reason',
      title: words('業務上の必要', 'Why your work needs it'),
      type: 'text',
      required: true,
      hint: words('例: 給与計算を引き継ぐため', 'For example: I take over payroll'),
    },
  ],
  assessment: [
    {
      id: 'owner',
      title: words('情報の責任者の意見', 'What the owner of the information says'),
      type: 'text',
      required: true,
      hint: words('例: 人事部長に確認、閲覧だけなら可', 'For example: head of personnel agrees to reading'),
    },
    {
      id: 'least',
      title: words('必要最小限か', 'Is it the least that is needed?'),
      type: 'choice',
      required: true,
      options: {
        yes: words('申請のとおりで最小限', 'Yes, as asked for'),
        shorter: words('期間が来たら外す前提で認める', 'Only until its end'),
      },
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
  validDays,
  decideWithinDays: 3,
  effect: {
    register: 'information/access',
    cells: ({ form, validUntil, approvedOn }) => ({
      store: form.store ?? null,
      storeKind: form.storeKind ?? null,
      asset: form.asset ?? null,
      granteeKind: form.granteeKind ?? null,
      person: form.person ?? null,
      group: form.group ?? null,
      right: form.right ?? null,
      reason: form.reason ?? null,
      grantedOn: approvedOn,
      approvedUntil: validUntil,
    }),
  },
});

import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const accessRegister = defineRegister({
  id: 'information/access',
  code: 'R-ACL',
  title: words('重要情報アクセス権台帳', 'Register of access to important information'),
  purpose: words(
    '重要な情報の保管先ごとに、誰がどこまで見てよいかを載せます。開発文書とソースコードもここに含めます。',
    'For each place of important information, who may see or change it. Development documents and source code are included.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'store',
      title: words('保管先', 'Place'),
      type: 'text',
      required: true,
      hint: words(
        '例: \\\\fs01\\人事、SharePoint「経理」、Gitリポジトリ core',
        'For example: \\\\fs01\\personnel, SharePoint “accounts”, repository core',
      ),
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
    { id: 'project', title: words('開発案件', 'Development project'), type: 'row', register: 'development/projects' },
    {
      id: 'granteeKind',
      title: words('与える相手', 'Granted to'),
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
      title: words('権限', 'Right'),
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
      title: words('業務上の必要', 'Why it is needed'),
      type: 'text',
      required: true,
      hint: words('例: 給与計算のため', 'For example: payroll'),
    },
    { id: 'grantedOn', title: words('付与日', 'Granted on'), type: 'date' },
    {
      id: 'approvedUntil',
      title: words('有効期限', 'Granted until'),
      type: 'date',
      hint: words('期限を決めないときは空欄。', 'Empty for an open end.'),
    },
    { id: 'reviewedOn', title: words('最終見直し日', 'Reviewed on'), type: 'date' },
  ],
  key: ['store', 'granteeKind', 'person', 'group', 'right', 'approvedUntil'],
  label: 'store',
  confirmMonths: 6,
  deadlines: [{ column: 'approvedUntil', says: words('アクセス権の期限が過ぎています', 'The right has run out') }],
});

import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const rolesRegister = defineRegister({
  id: 'organisation/roles',
  code: 'R-ORG',
  title: words('組織・役割台帳', 'Register of organisation and roles'),
  purpose: words(
    '情報セキュリティの役割に誰が就いているかを、任命の期間とともに載せます。空席と任期切れはここで分かります。',
    'Who holds which role of information security, and for how long. Vacancies and terms that ran out show here.',
  ),
  owner: 'committee',
  columns: [
    {
      id: 'title',
      title: words('名簿の表示', 'Shown as'),
      type: 'text',
      required: true,
      maxChars: 80,
      hint: words('例: 暗号の管理責任者(全社)', 'For example: person in charge of cryptography (whole company)'),
    },
    {
      id: 'role',
      title: words('役割', 'Role'),
      type: 'choice',
      required: true,
      options: {
        management: words('トップマネジメント', 'Top management'),
        committeeChair: words('情報セキュリティ委員長', 'Chair of the committee'),
        committee: words('情報セキュリティ委員', 'Member of the committee'),
        administrator: words('情報システム管理者', 'Information system administrator'),
        operator: words('運用担当者', 'Operator'),
        departmentManager: words('部門の管理者', 'Department manager'),
        cryptoManager: words('暗号の管理責任者', 'Person in charge of cryptography'),
        logReader: words('ログの閲覧担当者', 'Reader of logs'),
        auditor: words('監査者', 'Auditor'),
        developer: words('開発責任者', 'Head of development'),
      },
    },
    {
      id: 'area',
      title: words('担当の範囲', 'Area'),
      type: 'text',
      maxChars: 80,
      hint: words('例: 営業部、全社、基幹システムのログ', 'For example: sales department, whole company, logs of the main system'),
    },
    { id: 'person', title: words('氏名', 'Name'), type: 'person', requiredWhen: { field: 'inside', is: ['staff'] } },
    {
      id: 'inside',
      title: words('社内・社外', 'Inside or outside'),
      type: 'choice',
      required: true,
      options: {
        staff: words('社内', 'Staff'),
        outside: words('社外', 'Outside'),
        vacant: words('空席', 'Vacant'),
      },
    },
    {
      id: 'outsideName',
      title: words('社外の氏名・会社', 'Name and firm'),
      type: 'text',
      requiredWhen: { field: 'inside', is: ['outside'] },
      hint: words('例: 〇〇会計事務所 田中', 'For example: Tanaka, Example Accountants'),
    },
    { id: 'deputy', title: words('代行者', 'Deputy'), type: 'person', hint: words('不在のときに代わる者。', 'Who stands in.') },
    { id: 'appointedOn', title: words('任命日', 'Appointed on'), type: 'date' },
    {
      id: 'appointedBy',
      title: words('任命した者', 'Appointed by'),
      type: 'choice',
      options: {
        management: words('トップマネジメント', 'Top management'),
        committee: words('情報セキュリティ委員会', 'Committee'),
        administrator: words('情報システム管理者', 'Administrator'),
      },
    },
    {
      id: 'until',
      title: words('任期の終わり', 'Until'),
      type: 'date',
      hint: words('期限を決めないときは空欄。', 'Empty for an open end.'),
    },
  ],
  key: ['title', 'inside', 'person', 'until'],
  label: 'title',
  confirmMonths: 12,
  deadlines: [{ column: 'until', says: words('任期が過ぎています', 'The term has run out') }],
});

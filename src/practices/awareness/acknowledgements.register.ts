import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const acknowledgementsRegister = defineRegister({
  id: 'awareness/acknowledgements',
  code: 'R-ACK',
  title: words('周知・同意台帳', 'Register of notices and acknowledgements'),
  purpose: words(
    'しおりの外で周知した規則と、読んで同意した者を載せます。発注元の規則や、委託先への周知がここに入ります。しおりの確認はしおりの画面に残ります。',
    'Rules that were made known outside the leaflets, and who agreed to them: rules of clients, notices to suppliers. Confirmations of leaflets are kept with the leaflets.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'rule',
      title: words('周知したもの', 'What was made known'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words('例: 〇〇社 外部委託セキュリティ規則 第3版', 'For example: security rules of Example Corp., third edition'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        clientRule: words('発注元の規則', 'Rules of a client'),
        companyRule: words('自社の規則・手順', 'Rules of our own'),
        pledge: words('誓約書・同意書', 'Pledge or consent'),
        training: words('教育・訓練', 'Training or drill'),
      },
    },
    { id: 'project', title: words('開発案件', 'Development project'), type: 'row', register: 'development/projects' },
    {
      id: 'reader',
      title: words('読む者', 'Reader'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 山田、開発課全員、〇〇システムの作業者', 'For example: Yamada, all developers, workers of Example Systems'),
    },
    { id: 'person', title: words('社員', 'Staff member'), type: 'person' },
    { id: 'sentOn', title: words('周知した日', 'Made known on'), type: 'date', required: true },
    {
      id: 'way',
      title: words('周知の方法', 'How'),
      type: 'choice',
      options: {
        meeting: words('説明会・対面', 'Meeting'),
        mail: words('メール', 'Mail'),
        paper: words('書面', 'On paper'),
        site: words('社内サイト', 'Company site'),
      },
    },
    {
      id: 'agreeBy',
      title: words('同意の期限', 'Agree by'),
      type: 'date',
      hint: words('同意を得たら空欄に戻します。', 'Empty it again once agreed.'),
    },
    {
      id: 'agreedOn',
      title: words('同意した日', 'Agreed on'),
      type: 'date',
      hint: words('署名した書面は行に添付します。', 'Attach what was signed.'),
    },
    {
      id: 'conflicts',
      title: words('自社の規則との違い', 'Conflicts with our rules'),
      type: 'text',
      hint: words('例: パスワードは14文字以上(発注元)。厳しいほうに従う', 'For example: 14 characters (client); the stricter one counts'),
    },
    {
      id: 'until',
      title: words('効力の終わり', 'Until'),
      type: 'date',
      hint: words('契約の終わりなど。なければ空欄。', 'The end of the contract; empty for none.'),
    },
  ],
  key: ['rule', 'reader', 'sentOn'],
  label: 'rule',
  confirmMonths: 12,
  deadlines: [
    { column: 'agreeBy', says: words('同意の期限が過ぎています', 'The consent is overdue') },
    { column: 'until', says: words('効力の終わりの日を過ぎています', 'It is no longer in force') },
  ],
});

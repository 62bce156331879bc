import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const exceptionsRegister = defineRegister({
  id: 'exceptions/exceptions',
  code: 'R-EXC',
  title: words('例外・代替策台帳', 'Register of exceptions and substitute measures'),
  purpose: words(
    '定めどおりにできないことを、理由、代わりの対策、終わりの日とともに載せます。期限のない例外は認めません。',
    'What cannot be done as laid down, with the reason, the substitute measure and an end. There is no exception without an end.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'title',
      title: words('例外の内容', 'Exception'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 会計サーバにKB5041580を適用しない', 'For example: KB5041580 is not applied to the accounting server'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        patch: words('修正プログラムの未適用', 'Patch not applied'),
        customisation: words('パッケージの改修', 'Customised package'),
        authentication: words('多要素認証の免除', 'No second factor'),
        unsupported: words('サポート切れの継続使用', 'Use beyond its support'),
        setting: words('設定・手順の例外', 'Other setting or procedure'),
      },
    },
    {
      id: 'subject',
      title: words('対象', 'Concerns'),
      type: 'text',
      required: true,
      hint: words('端末、サーバ、ソフトウェアの名前。例: kaikei-sv、勘定奉行', 'The device, server or software: kaikei-sv'),
    },
    { id: 'device', title: words('対象の端末', 'Device'), type: 'device' },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    {
      id: 'vulnerability',
      title: words('関係する脆弱性', 'Vulnerability'),
      type: 'row',
      register: 'vulnerabilities/vulnerabilities',
    },
    {
      id: 'reason',
      title: words('理由', 'Reason'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words(
        '例: 適用すると会計ソフトが起動しないと供給者が公表した',
        'For example: its maker says that the accounting software then does not start',
      ),
    },
    {
      id: 'verified',
      title: words('確かめたこと', 'How it was verified'),
      type: 'longText',
      maxChars: 1000,
      requiredWhen: { field: 'kind', is: ['patch'] },
      hint: words('いつ、どの試験機で、何をして、どうなったか。', 'When, on which test machine, what was done and what happened.'),
    },
    {
      id: 'substitute',
      title: words('代わりの対策', 'Substitute measure'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words(
        '例: 社内の経理部からだけ届くようにファイアウォールで絞った',
        'For example: the firewall lets only the accounting department reach it',
      ),
    },
    {
      id: 'supplierOpinion',
      title: words('供給者の見解', 'What the supplier says'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['customisation'] },
      hint: words(
        '例: 改修箇所は保守の対象外(2026-05-12 メール)',
        'For example: the change is not covered by maintenance (mail of 2026-05-12)',
      ),
    },
    {
      id: 'risk',
      title: words('残るリスク', 'Remaining risk'),
      type: 'choice',
      required: true,
      options: { low: words('低', 'Low'), medium: words('中', 'Medium'), high: words('高', 'High') },
    },
    { id: 'person', title: words('責任者', 'Person in charge'), type: 'person' },
    {
      id: 'approvedUntil',
      title: words('例外の期限', 'Until'),
      type: 'date',
      required: true,
      hint: words(
        '最後の日。その前に解消するか、改めて承認を得ます。',
        'The last day. Before it, resolve the exception or have it approved anew.',
      ),
    },
  ],
  key: ['title', 'approvedUntil'],
  label: 'title',
  confirmMonths: 3,
  deadlines: [{ column: 'approvedUntil', says: words('例外の期限が過ぎています', 'The exception has run out') }],
});

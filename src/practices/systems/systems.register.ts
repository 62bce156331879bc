import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const systemsRegister = defineRegister({
  id: 'systems/systems',
  code: 'R-SYS',
  title: words('情報システム台帳', 'Register of information systems'),
  purpose: words(
    '会社で使う情報システムを、クラウドサービスも含めて載せます。重要度、止まってよい時間、多要素認証はここで決めます。',
    'The information systems the company uses, cloud services included. Importance, tolerable downtime and second factors are settled here.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('システム名', 'System'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 会計システム(勘定奉行)、Microsoft 365、ファイルサーバ', 'For example: accounting, Microsoft 365, file server'),
    },
    {
      id: 'kind',
      title: words('形態', 'Form'),
      type: 'choice',
      required: true,
      options: {
        ownServer: words('自社のサーバ', 'Server of our own'),
        saas: words('クラウド(サービス利用)', 'Cloud service'),
        hosted: words('クラウド・レンタルサーバ', 'Hosted server'),
        packaged: words('PCに入れて使うソフト', 'Software on PCs'),
      },
    },
    {
      id: 'purpose',
      title: words('用途', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: 仕訳、請求、決算', 'For example: bookkeeping, invoices, annual accounts'),
    },
    { id: 'department', title: words('主管部門', 'Department'), type: 'text', hint: words('例: 経理部', 'For example: accounting') },
    { id: 'person', title: words('管理責任者', 'Person in charge'), type: 'person' },
    {
      id: 'importance',
      title: words('重要度', 'Importance'),
      type: 'choice',
      required: true,
      options: { high: words('高', 'High'), medium: words('中', 'Medium'), low: words('低', 'Low') },
      hint: words(
        '高は、止まる、漏れる、書き換えられるのどれかで会社が困るもの。多要素認証の要否はここから決まります。',
        'High if the company suffers when it stops, leaks or is tampered with. Whether a second factor is needed follows from it.',
      ),
    },
    {
      id: 'exposure',
      title: words('届く範囲', 'Reachable from'),
      type: 'choice',
      required: true,
      options: {
        public: words('誰でも(公開)', 'Anybody (public)'),
        internet: words('社員がインターネットから', 'Staff, over the internet'),
        inside: words('社内だけ', 'Inside only'),
      },
    },
    {
      id: 'secondFactor',
      title: words('多要素認証', 'Second factor'),
      type: 'choice',
      requiredWhen: { field: 'importance', is: ['high'] },
      options: {
        enforced: words('全員に強制', 'Enforced for everybody'),
        some: words('一部の利用者だけ', 'Some users only'),
        none: words('なし', 'None'),
        impossible: words('対応していない', 'Not supported'),
      },
    },
    {
      id: 'downtimeHours',
      title: words('止まってよい時間', 'Tolerable downtime'),
      type: 'number',
      min: 0,
      max: 8760,
      unit: words('時間', 'hours'),
      hint: words('空欄は会社の値のとおり。', 'Empty: as the company’s value says.'),
    },
    {
      id: 'availabilityPercent',
      title: words('目標稼働率', 'Target availability'),
      type: 'number',
      min: 0,
      max: 100,
      unit: words('%', '%'),
      hint: words('例: 99.5。空欄は会社の値のとおり。', '99.5; empty: as the company’s value says.'),
    },
    {
      id: 'capacityLimit',
      title: words('増減と上限', 'Scaling and limit'),
      type: 'text',
      hint: words(
        '例: 自社サーバ、ディスク4TB / クラウド、50ユーザーまで契約変更で増やせる',
        'For example: own server, 4 TB; cloud, 50 users, can be raised by contract',
      ),
    },
    {
      id: 'requirements',
      title: words('セキュリティ要求事項', 'Security requirements'),
      type: 'text',
      hint: words(
        '取得前に決めた要求の要点か、添付した文書の名前。',
        'The main requirements decided before acquisition, or the name of the attached document.',
      ),
    },
    { id: 'assessedOn', title: words('リスク評価日', 'Risk assessed on'), type: 'date' },
    {
      id: 'assessUntil',
      title: words('次の評価の期限', 'Assess again by'),
      type: 'date',
      requiredWhen: { field: 'exposure', is: ['public'] },
      hint: words(
        'ネットワークを通じて使うものは、会社の値の間隔で評価し直します。',
        'What is used over a network is assessed anew at the company’s interval.',
      ),
    },
  ],
  key: ['name'],
  label: 'name',
  confirmMonths: 12,
  deadlines: [{ column: 'assessUntil', says: words('リスク評価の期限が過ぎています', 'The risk assessment is overdue') }],
});

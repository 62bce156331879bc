import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const serverWorkRegister = defineRegister({
  id: 'logs/server-work',
  code: 'R-WORK',
  title: words('作業記録台帳', 'Register of work records'),
  purpose: words(
    'サーバで行った作業を、した者がその都度書きます。書くと、確認する者に定期業務が届きます。',
    'Work on servers, written by whoever did it. A line sets off the confirmation by somebody else.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'title',
      title: words('作業の内容', 'Work'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words('例: fs01に月例の更新を適用し再起動', 'For example: monthly updates on fs01, restart'),
    },
    { id: 'startedAt', title: words('開始', 'Started'), type: 'moment', required: true },
    { id: 'endedAt', title: words('終了', 'Ended'), type: 'moment', required: true },
    { id: 'server', title: words('サーバ', 'Server'), type: 'row', register: 'configuration/items' },
    {
      id: 'serverName',
      title: words('サーバ名', 'Name of the server'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: fs01。複数のときはコンマで区切ります。', 'For example: fs01; several with commas between them.'),
    },
    {
      id: 'workerKind',
      title: words('作業した者', 'Done by'),
      type: 'choice',
      required: true,
      options: {
        operator: words('運用担当者', 'Operator'),
        administrator: words('情報システム管理者', 'Administrator'),
        supplier: words('委託先', 'Supplier'),
      },
      hint: words('管理者が自ら行った作業は、委員会が確認します。', 'Work of the administrator is confirmed by the committee.'),
    },
    {
      id: 'worker',
      title: words('氏名', 'Name'),
      type: 'person',
      requiredWhen: { field: 'workerKind', is: ['operator', 'administrator'] },
    },
    {
      id: 'supplierWorker',
      title: words('委託先の作業者', 'Who at the supplier'),
      type: 'text',
      requiredWhen: { field: 'workerKind', is: ['supplier'] },
      hint: words('例: 〇〇システム 鈴木', 'For example: Suzuki, Example Systems'),
    },
    {
      id: 'account',
      title: words('使ったアカウント', 'Account used'),
      type: 'text',
      maxChars: 120,
      hint: words('例: root、yamada-adm', 'root, yamada-adm'),
    },
    {
      id: 'done',
      title: words('行ったこと', 'What was done'),
      type: 'longText',
      required: true,
      hint: words('操作の順に。コマンドや画面の名前も書きます。', 'In order, with commands or names of screens.'),
    },
    { id: 'change', title: words('変更台帳の行', 'Change'), type: 'row', register: 'changes/changes' },
    {
      id: 'outcome',
      title: words('結果', 'Outcome'),
      type: 'choice',
      required: true,
      options: {
        fine: words('問題なし', 'In order'),
        problem: words('問題あり', 'Problem'),
        undone: words('元に戻した', 'Undone'),
      },
    },
  ],
  key: ['startedAt', 'serverName', 'title'],
  label: 'title',
  confirmMonths: 12,
});

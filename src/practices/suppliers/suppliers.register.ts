import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';
import { contractClauses } from './contract-clauses.ts';
import { vendorReassessmentIntervalMonths } from './params.ts';

export const suppliersRegister = defineRegister({
  id: 'suppliers/suppliers',
  code: 'R-VENDOR',
  title: words('委託先台帳', 'Register of suppliers'),
  purpose: words(
    '開発などを任せる委託先を、審査の点、契約、再審査の期限とともに載せます。審査票と契約書は行に添付します。',
    'Suppliers trusted with development and other work, with their score, contract and next assessment. Sheet and contract are attached.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('委託先', 'Supplier'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 〇〇システム株式会社', 'For example: Example Systems K.K.'),
    },
    {
      id: 'work',
      title: words('委託する業務', 'Work'),
      type: 'text',
      required: true,
      hint: words('例: 受注システムの開発と保守', 'For example: development and maintenance of the order system'),
    },
    {
      id: 'access',
      title: words('渡す情報・権限', 'Information and rights'),
      type: 'text',
      hint: words(
        '例: 顧客データ(試験用に加工)、検証サーバの管理者権限',
        'For example: masked client data, administrator of the test server',
      ),
    },
    { id: 'contact', title: words('先方の担当者', 'Contact'), type: 'text', hint: words('氏名、電話番号、メール。', 'Name, phone, mail.') },
    { id: 'person', title: words('社内の担当者', 'In charge here'), type: 'person' },
    {
      id: 'state',
      title: words('状態', 'State'),
      type: 'choice',
      required: true,
      options: {
        candidate: words('選定中', 'Candidate'),
        selected: words('選定済み(契約前)', 'Selected, no contract yet'),
        active: words('委託中', 'Working for us'),
        paused: words('中断', 'Paused'),
      },
    },
    {
      id: 'assessedOn',
      title: words('最終審査日', 'Assessed on'),
      type: 'date',
      requiredWhen: { field: 'state', is: ['selected', 'active'] },
    },
    {
      id: 'score',
      title: words('審査の点', 'Score'),
      type: 'number',
      min: 0,
      max: 100,
      unit: words('点', 'points'),
      requiredWhen: { field: 'state', is: ['selected', 'active'] },
    },
    { id: 'reassessBy', title: words('再審査の期限', 'Assess again by'), type: 'date', requiredWhen: { field: 'state', is: ['active'] } },
    { id: 'contractOn', title: words('契約日', 'Contract of'), type: 'date', requiredWhen: { field: 'state', is: ['active'] } },
    {
      id: 'workFrom',
      title: words('業務の開始日', 'Work began on'),
      type: 'date',
      hint: words('契約日より前になってはいけません。', 'Not before the contract.'),
    },
    {
      id: 'contractUntil',
      title: words('契約の終わり', 'Contract until'),
      type: 'date',
      hint: words('自動更新なら次の更新日。', 'With automatic renewal the next date.'),
    },
    {
      id: 'clauses',
      title: words('契約にある事項', 'In the contract'),
      type: 'choices',
      requiredWhen: { field: 'state', is: ['active'] },
      options: contractClauses,
    },
    {
      id: 'subcontractors',
      title: words('再委託先', 'Subcontractors'),
      type: 'text',
      hint: words('なければ「なし」。', '“None” where there are none.'),
    },
  ],
  key: ['name', 'work'],
  label: 'name',
  confirmMonths: vendorReassessmentIntervalMonths,
  deadlines: [
    { column: 'reassessBy', says: words('再審査の期限が過ぎています', 'The reassessment is overdue') },
    { column: 'contractUntil', says: words('契約の期限が過ぎています', 'The contract has run out') },
  ],
});

import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const supplierContract = defineDuty({
  id: 'suppliers/contract',
  title: words('セキュリティ要求事項を含む契約の締結', 'Conclusion of a contract with security requirements'),
  purpose: words(
    '仕事が始まってからでは約束させられません。始まる前に、守ることを契約に入れます。',
    'Once work has begun it is too late: what must be kept goes into the contract before.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      { type: 'request-approved', request: 'suppliers/selection' },
      { type: 'recorded', says: words('業務の委託を始めるとき、契約を更新するとき', 'Work is to be outsourced, or a contract renewed') },
    ],
    within: { businessDays: 20 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words(
      '契約書の案に、会社の値で必須とした事項がすべてあるかを、条番号を控えながら確かめます。',
      'See that the draft has every clause the company’s value asks for, and note their numbers.',
    ),
    words(
      '渡す情報と権限、作業の場所、再委託の可否を、契約か別紙に書きます。',
      'Put information and rights handed over, place of work and subcontracting into it.',
    ),
    words(
      '欠けている事項は加えてもらいます。応じないときは覚書で補うか、委託しません。',
      'Have missing ones added; else a memorandum, or no contract.',
    ),
    words('双方が署名した日を見て、業務の開始日がそれより後であることを確かめます。', 'See that work begins after both have signed.'),
    words(
      '契約書を委託先台帳の行に添付し、「契約にある事項」と契約の終わりを書きます。',
      'Attach it to the line of the supplier and fill in clauses and end.',
    ),
  ],
  sheet: { registers: ['suppliers/suppliers'], requests: ['suppliers/selection'] },
  record: [
    { id: 'supplier', title: words('委託先', 'Supplier'), type: 'row', register: 'suppliers/suppliers', required: true },
    { id: 'signedOn', title: words('締結した日', 'Signed on'), type: 'date', required: true },
    { id: 'workFrom', title: words('業務の開始日', 'Work begins on'), type: 'date', required: true },
    {
      id: 'clauses',
      title: words('必須の事項と条番号', 'Required clauses'),
      type: 'longText',
      required: true,
      hint: words(
        '例: 秘密保持 第5条、再委託 第8条、事故の報告 第10条',
        'For example: confidentiality art. 5, subcontracting art. 8, incidents art. 10',
      ),
    },
    {
      id: 'missing',
      title: words('欠けた事項と補い', 'Missing, and how made up'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
  ],
  file: 'needed',
});

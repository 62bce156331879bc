import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { contractClauses } from './contract-clauses.ts';

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
      {
        type: 'case',
        kind: 'suppliers/supplier',
        says: words('委託先を選定したとき、契約の終わりが近づいたとき', 'A supplier was selected, or its contract comes to an end'),
      },
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
      '契約書を添付し、契約にある事項と契約の終わりを書きます。委託先台帳には自動で写ります。',
      'Attach the contract and fill in its clauses and its end; the register of suppliers follows by itself.',
    ),
  ],
  sheet: { registers: ['suppliers/suppliers'], requests: ['suppliers/selection'] },
  record: [
    { id: 'signedOn', title: words('締結した日', 'Signed on'), type: 'date', required: true },
    { id: 'workFrom', title: words('業務の開始日', 'Work begins on'), type: 'date', required: true },
    {
      id: 'contractUntil',
      title: words('契約の終わり', 'Contract until'),
      type: 'date',
      hint: words('自動更新なら次の更新日。期限がなければ空欄。', 'With automatic renewal the next date; empty where it has no end.'),
    },
    { id: 'clauses', title: words('契約にある事項', 'In the contract'), type: 'choices', required: true, options: contractClauses },
    {
      id: 'articles',
      title: words('条番号', 'Articles'),
      type: 'text',
      hint: words('例: 秘密保持 第5条、再委託 第8条、事故の報告 第10条', 'For example: confidentiality art. 5, subcontracting art. 8'),
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

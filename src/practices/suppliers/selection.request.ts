import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';
import { workKinds } from './work-kinds.ts';

/** Opens the case of a supplier (`supplier.case.ts`), in which it is assessed, chosen, contracted and assessed again. */
export const supplierSelection = defineRequest({
  id: 'suppliers/selection',
  title: words('委託先の選定申請', 'Request to select a supplier'),
  purpose: words(
    'システムの開発や運用を新しい委託先に任せたいときに出します。承認されると案件が開き、委託先審査票を送って審査します。すでに委託先台帳にある委託先の審査は、管理者が台帳の行から始めます。',
    'When a new supplier is to be trusted with development or operation. Once approved a case opens, in which it is assessed by a sheet. For one that is in the register already the administrator begins from its line.',
  ),
  applicants: ['employee'],
  form: [
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
      required: true,
      hint: words('例: 顧客データ(試験用に加工)。なければ「なし」。', 'For example: masked client data. “None” if there are none.'),
    },
    { id: 'contact', title: words('先方の担当者', 'Contact'), type: 'text', hint: words('氏名、電話番号、メール。', 'Name, phone, mail.') },
    { id: 'person', title: words('社内の担当者', 'In charge here'), type: 'person', required: true },
    {
      id: 'workKinds',
      title: words('任せる仕事の内容', 'Kinds of work'),
      type: 'choices',
      required: true,
      options: workKinds,
      hint: words('当てはまるものすべて。審査票の質問がこれで決まります。', 'All that apply: they decide what the assessment sheet asks.'),
    },
    {
      id: 'subcontractors',
      title: words('再委託先', 'Subcontractors'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there are none.'),
    },
  ],
  assessment: [
    {
      id: 'judged',
      title: words('審査を始める理由と、特に確かめること', 'Why it is assessed, and what to look at'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('例: 顧客情報を扱うため、再委託の有無を確かめる', 'For example: handles client data, so look at subcontracting'),
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
  validDays: null,
  decideWithinDays: 5,
  effect: {
    register: 'suppliers/suppliers',
    cells: ({ form }) => ({
      name: form.name ?? null,
      work: form.work ?? null,
      access: form.access ?? null,
      contact: form.contact ?? null,
      person: form.person ?? null,
      state: 'candidate',
      subcontractors: form.subcontractors ?? null,
    }),
  },
});

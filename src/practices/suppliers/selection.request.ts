import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** A selection stands until the regular reassessment, which is a duty of its own, says otherwise. */
export const supplierSelection = defineRequest({
  id: 'suppliers/selection',
  title: words('委託先の選定申請', 'Request to select a supplier'),
  purpose: words(
    'システムの開発や運用を新しい委託先に任せる前に、委託先審査票の結果を添えて出します。毎年の再審査は定期業務で行います。',
    'Before a new supplier is trusted with development or operation, with the result of the assessment sheet. The yearly reassessment is a duty.',
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
    { id: 'assessedOn', title: words('審査した日', 'Assessed on'), type: 'date', required: true },
    {
      id: 'score',
      title: words('委託先審査票の点', 'Score'),
      type: 'number',
      required: true,
      min: 0,
      max: 100,
      unit: words('点', 'points'),
      hint: words('記入された審査票を添付してください。', 'Attach the sheet as it was filled in.'),
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
      id: 'passed',
      title: words('合格点', 'Pass mark'),
      type: 'choice',
      required: true,
      options: {
        above: words('会社の合格点以上', 'At or above the company’s mark'),
        below: words('届かないが、条件を付けて認める', 'Below, accepted with conditions'),
      },
    },
    {
      id: 'judged',
      title: words('選ぶ理由と条件', 'Why it is chosen, and conditions'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words(
        '例: 再委託は禁止、3か月後に弱い項目を確かめる',
        'For example: no subcontracting; weak points looked at after three months',
      ),
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
      state: 'selected',
      assessedOn: form.assessedOn ?? null,
      score: form.score ?? null,
      subcontractors: form.subcontractors ?? null,
    }),
  },
});

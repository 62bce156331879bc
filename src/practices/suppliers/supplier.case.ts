import { words } from '../../base/text.ts';
import { type CaseStep, defineCase } from '../../mechanism/case.ts';
import type { Field } from '../../mechanism/field.ts';
import { supplierLine } from './supplier-line.ts';
import { chaseOn, contractUntil, dayOf, followUpOn, inEach, reassessBy, refusesDecision, refusesDue } from './supplier-steps.ts';
import { suppliersRegister } from './suppliers.register.ts';
import { workKinds } from './work-kinds.ts';

/** States in which somebody works for us. */
const working = ['active', 'asked-again', 'answered-again', 'reviewed'] as const;
const keeper = ['administrator'] as const;
const deciders = ['administrator', 'committee'] as const;

const opening: readonly Field[] = [
  {
    id: 'existing',
    title: words('台帳にある委託先', 'In the register already'),
    type: 'row',
    register: suppliersRegister.id,
    hint: words(
      '委託先台帳に行があるときに選びます。行の番号と履歴を引き継ぎます。なければ空のままで、新しい行ができます。',
      'Choose its line where the register has one: number and history stay. Left blank, a new line is made.',
    ),
  },
  {
    id: 'name',
    title: words('委託先', 'Supplier'),
    type: 'text',
    required: true,
    maxChars: 120,
    hint: words('例: 〇〇システム株式会社', 'For example: Example Systems K.K.'),
  },
  { id: 'work', title: words('委託する業務', 'Work'), type: 'text', required: true },
  {
    id: 'access',
    title: words('渡す情報・権限', 'Information and rights'),
    type: 'text',
    required: true,
    hint: words('なければ「なし」。', '“None” where there are none.'),
  },
  { id: 'workKinds', title: words('任せる仕事の内容', 'Kinds of work'), type: 'choices', required: true, options: workKinds },
  { id: 'contact', title: words('先方の担当者', 'Contact'), type: 'text' },
  { id: 'person', title: words('社内の担当者', 'In charge here'), type: 'person' },
  {
    id: 'subcontractors',
    title: words('再委託先', 'Subcontractors'),
    type: 'text',
    required: true,
    hint: words('なければ「なし」。', '“None” where there are none.'),
  },
];

const sending: readonly Field[] = [
  {
    id: 'way',
    title: words('送り方', 'How'),
    type: 'choice',
    required: true,
    options: {
      link: words('回答用のリンクをメールで送る', 'A link by mail'),
      excel: words('Excelを渡して、受け取ったファイルを取り込む', 'An Excel file, handed over and read back'),
    },
    hint: words('リンクはアカウントなしで答えられます。', 'The link needs no account.'),
  },
  { id: 'contactName', title: words('先方の担当者', 'Contact'), type: 'text', required: true, maxChars: 80 },
  {
    id: 'contactMail',
    title: words('担当者のメール', 'Mail address'),
    type: 'text',
    maxChars: 200,
    requiredWhen: { field: 'way', is: ['link'] },
    hint: words('回答を開くときの確認コードも、ここに届きます。', 'The code that opens the answers goes there too.'),
  },
  { id: 'dueOn', title: words('回答の期限', 'Due on'), type: 'date', required: true },
];

/** What the product writes when the answers came. */
const answered: readonly Field[] = [
  { id: 'score', title: words('審査の点', 'Score'), type: 'number', unit: words('点', 'points') },
  { id: 'passMark', title: words('合格点', 'Pass mark'), type: 'number', unit: words('点', 'points') },
  { id: 'knockOuts', title: words('必須の質問の不合格', 'Knock-outs'), type: 'number', unit: words('件', '') },
  { id: 'assessedOn', title: words('回答を受けた日', 'Answered on'), type: 'date' },
  { id: 'reassessBy', title: words('再審査の期限', 'Assess again by'), type: 'date' },
];

const deciding = (approve: 'approve' | 'continue', refuse: 'refuse' | 'stop'): readonly Field[] => [
  {
    id: 'outcome',
    title: words('決定', 'Decision'),
    type: 'choice',
    required: true,
    options: {
      [approve]: approve === 'approve' ? words('選定する', 'Choose') : words('続ける', 'Go on'),
      conditional: words('条件を付けて認める', 'With conditions'),
      [refuse]: refuse === 'refuse' ? words('選定しない', 'Do not choose') : words('委託をやめる', 'End the work'),
    },
  },
  { id: 'why', title: words('理由', 'Why'), type: 'longText', required: true, maxChars: 1000 },
  {
    id: 'conditions',
    title: words('条件', 'Conditions'),
    type: 'longText',
    maxChars: 1000,
    requiredWhen: { field: 'outcome', is: ['conditional'] },
  },
  {
    id: 'conditionsBy',
    title: words('条件を確かめる日', 'Looked at on'),
    type: 'date',
    requiredWhen: { field: 'outcome', is: ['conditional'] },
  },
];

const entering: readonly CaseStep[] = [
  {
    id: 'apply',
    title: words('選定の申請', 'Request'),
    does: words('選定を申請する', 'Request a supplier'),
    way: { type: 'request', request: 'suppliers/selection' },
    from: [],
    to: 'requested',
    by: ['employee'],
    fields: [],
  },
  {
    id: 'accept',
    title: words('審査の開始の承認', 'Assessment approved'),
    does: words('審査の開始を承認する', 'Approve the assessment'),
    way: { type: 'request', request: 'suppliers/selection' },
    from: ['requested'],
    to: 'candidate',
    by: keeper,
    fields: [{ id: 'judged', title: words('審査を始める理由と、特に確かめること', 'Why, and what to look at'), type: 'longText' }],
  },
  {
    id: 'enter',
    title: words('取引中の委託先の登録', 'Entered'),
    does: words('取引中の委託先を登録する', 'Enter a supplier who works for us'),
    hint: words(
      '委託先台帳にある委託先の審査も、ここから始めます。これから任せる委託先は、選定申請から始めてください。',
      'A supplier that stands in the register already is assessed from here too. A new one begins with a request.',
    ),
    way: { type: 'act' },
    from: [],
    to: 'candidate',
    by: keeper,
    fields: opening,
    adopts: { field: 'existing', says: words('審査を始める', 'Begin its assessment') },
  },
];

const assessing: readonly CaseStep[] = [
  ...(['', '-again'] as const).flatMap((again): CaseStep[] => {
    const [before, asked, came] = again === '' ? ['candidate', 'asked', 'answered'] : ['active', 'asked-again', 'answered-again'];
    return [
      {
        id: `send${again}`,
        title: words('審査票の送付', 'Sheet sent'),
        does: words('委託先審査票を送る', 'Send the assessment sheet'),
        way: { type: 'act' },
        from: [before!],
        to: asked!,
        by: keeper,
        fields: sending,
        refuses: refusesDue,
      },
      {
        id: `answer${again}`,
        title: words('審査票への回答', 'Sheet answered'),
        does: words('委託先の回答を待つ', 'Wait for the answers'),
        way: { type: 'machine' },
        from: [asked!],
        to: came!,
        by: [],
        fields: answered,
      },
      {
        id: `call-back${again}`,
        title: words('審査票の取下げ', 'Sheet called back'),
        does: words('審査票を取り下げる', 'Call the sheet back'),
        hint: words(
          '回答用のリンクは開かなくなります。宛先を間違えたときもこれを使います。',
          'The link stops to open; also where it went to the wrong address.',
        ),
        way: { type: 'act' },
        from: [asked!],
        to: before!,
        by: keeper,
        fields: [{ id: 'why', title: words('理由', 'Why'), type: 'text', required: true }],
      },
    ];
  }),
  ...inEach(['asked', 'asked-again'], {
    id: 'chase',
    title: words('督促', 'Called on'),
    does: words('督促を記録する', 'Record the call'),
    way: { type: 'duty', duty: 'suppliers/chase' },
    opens: { dueOn: chaseOn, leadDays: 2 },
    by: keeper,
    fields: [],
    refuses: ({ newDue }, so) => refusesDue({ dueOn: newDue ?? null }, so),
  }),
  {
    id: 'decide',
    title: words('選定の決定', 'Selection'),
    does: words('選定を決める', 'Decide'),
    way: { type: 'act' },
    stepUp: true,
    from: ['answered'],
    to: { field: 'outcome', is: { approve: 'selected', conditional: 'selected', refuse: 'refused' } },
    by: deciders,
    apart: ['apply', 'enter'],
    fields: deciding('approve', 'refuse'),
    refuses: refusesDecision,
  },
  {
    id: 'decide-again',
    title: words('再審査の決定', 'Decision on the reassessment'),
    does: words('続けるかを決める', 'Decide whether to go on'),
    way: { type: 'act' },
    stepUp: true,
    from: ['answered-again'],
    to: { field: 'outcome', is: { continue: 'reviewed', conditional: 'reviewed', stop: 'leaving' } },
    by: deciders,
    apart: ['apply', 'enter'],
    fields: deciding('continue', 'stop'),
    refuses: refusesDecision,
  },
  {
    id: 'reassess',
    title: words('履行状況の確認', 'Performance looked at'),
    does: words('再審査を終える', 'Complete the reassessment'),
    way: { type: 'duty', duty: 'suppliers/reassessment' },
    opens: { in: ['active', 'asked-again', 'answered-again'], dueOn: reassessBy, leadDays: 45 },
    from: ['reviewed'],
    to: 'active',
    by: keeper,
    fields: [],
  },
];

const workingSteps: readonly CaseStep[] = [
  {
    id: 'contract',
    title: words('契約の締結', 'Contract'),
    does: words('契約を記録する', 'Record the contract'),
    way: { type: 'duty', duty: 'suppliers/contract' },
    from: ['selected'],
    to: 'active',
    by: keeper,
    fields: [],
  },
  ...inEach(working, {
    id: 'renew',
    title: words('契約の更新', 'Contract renewed'),
    does: words('契約の更新を記録する', 'Record the renewal'),
    way: { type: 'duty', duty: 'suppliers/contract' },
    opens: { dueOn: contractUntil, leadDays: 60 },
    by: keeper,
    fields: [],
  }),
  ...inEach(['selected', ...working], {
    id: 'follow-up',
    title: words('条件の確認', 'Conditions looked at'),
    does: words('条件の確認を記録する', 'Record the look at the conditions'),
    way: { type: 'duty', duty: 'suppliers/follow-up' },
    opens: { dueOn: followUpOn },
    by: keeper,
    fields: [],
  }),
  ...inEach(working, {
    id: 'contact',
    title: words('状況の確認', 'Talk'),
    does: words('状況の確認を記録する', 'Record the talk'),
    way: { type: 'duty', duty: 'suppliers/progress' },
    variants: ['development'],
    by: keeper,
    fields: [],
  }),
  ...inEach(working, {
    id: 'deliver',
    title: words('納品', 'Delivery'),
    does: words('納品を記録する', 'Record a delivery'),
    hint: words('受入れ試験の案件が開きます。', 'A case of acceptance opens.'),
    way: { type: 'act' },
    by: ['administrator', 'departmentManager'],
    fields: [
      {
        id: 'delivered',
        title: words('納品されたもの', 'What was delivered'),
        type: 'text',
        required: true,
        maxChars: 120,
        hint: words('例: 受注管理システム Ver.2.3', 'For example: order system 2.3'),
      },
      { id: 'deliveredOn', title: words('納品日', 'Delivered on'), type: 'date', required: true },
      { id: 'note', title: words('備考', 'Note'), type: 'text' },
    ],
    file: 'possible',
    refuses: ({ deliveredOn }, { now }) =>
      String(deliveredOn) > dayOf(now) ? words('納品日が先の日付です。', 'The delivery is in the future.') : null,
  }),
  {
    id: 'end',
    title: words('委託の終了', 'End'),
    does: words('委託の終了を記録する', 'Record the end'),
    way: { type: 'act' },
    from: ['selected', ...working, 'leaving'],
    to: 'ended',
    by: keeper,
    fields: [
      { id: 'endedOn', title: words('終わった日', 'Ended on'), type: 'date', required: true },
      {
        id: 'returned',
        title: words('渡した情報と権限', 'Information and rights'),
        type: 'choice',
        required: true,
        options: {
          returned: words('返却を受け、権限を止めた', 'Returned, rights stopped'),
          erased: words('消去の証明を受け、権限を止めた', 'Erased with proof, rights stopped'),
          none: words('渡していない', 'None were handed over'),
        },
      },
      { id: 'why', title: words('理由', 'Why'), type: 'text', required: true },
    ],
    when: 'endedOn',
    file: 'possible',
  },
  {
    id: 'withdraw',
    title: words('審査の中止', 'Withdrawn'),
    does: words('審査をやめる', 'Withdraw'),
    way: { type: 'act' },
    from: ['candidate', 'asked', 'answered'],
    to: 'withdrawn',
    by: keeper,
    fields: [{ id: 'why', title: words('理由', 'Why'), type: 'text', required: true }],
  },
];

/** One supplier, from the wish to have it until the end of the work: assessed, chosen, contracted, watched, assessed again. */
export const supplierCase = defineCase({
  id: 'suppliers/supplier',
  code: 'SUP',
  title: words('委託先', 'Supplier'),
  purpose: words(
    '委託先を審査票で評価して選び、契約し、納品と状況を確かめ、少なくとも年に1回は審査し直します。',
    'A supplier is assessed by a sheet, chosen, contracted, watched, and assessed again at least once a year.',
  ),
  variants: {
    development: words('開発の委託', 'Development'),
    operation: words('運用・保守の委託', 'Operation'),
    service: words('サービスの利用', 'Service'),
  },
  states: {
    requested: { title: words('承認済みの申請', 'Requested') },
    candidate: { title: words('審査の準備', 'To be assessed') },
    asked: { title: words('回答待ち', 'Waiting for answers') },
    answered: { title: words('選定の判断待ち', 'Waiting for the decision') },
    selected: { title: words('契約前', 'Selected, no contract yet') },
    active: { title: words('委託中', 'Working for us') },
    'asked-again': { title: words('委託中・再審査の回答待ち', 'Reassessment: waiting for answers') },
    'answered-again': { title: words('委託中・再審査の判断待ち', 'Reassessment: waiting for the decision') },
    reviewed: { title: words('委託中・履行状況の確認待ち', 'Reassessment: performance to be looked at') },
    leaving: { title: words('終了の手続中', 'Coming to an end') },
    ended: { title: words('終了', 'Ended'), end: 'done' },
    refused: { title: words('選定しない', 'Not chosen'), end: 'called-off' },
    // Whoever worked for us before goes on doing so, unassessed, and the check says so.
    withdrawn: { title: words('審査の中止', 'Withdrawn'), end: 'called-off', releases: true },
  },
  steps: [...entering, ...assessing, ...workingSteps],
  label: ({ name, work }) => `${name ?? ''}(${work ?? ''})`,
  variantOf: ({ workKinds: kinds }) => {
    const said = Array.isArray(kinds) ? kinds : [];
    if (said.includes('development')) return 'development';
    return said.includes('operation') ? 'operation' : 'service';
  },
  mirror: { register: suppliersRegister.id, cells: supplierLine },
  readers: ['administrator', 'committee', 'management', 'departmentManager'],
});

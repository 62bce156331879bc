import { words } from '../../base/text.ts';
import type { CaseStep } from '../../mechanism/case.ts';
import type { Field } from '../../mechanism/field.ts';
import { acceptanceKinds } from './acceptance-kinds.ts';

const opening: readonly Field[] = [
  {
    id: 'title',
    title: words('受け入れるもの', 'What is accepted'),
    type: 'text',
    required: true,
    maxChars: 160,
    hint: words('例: 受注管理システム Ver.2.3、新しい複合機', 'For example: order system 2.3, new printer'),
  },
  { id: 'kind', title: words('種類', 'Kind'), type: 'choice', required: true, options: acceptanceKinds },
  { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
  { id: 'project', title: words('開発案件', 'Development project'), type: 'row', register: 'development/projects' },
  { id: 'supplier', title: words('委託先', 'Supplier'), type: 'row', register: 'suppliers/suppliers' },
  {
    id: 'developer',
    title: words('開発した者', 'Made by'),
    type: 'person',
    hint: words('社内で作ったときは選んでください。この人は承認できません。', 'If it was made in-house. This person cannot approve.'),
  },
  {
    id: 'tester',
    title: words('試験する者', 'To be tested by'),
    type: 'person',
    hint: words('この人は承認できません。空けておいても試験できます。', 'This person cannot approve. Testing is possible without it.'),
  },
];

const reason = (ja: string, en: string): Field => ({
  id: 'reason',
  title: words('理由', 'Reason'),
  type: 'longText',
  required: true,
  maxChars: 500,
  hint: words(ja, en),
});

const judged: readonly Field[] = [
  {
    id: 'judged',
    title: words('所見', 'Remarks'),
    type: 'longText',
    maxChars: 1000,
    hint: words('なければ空けておいてください。', 'Leave it empty if there is none.'),
  },
];

const managerSteps = ['approve-manager-first', 'approve-manager-second'] as const;
const administratorSteps = ['approve-administrator-first', 'approve-administrator-second'] as const;

/** Two approvals in either order: the first leads to a state of its own, so that the second can only be the other one. */
const approvals: readonly CaseStep[] = [
  ...([0, 1] as const).map(
    (at): CaseStep => ({
      id: managerSteps[at],
      title: words('受入れ部門の管理者の承認', 'Approval of the accepting department’s manager'),
      does: words('部門の管理者として承認する', 'Approve as the department’s manager'),
      way: { type: 'act' },
      variants: ['specified'],
      from: at === 0 ? ['tested'] : ['administrator-approved'],
      to: at === 0 ? 'manager-approved' : 'approved',
      by: ['departmentManager'],
      apart: administratorSteps,
      stepUp: true,
      fields: judged,
    }),
  ),
  ...([0, 1] as const).map(
    (at): CaseStep => ({
      id: administratorSteps[at],
      title: words('情報システム管理者の承認', 'Approval of the information system administrator'),
      does: words('情報システム管理者として承認する', 'Approve as the administrator'),
      way: { type: 'act' },
      variants: ['specified'],
      from: at === 0 ? ['tested'] : ['manager-approved'],
      to: at === 0 ? 'administrator-approved' : 'approved',
      by: ['administrator'],
      apart: managerSteps,
      stepUp: true,
      fields: judged,
    }),
  ),
  {
    id: 'approve-committee',
    title: words('情報セキュリティ委員会の承認', 'Approval of the committee'),
    does: words('委員会として承認する', 'Approve for the committee'),
    hint: words('会社の値が委員会の承認も求めるときに要ります。', 'Needed where the company’s value also asks for the committee.'),
    way: { type: 'act' },
    variants: ['specified'],
    from: ['approved'],
    to: 'approved',
    by: ['committee'],
    apart: [...managerSteps, ...administratorSteps],
    stepUp: true,
    fields: judged,
  },
];

/** Every step of an acceptance. The page of a case shows the first that one can do opened: what is done seldom stands last. */
export const acceptanceSteps: readonly CaseStep[] = [
  {
    id: 'open',
    title: words('受入れの開始', 'Acceptance opened'),
    does: words('受入れを始める', 'Open an acceptance'),
    way: { type: 'act' },
    variants: ['specified'],
    from: [],
    to: 'specification',
    by: ['employee'],
    fields: opening,
  },
  {
    id: 'open-for',
    title: words('受入れの開始(納品・開発・変更から)', 'Opened by a delivery, a project or a change'),
    does: words('受入れを始める', 'Open an acceptance'),
    way: { type: 'machine' },
    variants: ['specified'],
    from: [],
    to: 'specification',
    by: [],
    fields: opening,
  },
  {
    id: 'apply',
    title: words('書類による受入れの申請', 'Request with the results on paper'),
    does: words('受入れ試験結果の承認を申請する', 'Request the approval'),
    way: { type: 'request', request: 'development/acceptance' },
    variants: ['documented'],
    from: [],
    to: 'tested',
    by: ['employee'],
    who: 'tester',
    when: 'testedOn',
    fields: [],
  },
  {
    id: 'approve-request',
    title: words('申請の承認(2者)', 'Approval by two people'),
    does: words('申請を決裁する', 'Decide the request'),
    way: { type: 'request', request: 'development/acceptance' },
    variants: ['documented'],
    from: ['tested'],
    to: 'approved',
    by: ['administrator', 'departmentManager'],
    apart: ['apply'],
    fields: [{ id: 'judged', title: words('試験は十分か', 'Were the tests sufficient?'), type: 'longText', maxChars: 1000 }],
  },
  {
    id: 'begin-testing',
    title: words('試験の開始(仕様書の確定)', 'Testing begun, specification frozen'),
    does: words('仕様書を確定して試験を始める', 'Freeze the specification and begin testing'),
    hint: words(
      '確定した仕様書は変わりません。直すときは作成中に戻します。',
      'A frozen specification does not change. To change it, return it first.',
    ),
    way: { type: 'act' },
    variants: ['specified'],
    from: ['specification'],
    to: 'testing',
    by: ['employee'],
    fields: [],
  },
  {
    id: 'tested',
    title: words('試験の完了', 'Testing ended'),
    does: words('試験の完了を記録する', 'Record the end of testing'),
    way: { type: 'duty', duty: 'development/acceptance-test' },
    variants: ['specified'],
    from: ['testing'],
    // From the opening on: what a delivery opened would otherwise wait for nobody, without a date.
    opens: { in: ['specification'] },
    to: { field: 'result', is: { accepted: 'counting', conditional: 'counting', rejected: 'testing' } },
    by: ['departmentManager'],
    fields: [],
    who: 'tester',
    when: 'testedOn',
  },
  {
    id: 'counted',
    title: words('結果の集計', 'Results counted'),
    does: words('結果を集計する', 'Count the results'),
    way: { type: 'machine' },
    variants: ['specified'],
    from: ['counting'],
    to: 'tested',
    by: [],
    fields: [
      { id: 'specification', title: words('仕様書', 'Specification'), type: 'text' },
      { id: 'digest', title: words('仕様書のハッシュ値', 'Digest of the specification'), type: 'text' },
      { id: 'cases', title: words('試験の項目数', 'Cases'), type: 'number', min: 0, max: 100_000, unit: words('件', 'cases') },
      {
        id: 'failed',
        title: words('不合格・未実施の項目', 'Failed or not done'),
        type: 'number',
        min: 0,
        max: 100_000,
        unit: words('件', 'cases'),
      },
      { id: 'defects', title: words('残った欠陥', 'Open defects'), type: 'longText', maxChars: 1000 },
    ],
  },
  ...approvals,
  {
    id: 'send-back',
    title: words('差戻し', 'Sent back'),
    does: words('試験に差し戻す', 'Send back to testing'),
    way: { type: 'act' },
    variants: ['specified'],
    from: ['tested', 'manager-approved', 'administrator-approved', 'approved'],
    to: 'testing',
    by: ['administrator', 'departmentManager', 'committee'],
    fields: [reason('何をどう直すかを書きます。承認はやり直しになります。', 'What is to be done. Approvals start anew.')],
  },
  {
    id: 'live',
    title: words('運用開始', 'Went live'),
    does: words('運用開始を記録する', 'Record that it went live'),
    way: { type: 'act' },
    from: ['approved'],
    to: 'live',
    by: ['administrator', 'departmentManager'],
    when: 'liveOn',
    fields: [
      {
        id: 'liveOn',
        title: words('運用開始日', 'Live from'),
        type: 'date',
        required: true,
        hint: words('試験の完了日より前にはできません。', 'Not before the tests were completed.'),
      },
    ],
    refuses({ liveOn }, { done }) {
      const testedOn = (done.get('tested') ?? done.get('apply'))?.cells.testedOn;
      return typeof testedOn === 'string' && typeof liveOn === 'string' && liveOn < testedOn
        ? words(
            `運用開始日は、試験の完了日(${testedOn})以後にしてください。`,
            `It cannot go live before its test was completed (${testedOn}).`,
          )
        : null;
    },
  },
  {
    id: 'revise',
    title: words('仕様書の見直し', 'Specification taken back'),
    does: words('仕様書を作成中に戻す', 'Take the specification back'),
    hint: words(
      '文を変えた項目は、もう一度試験します。ほかの結果は残ります。',
      'Cases whose text changes are tested again; other results stay.',
    ),
    way: { type: 'act' },
    variants: ['specified'],
    from: ['testing', 'tested'],
    to: 'specification',
    by: ['employee'],
    fields: [reason('例: 要求の追加、期待する結果の誤り', 'For example: a new requirement, a wrong expectation')],
  },
  {
    id: 'give-up',
    title: words('中止', 'Called off'),
    does: words('受入れを中止する', 'Call it off'),
    way: { type: 'act' },
    from: ['specification', 'testing', 'tested', 'manager-approved', 'administrator-approved', 'approved'],
    to: 'given-up',
    by: ['administrator', 'departmentManager'],
    fields: [reason('例: 導入の取りやめ、不合格のため納品を断った', 'For example: not introduced; the delivery was refused')],
  },
];

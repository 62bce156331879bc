import { words } from '../../base/text.ts';
import type { CaseStep } from '../../mechanism/case.ts';
import type { Cells, Field } from '../../mechanism/field.ts';

const moment = (id: string, ja: string, en: string): Field => ({ id, title: words(ja, en), type: 'moment' });
const minutes = (id: string, ja: string, en: string): Field => ({
  id,
  title: words(ja, en),
  type: 'number',
  min: 0,
  unit: words('分', 'min'),
});

const agreement: readonly CaseStep[] = [
  {
    id: 'apply',
    title: words('計画の提出', 'Plan submitted'),
    does: words('監査・停止の計画を出す', 'Submit a plan'),
    way: { type: 'request', request: 'audits/agreement' },
    from: [],
    to: 'applied',
    by: ['employee'],
    fields: [],
  },
  {
    id: 'agree',
    title: words('両者の合意', 'Agreed by both sides'),
    does: words('合意する', 'Agree'),
    way: { type: 'request', request: 'audits/agreement' },
    from: ['applied'],
    to: 'agreed',
    by: ['administrator', 'management'],
    fields: [{ id: 'effect', title: words('業務への影響', 'Effect on the business'), type: 'text' }],
    apart: ['apply'],
  },
];

const email: Field = {
  id: 'login',
  title: words('監査者のメールアドレス', 'Auditor’s mail address'),
  type: 'text',
  required: true,
  maxChars: 254,
  hint: words('サインインに使います。例: tanaka@example.com', 'It is the login. For example tanaka@example.com'),
};
const account = {
  title: words('監査者のアカウントの発行', 'Account given to the auditor'),
  does: words('監査者のアカウントを作る', 'Make an account for the auditor'),
  hint: words(
    '閲覧だけができ、合意した時間帯にだけ使え、終わると閉じるアカウントです。招待リンクはこのページの「監査者のアカウント」で作ります。',
    'It only reads, works within the agreed window only, and is closed with it. Its invitation is made below, under the auditor’s accounts.',
  ),
  way: { type: 'act' },
  variants: ['audit'],
  by: ['administrator'],
  fields: [{ id: 'name', title: words('監査者の名前', 'Auditor’s name'), type: 'text', required: true, maxChars: 100 }, email],
  stepUp: true,
  refuses: ({ login }: Cells) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(login)) ? null : words('メールアドレスの形で入れてください。', 'Enter a mail address.'),
} as const satisfies Partial<CaseStep>;

const before: readonly CaseStep[] = [
  { ...account, id: 'giveAccount', from: ['agreed'], to: 'agreed' },
  { ...account, id: 'giveAccountLate', from: ['running'], to: 'running' },
  {
    id: 'noticeDue',
    title: words('通知の期限の決定', 'Day of the notice set'),
    does: words('通知の期限を決める', 'Set the day of the notice'),
    way: { type: 'machine' },
    variants: ['outage'],
    from: ['agreed'],
    to: 'noticing',
    by: [],
    fields: [
      { id: 'dueOn', title: words('利用者に知らせる期限', 'Users told by'), type: 'date' },
      { id: 'days', title: words('停止の何日前までか', 'Days before the stop'), type: 'number' },
    ],
  },
  {
    id: 'notice',
    title: words('利用者への通知', 'Users told'),
    does: words('通知を記録する', 'Record the notice'),
    way: { type: 'duty', duty: 'audits/outage-notice' },
    variants: ['outage'],
    from: ['noticing'],
    to: 'noticed',
    opens: { leadDays: 400, dueOn: ({ done }) => String(done.get('noticeDue')!.cells.dueOn) },
    by: ['administrator'],
    fields: [],
  },
  {
    id: 'cancel',
    title: words('取りやめ', 'Called off'),
    does: words('取りやめる', 'Call it off'),
    way: { type: 'act' },
    from: ['agreed', 'noticing', 'noticed'],
    to: 'cancelled',
    by: ['administrator', 'management'],
    fields: [
      {
        id: 'reason',
        title: words('理由', 'Why'),
        type: 'text',
        required: true,
        hint: words('例: 業者の都合で延期。改めて計画を出す', 'For example: put off by the firm; a new plan follows'),
      },
    ],
  },
];

const during: readonly CaseStep[] = [
  {
    id: 'begin',
    title: words('時間帯の開始', 'Window opened'),
    does: words('時間帯の開始', 'Window opened'),
    way: { type: 'machine' },
    from: ['agreed', 'noticing', 'noticed'],
    to: 'running',
    by: [],
    fields: [moment('openedAt', '開始した日時', 'Opened at')],
    when: 'openedAt',
  },
  {
    id: 'stop',
    title: words('時間前の終了', 'Ended before its time'),
    does: words('時間前に終える', 'End it before its time'),
    hint: words('監査者のアカウントもすぐに閉じます。', 'The auditor’s accounts are closed at once.'),
    way: { type: 'act' },
    variants: ['audit'],
    from: ['running'],
    to: 'over',
    by: ['administrator', 'management'],
    fields: [
      {
        id: 'reason',
        title: words('理由', 'Why'),
        type: 'text',
        required: true,
        hint: words('例: 予定より早く終わった', 'For example: done earlier than planned'),
      },
    ],
  },
  {
    id: 'end',
    title: words('時間帯の終了と停止の測定', 'Window closed, downtime measured'),
    does: words('時間帯の終了', 'Window closed'),
    way: { type: 'machine' },
    from: ['running'],
    to: 'over',
    by: [],
    fields: [
      moment('closedAt', '終了した日時', 'Closed at'),
      minutes('plannedMinutes', '計画の時間', 'Planned'),
      minutes('downMinutes', '止まっていた時間(測定)', 'Downtime measured'),
      minutes('outsideMinutes', 'うち時間帯の外', 'Of that outside the window'),
      { id: 'measuredBy', title: words('測ったもの', 'Measured by'), type: 'text' },
      { id: 'unknown', title: words('測れなかった理由', 'Why nothing was measured'), type: 'text' },
    ],
    when: 'closedAt',
  },
];

const ordered = ({ actualFrom, actualUntil }: Cells) =>
  String(actualUntil) < String(actualFrom) ? words('実際の終了は、開始より後にしてください。', 'It must end after it began.') : null;
const after: readonly CaseStep[] = [
  {
    id: 'outcome',
    title: words('監査の結果の記録', 'Outcome of the audit recorded'),
    does: words('結果を記録する', 'Record the outcome'),
    way: { type: 'duty', duty: 'audits/outcome' },
    variants: ['audit'],
    from: ['over'],
    to: { field: 'copiesTaken', is: { true: 'copies', false: 'closed' } },
    by: ['administrator'],
    fields: [],
    refuses: ordered,
  },
  {
    id: 'copiesDeleted',
    title: words('写したデータの消去', 'Copies deleted'),
    does: words('消去を記録する', 'Record the deletion'),
    way: { type: 'duty', duty: 'audits/copies-deletion' },
    variants: ['audit'],
    from: ['copies'],
    to: 'closed',
    onProblem: 'copies',
    by: ['administrator'],
    fields: [],
  },
  {
    id: 'outageOutcome',
    title: words('計画停止の実績の記録', 'Planned stop recorded'),
    does: words('実績を記録する', 'Record what happened'),
    way: { type: 'duty', duty: 'audits/outage-outcome' },
    variants: ['outage'],
    from: ['over'],
    to: 'closed',
    by: ['administrator'],
    fields: [],
    refuses: ordered,
  },
];

export const auditSteps: readonly CaseStep[] = [...agreement, ...before, ...during, ...after];

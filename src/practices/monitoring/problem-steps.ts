import { words } from '../../base/text.ts';
import type { CaseStep } from '../../mechanism/case.ts';
import type { Field } from '../../mechanism/field.ts';
import { eventsRegister } from './events.register.ts';
import { companyMoment } from './problem-report.ts';

const column = (id: string): Field => eventsRegister.columns.find((each) => each.id === id)!;
const detail: Field = {
  id: 'detail',
  title: words('くわしい様子', 'Details'),
  type: 'longText',
  maxChars: 1000,
  hint: words('例: 10時ごろから共有フォルダの保存に失敗する', 'For example: since ten o’clock saving to the share fails'),
};
const kind = column('kind');
const kinds = Object.fromEntries(Object.entries(kind.options!).filter(([id]) => id !== 'capacity'));
const common = [column('title'), column('noticedAt'), column('impact'), column('device'), column('system'), column('noticedBy'), detail];

const opening = { from: [], to: 'investigating' } as const;
const found: readonly CaseStep[] = [
  {
    ...opening,
    id: 'detect',
    title: words('異常・事故の届出', 'Anomaly or incident noticed'),
    does: words('異常や事故を届け出る', 'Report an anomaly or incident'),
    hint: words(
      '気づいた人が書きます。紛失、不審なメール、いつもと違う動きなど。',
      'Whoever notices it: a loss, a suspicious mail, odd behaviour.',
    ),
    way: { type: 'act' },
    variants: ['event'],
    by: ['employee'],
    fields: [common[0]!, { ...kind, options: kinds }, ...common.slice(1)],
    when: 'noticedAt',
    file: 'possible',
  },
  {
    ...opening,
    id: 'detectCapacity',
    title: words('容量・性能の問題の発見', 'Capacity problem noticed'),
    does: words('容量・性能の問題を届け出る', 'Report a capacity or performance problem'),
    hint: words(
      '遅い、一杯になりそう、などに気づいたとき。測って分かったものは自動で始まります。',
      'It is slow, it is nearly full. What was measured opens by itself.',
    ),
    way: { type: 'act' },
    variants: ['capacity'],
    by: ['employee'],
    fields: common,
    when: 'noticedAt',
    file: 'possible',
  },
  {
    ...opening,
    id: 'measured',
    title: words('測定による発見', 'Found by measurement'),
    does: words('測定で見つける', 'Found by measurement'),
    way: { type: 'machine' },
    variants: ['capacity'],
    by: [],
    fields: [column('title'), column('noticedAt'), column('impact'), column('device'), column('noticedBy')],
  },
  {
    ...opening,
    id: 'listed',
    title: words('台帳への記入', 'Entered in the register'),
    does: words('台帳に書く', 'Enter in the register'),
    way: { type: 'machine' },
    by: [],
    fields: [column('title'), column('noticedAt'), kind, column('impact'), column('device'), column('system'), column('noticedBy')],
  },
];

const toCommittee: readonly CaseStep[] = [
  {
    id: 'cause',
    title: words('原因の調査と委員会への報告', 'Cause found and committee told'),
    does: words('原因と報告を記録する', 'Record cause and report'),
    way: { type: 'duty', duty: 'capacity/problem-report' },
    variants: ['capacity'],
    from: ['investigating'],
    to: 'reported',
    by: ['administrator'],
    fields: [],
  },
  {
    id: 'respond',
    title: words('対応の記録', 'Response recorded'),
    does: words('対応を記録する', 'Record the response'),
    way: { type: 'duty', duty: 'monitoring/response' },
    variants: ['event'],
    from: ['investigating'],
    to: { field: 'needsDecision', is: { true: 'reported', false: 'verifying' } },
    by: ['administrator'],
    fields: [],
  },
  {
    id: 'decide',
    title: words('委員会の決定', 'Decision of the committee'),
    does: words('委員会の決定を記録する', 'Record the committee’s decision'),
    hint: words('報告した人とは別の委員が決めます。', 'A member other than whoever reported it decides.'),
    way: { type: 'duty', duty: 'capacity/instruction' },
    from: ['reported'],
    to: { field: 'decision', is: { instruct: 'instructed', accept: 'accepted', escalate: 'escalated' } },
    by: ['committee'],
    fields: [],
    apart: ['cause', 'respond'],
    refuses: ({ dueOn }, { now }) =>
      typeof dueOn === 'string' && dueOn < companyMoment(now).slice(0, 10)
        ? words('対策の期限は、今日以降の日にしてください。', 'The measures cannot be due before today.')
        : null,
  },
  {
    id: 'dismiss',
    title: words('問題ではないとの判断', 'Judged to be no problem'),
    does: words('問題ではなかったとして終える', 'End it: it was no problem'),
    way: { type: 'act' },
    from: ['investigating', 'reported'],
    to: 'dismissed',
    by: ['committee'],
    fields: [
      {
        id: 'reason',
        title: words('理由', 'Why'),
        type: 'text',
        required: true,
        hint: words('例: 誤った測定。測り直して正常を確かめた', 'For example: measured wrongly; measured again and found well'),
      },
    ],
    apart: ['detect', 'detectCapacity'],
    stepUp: true,
  },
];

const text = (id: string, ja: string, en: string): Field => ({ id, title: words(ja, en), type: 'longText', maxChars: 2000 });
const management: readonly CaseStep[] = [
  {
    id: 'report',
    title: words('経営への報告書の作成', 'Report to management drawn'),
    does: words('報告書を作る', 'Draw the report'),
    way: { type: 'machine' },
    from: ['escalated'],
    to: 'toManagement',
    by: [],
    fields: [
      text('what', 'できごと', 'What happened'),
      column('noticedAt'),
      column('impact'),
      text('detail', '様子', 'Details'),
      text('cause', '原因', 'Cause'),
      text('firstAid', '行った手当て', 'First aid'),
      text('instruction', '委員会の指示', 'Instruction of the committee'),
      { id: 'dueOn', title: words('対策の期限', 'Due'), type: 'date' },
      text('members', '決めた委員', 'Members who decided'),
      text('question', '経営に求めること', 'Asked of management'),
      text('times', 'かかった時間', 'Time taken'),
    ],
  },
  {
    id: 'read',
    title: words('経営の確認(読了)', 'Read by management'),
    does: words('報告書を読んだことを記録する', 'Confirm that the report was read'),
    hint: words(
      '報告書を読んでから押してください。いつ誰が読んだかが残ります。',
      'Please read the report first. Who read it and when is on record.',
    ),
    way: { type: 'act' },
    from: ['toManagement'],
    to: 'read',
    by: ['management'],
    fields: [],
    stepUp: true,
  },
  {
    id: 'answer',
    title: words('経営の回答', 'Answer of management'),
    does: words('回答する', 'Answer'),
    way: { type: 'act' },
    from: ['read'],
    to: { field: 'answer', is: { agree: 'instructed', again: 'reported', accept: 'accepted' } },
    by: ['management'],
    fields: [
      {
        id: 'answer',
        title: words('回答', 'Answer'),
        type: 'choice',
        required: true,
        options: {
          agree: words('委員会の指示どおり進める', 'Go on as the committee instructed'),
          again: words('委員会に再検討を求める', 'The committee decides again'),
          accept: words('このまま受け入れる', 'Accept it as it is'),
        },
      },
      {
        id: 'words',
        title: words('ひとこと', 'In words'),
        type: 'longText',
        maxChars: 1000,
        requiredWhen: { field: 'answer', is: ['again', 'accept'] },
        hint: words('例: 40万円まで支出してよい', 'For example: up to 400,000 yen may be spent'),
      },
    ],
    stepUp: true,
  },
];

const toTheEnd: readonly CaseStep[] = [
  {
    id: 'measure',
    title: words('対策の実施', 'Measures done'),
    does: words('対策を記録する', 'Record the measures'),
    way: { type: 'duty', duty: 'monitoring/measures' },
    from: ['instructed'],
    to: 'verifying',
    onProblem: 'reported',
    // The day that the committee set runs while management reads.
    opens: {
      in: ['toManagement', 'read'],
      leadDays: 400,
      dueOn: ({ done }) => String(done.get('decide')!.cells.dueOn),
    },
    by: ['administrator'],
    fields: [],
  },
  {
    id: 'over',
    title: words('測定による解消の確認', 'Found to be over by measurement'),
    does: words('測定で確かめる', 'Measured to be over'),
    way: { type: 'machine' },
    variants: ['capacity'],
    from: ['verifying'],
    to: 'closed',
    by: [],
    fields: [{ id: 'overSince', title: words('注意水準を下回った日時', 'Below the level since'), type: 'moment' }],
  },
  {
    id: 'verify',
    title: words('解消の確認', 'Checked to be solved'),
    does: words('解消したかを確かめる', 'Check whether it is solved'),
    hint: words('対応した人とは別の人が、自分の目で確かめます。', 'Somebody other than whoever dealt with it looks for themselves.'),
    way: { type: 'act' },
    from: ['verifying'],
    to: { field: 'solved', is: { true: 'closed', false: 'investigating' } },
    by: ['administrator', 'committee', 'management', 'departmentManager'],
    fields: [
      {
        id: 'solved',
        title: words('解消している', 'It is solved'),
        type: 'boolean',
        required: true,
        hint: words('「いいえ」は原因の調査に戻ります。', 'No goes back to the cause.'),
      },
      {
        id: 'how',
        title: words('確かめ方', 'How it was checked'),
        type: 'text',
        required: true,
        hint: words('例: 使用率の画面で50%以下を確認', 'For example: seen on the chart, below 50 %'),
      },
    ],
    apart: ['cause', 'respond', 'measure'],
    stepUp: true,
    file: 'possible',
  },
];

export const problemSteps: readonly CaseStep[] = [...found, ...toCommittee, ...management, ...toTheEnd];

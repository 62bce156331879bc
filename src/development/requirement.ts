import { type Words, words } from '../base/text.ts';
import { developmentLimits } from './ports.ts';
import { topics, verifications } from './starters/index.ts';

export const decisions = {
  open: words('未定', 'Not decided'),
  adopted: words('採用', 'Adopted'),
  notApplicable: words('対象外', 'Does not apply'),
} as const;
export type Decision = keyof typeof decisions;

export const results = {
  none: words('未確認', 'Not shown yet'),
  met: words('満たす', 'Met'),
  unmet: words('満たさない', 'Not met'),
} as const;
export type Result = keyof typeof results;

/** What a requirement says: frozen with its list. */
export interface Wording {
  readonly topic: string;
  readonly title: string;
  readonly prevent: string;
  readonly detect: string;
  readonly respond: string;
  readonly recover: string;
  readonly verify: string;
  readonly decision: Decision;
  readonly reason: string;
}
/** How it is met: goes on after the list is frozen. */
export interface Trace {
  readonly design: string;
  readonly test: string;
  readonly result: Result;
  readonly proof: string;
}
export interface Requirement extends Wording, Trace {
  /** Permanent. */
  readonly id: string;
  /** Its number in the list. */
  readonly no: number;
  readonly starter: string | null;
  /** Of what it says, and of how it is met (0: nothing said yet). */
  readonly revision: number;
  readonly traceRevision: number;
}

export const blankTrace: Trace = { design: '', test: '', result: 'none', proof: '' };
export const wordingFields = ['topic', 'title', 'prevent', 'detect', 'respond', 'recover', 'verify', 'decision', 'reason'] as const;
export const traceFields = ['design', 'test', 'result', 'proof'] as const;
export const wordingOf = (given: Wording): Wording =>
  Object.fromEntries(wordingFields.map((field) => [field, given[field]])) as unknown as Wording;
export const traceOf = (given: Trace): Trace => Object.fromEntries(traceFields.map((field) => [field, given[field]])) as unknown as Trace;

export const fieldTitles: Readonly<Record<(typeof wordingFields)[number] | (typeof traceFields)[number], Words>> = {
  topic: words('分類', 'Topic'),
  title: words('要求事項', 'Requirement'),
  prevent: words('防止', 'Prevent'),
  detect: words('検知', 'Detect'),
  respond: words('対応', 'Respond'),
  recover: words('復旧', 'Recover'),
  verify: words('確かめ方', 'Shown by'),
  decision: words('採否', 'Decision'),
  reason: words('対象外の理由', 'Why it does not apply'),
  design: words('設計での対応', 'In the design'),
  test: words('試験', 'Test'),
  result: words('結果', 'Outcome'),
  proof: words('根拠の場所', 'Proof'),
};

/** Options of the fields that take one of a few. */
export const choices: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  topic: topics,
  verify: verifications,
  decision: decisions,
  result: results,
};

const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with a field as it was given; null where nothing is. Texts are trimmed before. */
export function fieldProblem(field: (typeof wordingFields)[number] | (typeof traceFields)[number], value: string): Words | null {
  const options = choices[field];
  if (options !== undefined)
    return Object.hasOwn(options, value) ? null : words('選べる値のどれかにしてください。', 'Choose one of the values.');
  if (unseen.test(value)) return words('目に見えない文字が入っています。', 'It holds characters that cannot be seen.');
  const max = field === 'title' ? developmentLimits.titleCharsMax : developmentLimits.textCharsMax;
  if (value.length > max) return words(`${max}文字までです。`, `At most ${max} characters.`);
  return field === 'title' && value === '' ? words('入力してください。', 'Please fill this in.') : null;
}

/** What keeps a list from being handed over: line by line, in words. Pure. */
export function unready(lines: readonly Requirement[], needsRecovery: boolean): { readonly no: number; readonly says: Words }[] {
  return lines.flatMap(({ no, decision, reason, prevent, detect, respond, recover }) => {
    if (decision === 'open') return { no, says: words('採用か対象外かが決まっていません。', 'It is not decided whether it applies.') };
    if (decision === 'notApplicable')
      return reason === '' ? { no, says: words('対象外の理由がありません。', 'The reason why it does not apply is missing.') } : [];
    const blank = [
      prevent === '' && '防止',
      detect === '' && '検知',
      respond === '' && '対応',
      needsRecovery && recover === '' && '復旧',
    ].filter((each) => each !== false);
    const inEnglish = [
      prevent === '' && 'prevent',
      detect === '' && 'detect',
      respond === '' && 'respond',
      needsRecovery && recover === '' && 'recover',
    ];
    return blank.length === 0
      ? []
      : { no, says: words(`「${blank.join('」「')}」が空欄です。`, `Empty: ${inEnglish.filter((each) => each !== false).join(', ')}.`) };
  });
}

import { type Words, words } from '../base/text.ts';
import type { Param } from '../mechanism/param.ts';
import { type Condition, type Control, conditions } from './control.ts';
import { allParams, controls } from './index.ts';
import { companyQuestions, conditionQuestions, firstValues, ownerQuestions, type Told } from './interview-words.ts';

export type QuestionKind = 'fact' | 'condition' | 'control' | 'clauses' | 'value';

/** One question of the interview (最初の質問). Its answer stands where it belongs; here stands only what is asked, and why. */
export interface InterviewQuestion {
  /** Permanent: `fact:name`, `condition:usesCloud`, `control:8.25`, `clauses:proposed`, `value:passScore`. */
  readonly id: string;
  readonly kind: QuestionKind;
  /** What the answer is stored under: a fact's key, a condition, a control's number, a value's id. */
  readonly key: string;
  readonly title: Words;
  /** Why it is asked. */
  readonly why: Words;
  /** What the answer changes. */
  readonly changes: Words;
  /** Taken over by "everything as suggested". Null where only the company can know. */
  readonly suggestion: number | boolean | string | readonly unknown[] | object | null;
  /** The company's procedures are not whole without it. */
  readonly required: boolean;
}

export interface InterviewStep {
  readonly id: string;
  readonly title: Words;
  readonly lead: Words;
  /** True for the steps that may wait: values by chapter. */
  readonly later: boolean;
  readonly questions: readonly InterviewQuestion[];
}

/** What the company's answers propose to leave out, by number: chapters, and clauses of chapters that stay. */
export interface Dropped {
  readonly controls: readonly string[];
  readonly clauses: readonly string[];
}
export const nothingDropped: Dropped = { controls: [], clauses: [] };

/** No interview asks more than this of a person, whatever the answers: the first hour has to end with a draft. */
export const requiredAnswersMax = 60;

/** The suggestion for a fact or a condition is told with its words; null where only the company can know. */
const question = (kind: 'fact' | 'condition', { key, title, why, changes, suggestion }: Told): InterviewQuestion => ({
  id: `${kind}:${key}`,
  kind,
  key,
  title,
  why,
  changes,
  suggestion,
  required: true,
});

const conditionKeys = Object.keys(conditions) as Condition[];
const conditionSteps = conditionKeys.map((key) => question('condition', { key, title: conditions[key], ...conditionQuestions[key] }));

const usersOf = new Map<string, Control[]>();
for (const control of controls) for (const { id } of control.params) usersOf.set(id, [...(usersOf.get(id) ?? []), control]);

/** Values that the guideline leaves open: the company must choose. The first of them are asked at once. */
const openParams = allParams.filter(({ origin }) => origin === 'company');
const paramById = new Map(openParams.map((param) => [param.id, param]));

function valueQuestion(param: Param, told: { why: Words; changes: Words } | undefined): InterviewQuestion {
  const where = (usersOf.get(param.id) ?? []).map(({ id }) => id);
  return {
    id: `value:${param.id}`,
    kind: 'value',
    key: param.id,
    title: param.title,
    why: told?.why ?? param.hint ?? words('会社の実情に合わせて決める値です。', 'A value to be fitted to your company.'),
    changes: told?.changes ?? words(`${where.join('、')}の文に入ります。`, `It stands in the sentences of ${where.join(', ')}.`),
    suggestion: param.default,
    required: told !== undefined,
  };
}

const isUsed = (param: string, dropped: Dropped): boolean => (usersOf.get(param) ?? []).some(({ id }) => !dropped.controls.includes(id));

function applicabilityQuestions(dropped: Dropped): InterviewQuestion[] {
  const chapters = controls
    .filter(({ id }) => dropped.controls.includes(id))
    .map(
      ({ id, title }): InterviewQuestion => ({
        id: `control:${id}`,
        kind: 'control',
        key: id,
        title: words(`${id} ${title.ja}`, `${id} ${title.en}`),
        why: words('答えから、この章は当てはまらないと提案します。', 'By your answers, this chapter does not concern you.'),
        changes: words(
          '適用外にすると、理由が適用宣言書に載り、章のすべての項が適用外になります。',
          'Left out, its reason stands in the statement of applicability and none of its clauses applies.',
        ),
        suggestion: false,
        required: true,
      }),
    );
  if (dropped.clauses.length === 0) return chapters;
  const clauses: InterviewQuestion = {
    id: 'clauses:proposed',
    kind: 'clauses',
    key: 'proposed',
    title: words('当てはまらない項', 'Clauses that do not concern you'),
    why: words(
      '章は残りますが、答えから当てはまらない項があります。',
      'Their chapters stay, but by your answers these clauses do not concern you.',
    ),
    changes: words('適用外にした項は、理由とともに手順書に残ります。', 'Left out, they stay in the procedures with their reason.'),
    suggestion: false,
    required: true,
  };
  return [...chapters, clauses];
}

/** The steps in their order. What the answers drop is asked for confirmation, and its values are not asked at all. */
export function interviewSteps(dropped: Dropped = nothingDropped): InterviewStep[] {
  const step = (id: string, title: Words, lead: Words, questions: readonly InterviewQuestion[]): InterviewStep => ({
    id,
    title,
    lead,
    later: false,
    questions,
  });
  const first = Object.entries(firstValues).filter(([id]) => isUsed(id, dropped));
  const facts = companyQuestions.map((told) => question('fact', told));
  return [
    step(
      'company',
      words('会社', 'Company'),
      words('手順書の表紙と前書きに載ります。', 'It stands on the cover of the procedures.'),
      facts.slice(0, 3),
    ),
    step(
      'calendar',
      words('営業日と年度', 'Business days and year'),
      words('期限と定期業務の日付を、営業日で数えるために使います。', 'Due dates and recurring work are counted in business days.'),
      facts.slice(3),
    ),
    step(
      'conditions',
      words('はい・いいえ', 'Yes or no'),
      words(
        '当てはまらない章と項を、理由付きで提案するために使います。迷うときは「はい」を選ぶと、必要な項が抜けません。',
        'From these we propose, with a reason, what does not concern you. When in doubt say yes: nothing is left out.',
      ),
      conditionSteps,
    ),
    step(
      'applicability',
      words('適用外の確認', 'What is left out'),
      words(
        '答えから当てはまらないと提案する章と項です。1つずつ、適用外にするか残すかを決めてください。',
        'What does not concern you by your answers. Decide for each whether it is left out or kept.',
      ),
      applicabilityQuestions(dropped),
    ),
    step(
      'values',
      words('会社の値', 'Company values'),
      words('手本が定めていない値のうち、先に決めたいものです。', 'Values that the guideline leaves open and that matter first.'),
      first.map(([id, told]) => valueQuestion(paramById.get(id)!, told)),
    ),
    step(
      'owners',
      words('担当と承認', 'Owners and approval'),
      words('項ごとの担当者は、あとから草案で変えられます。', 'The owner of a single clause can be changed in the draft later.'),
      ownerQuestions.map((told) => question('fact', told)),
    ),
    ...laterSteps(dropped),
  ];
}

/** All other open values, by the first chapter that uses them. */
function laterSteps(dropped: Dropped): InterviewStep[] {
  const asked = new Set(Object.keys(firstValues));
  const steps: InterviewStep[] = [];
  for (const control of controls) {
    const questions = openParams
      .filter(({ id }) => !asked.has(id) && isUsed(id, dropped) && firstUser(id, dropped) === control.id)
      .map((param) => valueQuestion(param, undefined));
    if (questions.length === 0) continue;
    const { id, title } = control;
    steps.push({
      id: `later-${id}`,
      title: words(`${id} ${title.ja}`, `${id} ${title.en}`),
      lead: words('手本が定めていない、この章の残りの値です。', 'The other values of this chapter that the guideline leaves open.'),
      later: true,
      questions,
    });
  }
  return steps;
}
const firstUser = (param: string, dropped: Dropped): string | undefined =>
  (usersOf.get(param) ?? []).find(({ id }) => !dropped.controls.includes(id))?.id;

/** How many answers a person must give before the draft is whole. */
export const countRequired = (dropped: Dropped = nothingDropped): number =>
  interviewSteps(dropped)
    .flatMap(({ questions }) => questions)
    .filter(({ required }) => required).length;

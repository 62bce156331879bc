import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { type Words, words } from '../base/text.ts';
import type { WorkKind } from '../practices/suppliers/work-kinds.ts';
import { askedOf, bankVersion, type Question, type QuestionGroup, type Template } from './bank/index.ts';
import { sheetLimits } from './limits.ts';

/** What a sheet asks, as it is frozen when it is sent. */
export interface SheetContent {
  readonly v: 1;
  readonly bank: number;
  readonly template: number;
  readonly workKinds: readonly WorkKind[];
  readonly passMark: number;
  readonly groups: readonly QuestionGroup[];
}

/** The bytes of a sheet and their digest. The same choice gives the same bytes. */
export function freeze(
  template: Template & { readonly revision: number },
  workKinds: readonly WorkKind[],
  passMark: number,
): { readonly bytes: Buffer; readonly digest: string; readonly content: SheetContent } {
  const content: SheetContent = {
    v: 1,
    bank: bankVersion,
    template: template.revision,
    workKinds: [...workKinds].sort(),
    passMark,
    groups: askedOf(template, workKinds),
  };
  const bytes = Buffer.from(canonicalJson(content));
  return { bytes, digest: sha256Hex(bytes), content };
}

export const readContent = (bytes: Buffer): SheetContent => JSON.parse(bytes.toString('utf8')) as SheetContent;
export const questionsOf = ({ groups }: Pick<SheetContent, 'groups'>): Question[] => groups.flatMap(({ questions }) => questions);

export const answerValues = ['yes', 'partly', 'no', 'na'] as const;
export type AnswerValue = (typeof answerValues)[number];
export const answerWords: Readonly<Record<AnswerValue, Words>> = {
  yes: words('はい', 'Yes'),
  partly: words('一部', 'Partly'),
  no: words('いいえ', 'No'),
  na: words('該当しない', 'Not applicable'),
};

/** One answer: a value of the scale (null: none yet, or a question in words), and what stands beside it. */
export interface Answer {
  readonly value: AnswerValue | null;
  readonly note: string;
}
export type Answers = Readonly<Record<string, Answer>>;

export interface AnswerProblem {
  readonly question: string;
  readonly says: Words;
}

const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** What of a draft cannot be kept: it names what is not asked, or holds what is no answer. */
export function draftProblems(content: SheetContent, answers: Answers): AnswerProblem[] {
  const asked = new Map(questionsOf(content).map((question) => [question.id, question]));
  return Object.entries(answers).flatMap(([id, { value, note }]): AnswerProblem[] => {
    const question = asked.get(id);
    const problem = (ja: string, en: string): AnswerProblem[] => [{ question: id.slice(0, 40), says: words(ja, en) }];
    if (question === undefined) return problem('この審査票にない質問です。', 'This sheet does not ask that.');
    if (question.kind === 'text' && value !== null) return problem('文章で答える質問です。', 'This one is answered in words.');
    if (value === 'na' && !question.mayNotApply) return problem('「該当しない」は選べません。', 'Not applicable is no answer here.');
    if (note.length > sheetLimits.noteCharsMax)
      return problem(`説明は${sheetLimits.noteCharsMax}文字までです。`, `At most ${sheetLimits.noteCharsMax} characters.`);
    return controls.test(note) || !note.isWellFormed()
      ? problem('使えない文字が入っています。', 'It holds characters that cannot be used.')
      : [];
  });
}

/** What is still missing before a sheet can be handed in. `evidence`: questions that a file was added to. */
export function missing(content: SheetContent, answers: Answers, evidence: ReadonlySet<string>): AnswerProblem[] {
  const problems = questionsOf(content).flatMap((question): AnswerProblem[] => {
    const { id } = question;
    const { value = null, note = '' } = answers[id] ?? {};
    const said = note.trim() !== '';
    if (question.kind === 'text') return said ? [] : [{ question: id, says: words('書いてください。', 'Please write an answer.') }];
    if (value === null) return [{ question: id, says: words('答えを選んでください。', 'Please choose an answer.') }];
    if ((value === 'na' || value === 'partly') && !said)
      return [{ question: id, says: words('理由や状況を説明欄に書いてください。', 'Please say why, or how far.') }];
    const backed = question.evidence?.includes(value as 'yes') !== true || said || evidence.has(id);
    return backed
      ? []
      : [
          {
            question: id,
            says: words(
              '裏付けのファイルを添えるか、どこで確かめられるかを説明欄に書いてください。',
              'Add a file that backs it, or say where it can be seen.',
            ),
          },
        ];
  });
  const scaled = questionsOf(content).filter(({ kind }) => kind === 'scale');
  const weight = (some: readonly Question[]): number => some.reduce((sum, question) => sum + question.weight, 0);
  const notApplicable = weight(scaled.filter(({ id }) => answers[id]?.value === 'na'));
  if (notApplicable > weight(scaled) * sheetLimits.notApplicableShareMax)
    problems.push({
      question: '',
      says: words('「該当しない」が多すぎて、点を付けられません。', 'Too much is called not applicable to be scored.'),
    });
  return problems;
}

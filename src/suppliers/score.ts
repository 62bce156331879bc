import type { Words } from '../base/text.ts';
import type { Question } from './bank/index.ts';
import { type Answers, type AnswerValue, questionsOf, type SheetContent } from './sheet.ts';

/** How a sheet was scored, so that everybody can follow it. */
export interface Score {
  /** 0 to 100, rounded down: nobody passes by rounding. */
  readonly total: number;
  readonly passMark: number;
  /** At or above the pass mark, and no knock-out. */
  readonly passed: boolean;
  readonly groups: readonly {
    readonly id: string;
    readonly title: Words;
    /** Points and the most there could be, by weight; what does not apply counts in neither. */
    readonly points: number;
    readonly of: number;
    readonly score: number | null;
  }[];
  /** Questions whose *no* stands against being chosen. */
  readonly knockOuts: readonly string[];
  /** Answers that should be backed, and are only by words. */
  readonly unbacked: readonly string[];
}

const worth: Readonly<Record<AnswerValue, number>> = { yes: 1, partly: 0.5, no: 0, na: 0 };

/** Scores answers. Pure: the same answers and sheet give the same score for ever. What was not answered counts as *no*. */
export function scoreOf(content: SheetContent, answers: Answers, evidence: ReadonlySet<string>): Score {
  const saidOf = ({ id }: Question): AnswerValue => answers[id]?.value ?? 'no';
  const groups = content.groups.map(({ id, title, questions }) => {
    const counted = questions.filter((question) => question.kind === 'scale' && saidOf(question) !== 'na');
    const of = counted.reduce((sum, { weight }) => sum + weight, 0);
    const points = counted.reduce((sum, question) => sum + question.weight * worth[saidOf(question)], 0);
    return { id, title, points, of, score: of === 0 ? null : Math.floor((points / of) * 100) };
  });
  const of = groups.reduce((sum, group) => sum + group.of, 0);
  const points = groups.reduce((sum, group) => sum + group.points, 0);
  const total = of === 0 ? 0 : Math.floor((points / of) * 100);
  const scaled = questionsOf(content).filter(({ kind }) => kind === 'scale');
  const knockOuts = scaled.filter((question) => question.knockOut && saidOf(question) === 'no').map(({ id }) => id);
  const unbacked = scaled
    .filter((question) => question.evidence?.includes(saidOf(question) as 'yes') === true && !evidence.has(question.id))
    .map(({ id }) => id);
  return { total, passMark: content.passMark, passed: total >= content.passMark && knockOuts.length === 0, groups, knockOuts, unbacked };
}

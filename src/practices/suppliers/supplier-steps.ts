import { type Words, words } from '../../base/text.ts';
import type { CaseSoFar, CaseStep } from '../../mechanism/case.ts';
import type { Cells } from '../../mechanism/field.ts';

/** Days after which nobody waits any longer for an answer in silence. */
const silenceDays = 3;

/** Plain days, as the cells hold them: 2026-11-23. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** The company's day of a moment. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

const text = (cell: unknown): string | null => (typeof cell === 'string' && cell !== '' ? cell : null);

/** The newest content of a step that stands in several states: `renew` of `renew-active` and `renew-reviewed`. */
export function newest(so: CaseSoFar, ...steps: readonly string[]): { readonly at: Date; readonly cells: Cells } | null {
  let found: { readonly at: Date; readonly cells: Cells } | null = null;
  for (const [step, done] of so.done)
    if (steps.some((name) => step === name || step.startsWith(`${name}-in-`)) && (found === null || done.at > found.at)) found = done;
  return found;
}

/** One step in each of several states, none of which it leaves. */
export const inEach = (states: readonly string[], step: Omit<CaseStep, 'from' | 'to'>): CaseStep[] =>
  states.map((state) => ({ ...step, id: `${step.id}-in-${state}`, from: [state], to: state }));

/** The sheet's answers, as the product recorded them when they came. */
export const answersOf = (so: CaseSoFar): Cells | null => newest(so, 'answer', 'answer-again')?.cells ?? null;
export const decisionOf = (so: CaseSoFar) => newest(so, 'decide', 'decide-again');
export const contractOf = (so: CaseSoFar): Cells | null => newest(so, 'contract', 'renew')?.cells ?? null;

/** When the next assessment is due: as the answers say, by the company's interval. */
export const reassessBy = (so: CaseSoFar): string | null => text(answersOf(so)?.reassessBy);
/** When what was set as a condition is looked at; null where there is none, or it was looked at since. */
export function followUpOn(so: CaseSoFar): string | null {
  const decided = decisionOf(so);
  if (decided?.cells.outcome !== 'conditional') return null;
  const looked = newest(so, 'follow-up');
  return looked !== null && looked.at > decided.at ? null : text(decided.cells.conditionsBy);
}
/** When the contract has to be renewed; null where it has no end. */
export const contractUntil = (so: CaseSoFar): string | null => text(contractOf(so)?.contractUntil);
/** When silence becomes an alarm: some days after the day by which an answer was asked for. */
export function chaseOn(so: CaseSoFar): string | null {
  const sent = newest(so, 'send', 'send-again');
  const chased = newest(so, 'chase');
  const due = chased !== null && sent !== null && chased.at >= sent.at ? chased.cells.newDue : sent?.cells.dueOn;
  const day = text(due);
  return day === null ? null : dayAfter(day, silenceDays);
}

/** Nobody is chosen without conditions who fell short, and a condition has a day to come. */
export function refusesDecision(cells: Cells, so: CaseSoFar): Words | null {
  const { score, passMark, knockOuts } = answersOf(so) ?? {};
  const short = Number(score) < Number(passMark) || Number(knockOuts) > 0;
  if ((cells.outcome === 'approve' || cells.outcome === 'continue') && short)
    return words(
      `審査の点は${score}点(合格点${passMark}点)、必須の質問の不合格は${knockOuts}件です。条件を付けるか、選ばないかのどちらかにしてください。`,
      `The score is ${score} (pass mark ${passMark}) with ${knockOuts} knock-outs: choose it with conditions, or not at all.`,
    );
  if (cells.outcome === 'conditional' && String(cells.conditionsBy) <= dayOf(so.now))
    return words('条件を確かめる日は、明日以後の日付にしてください。', 'The conditions are looked at on a day to come.');
  return null;
}

export function refusesDue(cells: Cells, so: CaseSoFar): Words | null {
  const dueOn = String(cells.dueOn);
  if (dueOn <= dayOf(so.now)) return words('回答の期限は、明日以後の日付にしてください。', 'Answers are due on a day to come.');
  return dueOn > dayAfter(dayOf(so.now), 90) ? words('回答の期限は90日以内にしてください。', 'Answers are due within 90 days.') : null;
}

import type { ReviewAnswers, ReviewDecision, ReviewLine } from '../api/reviews-types.ts';

/** Where somebody is who goes through the lines by keys. Pure, so that keystrokes can be counted. */
export interface Going {
  /** The line that the keys mean. */
  readonly at: number;
  /** A decision that waits for its reason; null while none does. */
  readonly asking: ReviewDecision | null;
  /** The reason that was given last: offered again, and taken by Enter. */
  readonly lastReason: string;
  /** What was changed of the four answers, by line. */
  readonly answers: ReadonlyMap<string, ReviewAnswers>;
}
export interface Decided {
  readonly line: ReviewLine;
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly answers: ReviewAnswers;
}

export const begun: Going = { at: 0, asking: null, lastReason: '', answers: new Map() };
const decisionKeys: Readonly<Record<string, ReviewDecision>> = { '1': 'keep', '2': 'reduce', '3': 'revoke' };
export const answerKeys: Readonly<Record<string, keyof ReviewAnswers>> = { q: 'duty', w: 'role', e: 'responsibility', r: 'competence' };
const yes: ReviewAnswers = { duty: true, role: true, responsibility: true, competence: true };

/** What stands there before the person says otherwise: this review's, else the last one's, else that all fits. */
export const answersOf = (line: ReviewLine, going: Pick<Going, 'answers'>): ReviewAnswers =>
  going.answers.get(line.id) ?? line.decision?.answers ?? line.last?.answers ?? yes;

/** Anything but keeping a line without a flag for the first time. */
export const needsReason = (line: ReviewLine, decision: ReviewDecision): boolean =>
  decision !== 'keep' || line.flags.length > 0 || line.decision !== null;

/** The next line that can be decided and is not, from the one after this; where there is none, the one after this. */
function nextOf(lines: readonly ReviewLine[], at: number): number {
  const found = lines.findIndex((line, i) => i > at && line.mayDecide && line.decision === null);
  return found === -1 ? Math.min(at + 1, lines.length - 1) : found;
}

export interface Pressed {
  readonly going: Going;
  readonly decided: Decided | null;
}

/** What a key does. `null`: it is none of ours, and the browser has it. */
export function press(going: Going, lines: readonly ReviewLine[], key: string): Pressed | null {
  if (going.asking !== null) return key === 'Escape' ? { going: { ...going, asking: null }, decided: null } : null;
  const move = (by: number): Pressed => ({
    going: { ...going, at: Math.max(0, Math.min(going.at + by, lines.length - 1)) },
    decided: null,
  });
  if (key === 'j' || key === 'ArrowDown') return move(1);
  if (key === 'k' || key === 'ArrowUp') return move(-1);
  const line = lines[going.at];
  if (line === undefined || !line.mayDecide) return null;
  const field = answerKeys[key];
  if (field !== undefined) {
    const answers = answersOf(line, going);
    return {
      going: { ...going, answers: new Map([...going.answers, [line.id, { ...answers, [field]: !answers[field] }]]) },
      decided: null,
    };
  }
  const decision = decisionKeys[key];
  if (decision === undefined) return null;
  if (needsReason(line, decision)) return { going: { ...going, asking: decision }, decided: null };
  return take(going, lines, decision, '');
}

/** The reason was given; an empty one decides nothing. */
export function give(going: Going, lines: readonly ReviewLine[], reason: string): Pressed | null {
  if (going.asking === null || reason.trim() === '') return null;
  return take({ ...going, lastReason: reason.trim() }, lines, going.asking, reason.trim());
}

function take(going: Going, lines: readonly ReviewLine[], decision: ReviewDecision, reason: string): Pressed {
  const line = lines[going.at]!;
  return {
    going: { ...going, at: nextOf(lines, going.at), asking: null },
    decided: { line, decision, reason, answers: answersOf(line, going) },
  };
}

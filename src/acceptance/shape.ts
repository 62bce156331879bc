import type { Words } from '../base/text.ts';

/** What an acceptance may hold. Each is told in words where it is passed. */
export const acceptanceLimits = {
  /** Cases of one specification. */
  rowsMax: 2_000,
  textCharsMax: 1_000,
  requirementCharsMax: 60,
  noteCharsMax: 1_000,
  /** Rows that are changed, or results that are written, in one act. */
  actMax: 200,
  pageMax: 200,
  /** Failed and accepted cases on the screen of an approver; how many more there are is said. */
  shownOpenMax: 100,
} as const;

export const outcomes = ['pass', 'fail', 'not-done'] as const;
/** What came out of a case: passed, failed, or not done with the reason. One that nobody tried has no result. */
export type Outcome = (typeof outcomes)[number];

/** A case of the specification. */
export interface SpecRow {
  readonly id: string;
  /** T-12 */
  readonly number: number;
  readonly what: string;
  readonly expected: string;
  /** The id of a requirement, as the company calls it; '' where none. */
  readonly requirement: string;
  /** Counts changes of its text. */
  readonly revision: number;
}
export interface TestResult {
  readonly id: number;
  readonly outcome: Outcome;
  readonly note: string;
  /** On the staff list; null where nobody is named. */
  readonly tester: string | null;
  readonly by: string;
  readonly at: Date;
  readonly files: readonly string[];
  /** Of an earlier text of the case: it does not count any more. */
  readonly outdated: boolean;
}
export interface Disposition {
  readonly result: number;
  readonly disposition: 'fixed' | 'accepted';
  readonly reason: string;
  readonly fixBy: string | null;
  readonly by: string;
  readonly at: Date;
}
/** A case with where it stands: its newest result, and what was decided about that. */
export interface StandingRow extends SpecRow {
  readonly last: TestResult | null;
  readonly disposition: Disposition | null;
  /** Neither passed nor accepted as it is. */
  readonly open: boolean;
}
export interface Sums {
  readonly rows: number;
  readonly passed: number;
  readonly failed: number;
  /** Not done with a reason, or not tried yet. */
  readonly notDone: number;
  /** Of those that did not pass: accepted as they are. */
  readonly accepted: number;
  readonly open: number;
  readonly lastAt: Date | null;
}
export interface Sheet {
  readonly case: string;
  readonly developer: string | null;
  readonly tester: string | null;
  readonly committee: boolean;
  readonly revision: number;
}
export interface Version {
  readonly no: number;
  readonly digest: string;
  readonly rows: number;
  readonly by: string;
  readonly at: Date;
}

/** Where the case stands in the engine, as this room needs to know it. */
export interface CaseFacts {
  readonly id: string;
  readonly number: string;
  readonly label: string;
  readonly state: string;
  readonly stateTitle: Words;
  /** Lines of registers that it is about: a system, a project. */
  readonly lines: readonly string[];
}
export interface Actor {
  readonly actor: string;
  readonly accountId: string | null;
  readonly roles: readonly string[];
}

export const caseSubject = (id: string): string => `case:development/acceptance case:${id}`;
export const rowNumber = (number: number): string => `T-${number}`;

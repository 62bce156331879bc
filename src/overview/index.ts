import type { Clock } from '../base/clock.ts';
import type { Clause } from '../catalog/control.ts';
import { controls } from '../catalog/index.ts';
import { allTraits, type DeviceTraits } from '../facts/kind.ts';
import type { CaseCheck } from '../mechanism/case-check.ts';
import { type Check, concerns } from '../mechanism/check.ts';
import { isCase, isCheck, isDuty, isPractice, isRegister, isRequest, type Practice } from '../mechanism/citation.ts';
import { type PracticeStanding, practiceKey } from '../mechanism/standing.ts';
import {
  type CheckStanding,
  type ClauseStanding,
  checkStanding,
  clauseStanding,
  type Measured,
  practiceStanding,
  type RuleStanding,
  ruleStanding,
} from './standing.ts';

export type { CheckStanding, ClauseStanding, ClauseVerdict, Measured, RuleStanding } from './standing.ts';

/** Every check and clause as it stands at one moment. */
export interface Overview {
  readonly at: Date;
  readonly checks: ReadonlyMap<string, CheckStanding>;
  readonly clauses: ReadonlyMap<string, ClauseStanding>;
  /** Where the rule of a clause stands. */
  rule(clause: Clause): RuleStanding;
  /** Where a register, a duty or a kind of request stands. */
  practice(practice: Practice): PracticeStanding;
}

/** An overview is shared by all readers for this long; a verdict is on screen within the second that it was stored. */
const heldMs = 800;

/** All checks that some clause cites. */
export const citedChecks: readonly Check[] = [
  ...new Map(
    controls.flatMap((control) => control.clauses.flatMap((clause) => clause.mechanisms.filter(isCheck))).map((check) => [check.id, check]),
  ).values(),
];

/** The checks that concern a device, whether or not the agent can judge them there. */
export const checksConcerning = (traits: DeviceTraits): Check[] => citedChecks.filter((check) => concerns(check, traits));

/** How many checks concern a device, for every combination of traits. */
export const checksOfTraits: readonly (DeviceTraits & { readonly checks: number })[] = allTraits.map((traits) => ({
  ...traits,
  checks: checksConcerning(traits).length,
}));

/** All registers, duties and kinds of request that some clause cites, each once. */
const practices: readonly Practice[] = [
  ...new Map(
    controls
      .flatMap((control) => control.clauses.flatMap((clause) => clause.mechanisms.filter(isPractice)))
      .map((each) => [practiceKey(each), each]),
  ).values(),
];
export const citedRegisters = practices.filter(isRegister);
export const citedDuties = practices.filter(isDuty);
export const citedRequests = practices.filter(isRequest);
export const citedCases = practices.filter(isCase);
/** Checks over cases, each once. */
export const citedCaseChecks = practices.filter((each): each is CaseCheck => each.kind === 'tool' && 'judge' in each);

/** The clauses that cite a register, a duty or a kind of request, by `practiceKey`. */
export const clausesOfPractice = (key: string): string[] =>
  controls.flatMap((control) =>
    control.clauses.filter((clause) => clause.mechanisms.some((m) => isPractice(m) && practiceKey(m) === key)).map((clause) => clause.id),
  );

/** The clauses that cite a check. */
export const clausesOfCheck = (checkId: string): string[] =>
  controls.flatMap((control) =>
    control.clauses.filter((clause) => clause.mechanisms.some((m) => isCheck(m) && m.id === checkId)).map((clause) => clause.id),
  );

/** A pass is believed as long as silence was looked for within this time. Else a device may have fallen silent unseen. */
const sweepTrustedMs = 15 * 60_000;

export function overviewOf(measured: Measured, at: Date): Overview {
  const unwatched = measured.sweptAt !== undefined && at.getTime() - measured.sweptAt.getTime() > sweepTrustedMs;
  const standing = (check: Check) => (unwatched ? doubted : (each: CheckStanding) => each)(checkStanding(check, measured));
  const checks = new Map(citedChecks.map((check) => [check.id, standing(check)]));
  const clauses = new Map(
    controls.flatMap((control) => control.clauses.map((clause) => [clause.id, clauseStanding(clause, checks, measured)] as const)),
  );
  return {
    at,
    checks,
    clauses,
    rule: (clause) => ruleStanding(clause, measured),
    practice: (practice) => practiceStanding(practice, measured),
  };
}

/** What passed while nobody looked for silence is not known to pass still. */
const doubted = (standing: CheckStanding): CheckStanding =>
  standing.verdict !== 'pass'
    ? standing
    : {
        ...standing,
        verdict: 'unknown',
        because: {
          ja: '応答のない端末の見回りが止まっています。サーバのログを確かめてください。',
          en: 'Nobody has looked for silent devices lately. See the server’s log.',
        },
      };

/** Reads the sums once for everybody who asks within the same moment. */
export class OverviewReader {
  readonly #read: () => Promise<Measured>;
  readonly #clock: Clock;
  #held: { at: number; overview: Promise<Overview> } | null = null;

  constructor(read: () => Promise<Measured>, clock: Clock) {
    this.#read = read;
    this.#clock = clock;
  }

  now(): Promise<Overview> {
    const at = this.#clock.now();
    const age = this.#held === null ? null : at.getTime() - this.#held.at;
    // A negative age: the clock was set back, and what is held could stand for hours.
    if (this.#held && age !== null && age >= 0 && age < heldMs) return this.#held.overview;
    const overview = this.#read().then((measured) => overviewOf(measured, at));
    const held = { at: at.getTime(), overview };
    this.#held = held;
    // A failed read is not held: the next reader tries again.
    overview.catch(() => {
      if (this.#held === held) this.#held = null;
    });
    return overview;
  }
}

import { Fault } from '../../base/fault.ts';
import type { Language, Words } from '../../base/text.ts';
import type { Tx } from '../../db/pool.ts';
import type { Duty, DutyEvent } from '../../mechanism/duty.ts';
import type { PracticeStandings } from '../../mechanism/standing.ts';
import { type CompleteGiven, complete, move, type Receipt, skip } from './act.ts';
import type { DutiesDeps } from './deps.ts';
import {
  adoptForCase,
  type Happened,
  leaveOutForCase,
  type Opened,
  openEvent,
  openForCase,
  organisationChanged,
  recordEvent,
} from './event.ts';
import { calendarOf, endFeed, feedSetAt, newFeedPassword, opensFeed } from './feed.ts';
import { type Closing, closingsOf } from './list.store.ts';
import {
  type DutyState,
  listDuties,
  type OccurrenceDetail,
  type OccurrencePage,
  type OccurrenceQuery,
  occurrenceOf,
  pageOf,
} from './list.ts';
import { type NoCaseGiven, type NoCaseReceipt, noCase, type QuietQuestion, quietQuestions } from './no-case.ts';
import { holdOfCase, undoneOfCases, undoneOfNoCase } from './occurrence.store.ts';
import type { Occurrence } from './occurrence.ts';
import type { Actor, Party } from './ports.ts';
import { ownersToChoose, type SettingsGiven, setOwners } from './set.ts';
import { type Awaited, awaitedAt } from './standing.store.ts';
import { dutyStandings } from './standing.ts';
import { sweepDuties } from './sweep.ts';
import { type YearPlan, yearPlan } from './year.ts';

export type { CompleteGiven, Receipt } from './act.ts';
export type { DutiesDeps } from './deps.ts';
export type { Happened, Opened } from './event.ts';
export type { DutyState, ListedOccurrence, OccurrenceDetail, OccurrencePage, OccurrenceQuery } from './list.ts';
export { type NoCaseGiven, type NoCaseReceipt, noCaseMax, type QuietQuestion } from './no-case.ts';
export {
  type NamedParty,
  type Occurrence,
  type OccurrenceAct,
  type OccurrenceEvent,
  type OccurrenceKind,
  type OccurrenceState,
  occurrenceStates,
  occurrenceSubject,
  type ShownSheet,
} from './occurrence.ts';
export type { Actor, DutiesPorts, DutyNews, Party, PreparedSheet } from './ports.ts';
export type { SettingsGiven } from './set.ts';

/** Recurring duties (定期業務): when each falls due, who sees to it, what was recorded. Faults are told at each act's own function. */
export class Duties {
  readonly #deps: DutiesDeps;
  readonly #byId: ReadonlyMap<string, Duty>;

  constructor(deps: DutiesDeps) {
    this.#deps = deps;
    this.#byId = new Map(deps.definitions.map((duty) => [duty.id, duty]));
  }

  get definitions(): readonly Duty[] {
    return this.#deps.definitions;
  }
  /** @throws Fault `not-found` */
  definition(id: string): Duty {
    const found = this.#byId.get(id);
    if (!found) throw new Fault('not-found', { duty: id.slice(0, 120) });
    return found;
  }

  list(): Promise<readonly DutyState[]> {
    return listDuties(this.#deps);
  }
  /** Who can be named as owner or deputy. */
  parties(): Promise<readonly { readonly party: Party; readonly name: Words }[]> {
    return ownersToChoose(this.#deps.ports);
  }
  async set(duty: string, given: SettingsGiven, actor: Actor): Promise<Receipt> {
    return setOwners(this.#deps, this.definition(duty), given, actor);
  }

  /** The plan of the fiscal year that begins in `year`, or of today's. */
  plan(year?: number): Promise<YearPlan> {
    return yearPlan(this.#deps, year);
  }
  occurrences(query: OccurrenceQuery, actor: Actor): Promise<OccurrencePage> {
    return pageOf(this.#deps, query, actor);
  }
  occurrence(id: string, actor: Actor): Promise<OccurrenceDetail> {
    return occurrenceOf(this.#deps, id, actor);
  }
  complete(id: string, given: CompleteGiven, actor: Actor): Promise<Receipt> {
    return complete(this.#deps, id, given, actor);
  }
  /** What is asked because nothing happened for long, as far as this reader may answer; the sheets count as shown. */
  quietQuestions(actor: Actor): Promise<QuietQuestion[]> {
    return quietQuestions(this.#deps, actor);
  }
  /** There was no case: for several questions at once, all or none. */
  noCase(given: NoCaseGiven, actor: Actor): Promise<NoCaseReceipt[]> {
    return noCase(this.#deps, given, actor);
  }
  skip(id: string, given: { readonly revision: number; readonly reason: string }, actor: Actor): Promise<Receipt> {
    return skip(this.#deps, id, given, actor);
  }
  move(id: string, given: { readonly revision: number; readonly to: string; readonly reason: string }, actor: Actor): Promise<Receipt> {
    return move(this.#deps, id, given, actor);
  }

  /**
   * Something happened: opens one occurrence of each duty that hangs on it, in the caller's transaction, and appends to the ledger
   * there; call it as the last but the caller's own entries. A key that was told before opens nothing again.
   * @returns the occurrence of each duty, by duty
   */
  event(tx: Tx, event: DutyEvent, happened: Happened): Promise<ReadonlyMap<string, string>> {
    return openEvent(this.#deps, tx, event, happened);
  }
  /** Opens a duty as the next step of a case; see `openForCase`. */
  openForCase(tx: Tx, duty: string, happened: Happened & { readonly caseId: string }): Promise<string | null> {
    return openForCase(this.#deps, tx, this.definition(duty), happened);
  }
  leaveOutForCase(tx: Tx, given: Parameters<typeof leaveOutForCase>[1]): Promise<void> {
    return leaveOutForCase(tx, given);
  }
  adoptForCase(tx: Tx, given: Parameters<typeof adoptForCase>[1]): Promise<void> {
    return adoptForCase(tx, given);
  }
  /** Undone occurrences of some duties that belong to no case. */
  ofNoCase(duties: readonly string[]): Promise<readonly Occurrence[]> {
    return undoneOfNoCase(this.#deps.pool, duties);
  }
  /** Holds what is undone for a case until the transaction ends. */
  holdForCase(tx: Tx, caseId: string): Promise<void> {
    return holdOfCase(tx, caseId);
  }
  /** What cases waited for at a moment, undone then, the nearest date first. */
  awaited(cases: readonly string[], at: Date): Promise<readonly Awaited[]> {
    return awaitedAt(this.#deps.pool, cases, at);
  }
  /** What cases wait for, undone. */
  ofCases(cases: readonly string[]): Promise<readonly Occurrence[]> {
    return undoneOfCases(this.#deps.pool, cases);
  }
  async recordEvent(
    duty: string,
    given: { readonly about: string; readonly happenedOn: string },
    actor: Actor,
  ): Promise<readonly Opened[]> {
    return recordEvent(this.#deps, this.definition(duty), given, actor);
  }
  organisationChanged(given: { readonly what: string; readonly happenedOn: string }, actor: Actor): Promise<readonly Opened[]> {
    return organisationChanged(this.#deps, given, actor);
  }

  /** What time brings. Any number of times, by any number of sweepers, with the same end. Returns how much it did. */
  sweep(): Promise<number> {
    return sweepDuties(this.#deps);
  }
  /** How every duty stood at a moment, by `practiceKey`. */
  standings(at: Date): Promise<PracticeStandings> {
    return dutyStandings(this.#deps, at);
  }
  /** How the occurrences stand that close requests. */
  async closings(ids: readonly string[]): Promise<ReadonlyMap<string, Omit<Closing, 'id'>>> {
    return new Map((await closingsOf(this.#deps.pool, ids, this.#deps.clock.now())).map(({ id, ...closing }) => [id, closing]));
  }

  /** The iCalendar text of what falls to this reader. `base`: the address under which people reach this product. */
  calendar(actor: Actor, language: Language, base: string): Promise<string> {
    return calendarOf(this.#deps, actor, language, base);
  }
  /** Shown once; the one before opens nothing any more. */
  newFeedPassword(account: string): Promise<string> {
    return newFeedPassword(this.#deps, account);
  }
  endFeed(account: string): Promise<void> {
    return endFeed(this.#deps, account);
  }
  feedSetAt(account: string): Promise<Date | null> {
    return feedSetAt(this.#deps, account);
  }
  /** Whether this password opens this account's feed; takes the same time where there is no such account. */
  opensFeed(account: string | null, password: string): Promise<boolean> {
    return opensFeed(this.#deps, account, password);
  }
}

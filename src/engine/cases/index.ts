import type { Tx } from '../../db/pool.ts';
import type { CaseKind } from '../../mechanism/case.ts';
import type { CaseHistory } from '../../mechanism/case-check.ts';
import type { PracticeStandings } from '../../mechanism/standing.ts';
import { act, type CaseReceipt, hold, type OpenGiven, open, type StepGiven } from './act.ts';
import { caseOfRequest, linesOfKind, runningOnLine } from './case.store.ts';
import {
  type ApprovedRequest,
  byMachine,
  fromDuty,
  fromRequest,
  link,
  openByDuty,
  type RecordedDuty,
  type StandingCase,
  standingIn,
} from './from-others.ts';
import type { Actor } from './ports.ts';
import {
  type CaseDetail,
  type CasesWanted,
  detail,
  type KindState,
  kindStates,
  type ListedCase,
  list,
  mustRead,
  type NamedCase,
  named,
} from './read.ts';
import { type CasesDeps, kindOf } from './shape.ts';
import { histories, standings } from './standing.ts';

export type { CaseReceipt, OpenGiven, StepGiven } from './act.ts';
export { layDownCases } from './definitions.store.ts';
export { type CaseOnDevices, casesIn, casesMoved, casesOfLines, casesOnDevices, caseWithDevices, linkedTo } from './device.store.ts';
export type { ApprovedRequest, RecordedDuty, StandingCase } from './from-others.ts';
export type { Actor, CaseNews, CaseOccurrence, CasesPorts, StepDone } from './ports.ts';
export type { CaseDetail, CasesWanted, KindState, ListedCase, NamedCase, NextStep, ShownEvent } from './read.ts';
export { casesLimits, subjectOf as caseSubject } from './shape.ts';
export { awaitedActs, statesAhead } from './waits.ts';

/** Cases (案件): what has a life of its own, step by step, each by somebody and none by whoever must be apart. */
export class Cases {
  readonly #deps: CasesDeps;

  constructor({ definitions, ...deps }: Omit<CasesDeps, 'kinds'> & { readonly definitions: readonly CaseKind[] }) {
    this.#deps = { ...deps, kinds: new Map(definitions.map((kind) => [kind.id, kind])) };
  }

  get definitions(): readonly CaseKind[] {
    return [...this.#deps.kinds.values()];
  }
  /** @throws Fault `not-found` */
  definition(id: string): CaseKind {
    return kindOf(this.#deps, id);
  }
  kinds(actor: Actor): Promise<KindState[]> {
    return kindStates(this.#deps, actor);
  }
  list(wanted: CasesWanted, actor: Actor): Promise<{ readonly total: number; readonly cases: readonly ListedCase[] }> {
    return list(this.#deps, wanted, actor);
  }
  detail(id: string, actor: Actor): Promise<CaseDetail> {
    return detail(this.#deps, id, actor);
  }
  /** How another page names a case; null where there is none. */
  named(id: string, actor: Actor): Promise<NamedCase | null> {
    return named(this.#deps, id, actor);
  }
  open(given: OpenGiven, actor: Actor): Promise<CaseReceipt> {
    return open(this.#deps, given, actor);
  }
  async act(id: string, given: StepGiven, actor: Actor): Promise<CaseReceipt> {
    await mustRead(this.#deps, id, actor);
    return act(this.#deps, id, given, actor);
  }

  // What follows is called by neighbours, within their transaction.

  /** Opens the case of an approved request; null where none hangs on its kind. */
  fromRequest(tx: Tx, approved: ApprovedRequest): Promise<CaseReceipt | null> {
    return fromRequest(this.#deps, tx, approved);
  }
  /** Opens the case that begins with the record of a duty; null where none does. */
  openByDuty(tx: Tx, recorded: Omit<RecordedDuty, 'case'>): Promise<CaseReceipt | null> {
    return openByDuty(this.#deps, tx, recorded);
  }
  /** Moves a case on by the record of its duty. */
  fromDuty(tx: Tx, recorded: RecordedDuty): Promise<void> {
    return fromDuty(this.#deps, tx, recorded);
  }
  /** Moves a case on, or opens one, by what the product saw. */
  byMachine(tx: Tx, given: Parameters<typeof byMachine>[2]): Promise<CaseReceipt> {
    return byMachine(this.#deps, tx, given);
  }
  /** Ties to a case what stands elsewhere; true where it is new. */
  link(tx: Tx, id: string, given: Parameters<typeof link>[3]): Promise<boolean> {
    return link(this.#deps, tx, id, given);
  }
  /** Ties things to several cases: all of them are held first, in one order, so that two who do so never wait for each other. */
  async linkAll(tx: Tx, given: readonly ({ readonly case: string } & Parameters<typeof link>[3])[]): Promise<void> {
    for (const id of [...new Set(given.map((each) => each.case))].sort()) await hold(tx, id);
    for (const { case: id, ...each } of given) await link(this.#deps, tx, id, each);
  }
  async ofRequest(request: string): Promise<string | null> {
    return (await caseOfRequest(this.#deps.pool, request))?.id ?? null;
  }

  /** The case under way that a line of a register belongs to, as its page names it; null where none does. */
  async ofLine(line: string, actor: Actor): Promise<NamedCase | null> {
    const one = await runningOnLine(this.#deps.pool, line);
    return one === null ? null : named(this.#deps, one.id, actor);
  }
  /** The cases of a kind that had a line of a register at a moment, by line. */
  linesOf(kind: string, at: Date): Promise<ReadonlyMap<string, string>> {
    return linesOfKind(this.#deps.pool, kind, at);
  }

  /** Cases of a kind that stand in one of some states now, oldest first. */
  standingIn(kind: string, states: readonly string[]): Promise<StandingCase[]> {
    return standingIn(this.#deps, kind, states);
  }
  /** Cases of some kinds as they stood at a moment, for checks over cases. */
  histories(kinds: readonly string[], at: Date): Promise<CaseHistory[]> {
    return histories(this.#deps, kinds, at);
  }
  /** How every kind stood at a moment, by `practiceKey`. */
  standings(at: Date): Promise<PracticeStandings> {
    return standings(this.#deps, at);
  }
}

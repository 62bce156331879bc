import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Pool, Tx } from '../../db/pool.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import type { PracticeStandings } from '../../mechanism/standing.ts';
import { holdCase, markOpened, runOutOf } from './case.store.ts';
import { countsBetween } from './counts.store.ts';
import { type DecideBy, decide, type WantedDecision } from './decide.ts';
import { type DelegationList, delegate, delegations, endDelegation, type NewDelegation } from './delegate.ts';
import { detail, type RequestDetail } from './detail.ts';
import { change, create, type Kept, type Written } from './draft.ts';
import { close, revoke, withdraw } from './end.ts';
import { type KindForReader, kindFor, kindsFor } from './kinds.ts';
import { type Listed, type ListQuery, list } from './list.ts';
import type { Actor, RequestsPorts } from './ports.ts';
import type { RequestsDeps } from './shape.ts';
import { standings } from './standings.ts';
import { submit } from './submit.ts';
import { sweep } from './sweep.ts';

export type { WantedDecision } from './decide.ts';
export type { Delegation, DelegationList, NewDelegation } from './delegate.ts';
export type { RequestDetail } from './detail.ts';
export type { Kept, Written } from './draft.ts';
export type { KindForReader } from './kinds.ts';
export type { Listed, ListedRequest, ListQuery } from './list.ts';
export type { Actor, Decider, RequestNews, RequestsPorts } from './ports.ts';
export { delegationDaysMax, expiringDays, lapseDays, type RequestState, subjectOf } from './shape.ts';

export interface RequestsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly definitions: readonly RequestKind[];
  readonly ports: RequestsPorts;
}

/** Requests (申請): from form to decision to the line that an approval writes. */
export class Requests {
  readonly #deps: RequestsDeps;
  constructor({ pool, clock, log, definitions, ports }: RequestsOptions) {
    this.#deps = { pool, clock, log, kinds: new Map(definitions.map((kind) => [kind.id, kind])), ports };
  }

  /** Every kind as one reader sees it. */
  kinds(actor: Actor): Promise<readonly KindForReader[]> {
    return kindsFor(this.#deps, actor);
  }
  /** Throws `not-found`. */
  kind(id: string, actor: Actor): Promise<KindForReader> {
    return kindFor(this.#deps, id, actor);
  }
  /** A page of what the reader may see. */
  list(query: ListQuery, actor: Actor): Promise<Listed> {
    return list(this.#deps, query, actor);
  }
  /** By id, whole. Throws `not-found`, also for what the reader may not see. */
  detail(id: string, actor: Actor): Promise<RequestDetail> {
    return detail(this.#deps, id, actor);
  }

  /** A draft, or where `submit` says so a submitted request. Throws as `submit` does, and then nothing is kept. */
  create(kind: string, written: Written, actor: Actor): Promise<Kept> {
    return create(this.#deps, kind, written, actor);
  }
  /** Throws `not-found`, `conflict` (another revision), `wrong-state`, and what `submit` throws. */
  change(id: string, revision: number, written: Written, actor: Actor): Promise<Kept> {
    return change(this.#deps, id, revision, written, actor);
  }
  /** Throws `value-out-of-bounds` (the form), `not-ready` (nobody can decide), `conflict`, `wrong-state`, `not-found`. */
  submit(id: string, revision: number, actor: Actor): Promise<void> {
    return submit(this.#deps, id, revision, actor);
  }
  /** Throws `wrong-state`, `conflict`, `not-found`, `forbidden`. */
  withdraw(id: string, revision: number, actor: Actor): Promise<void> {
    return withdraw(this.#deps, id, revision, actor);
  }
  /**
   * One decision; the last approval that was needed writes the line. Throws `same-person`, `forbidden` (not asked), `conflict` (another
   * revision, decided already, such a line is in force), `wrong-state`, `reason-required`, `value-out-of-bounds` (the assessment).
   */
  decide(id: string, wanted: WantedDecision, by: DecideBy): Promise<void> {
    return decide(this.#deps, id, wanted, by);
  }
  /** Ends an approval and its line. Throws `same-person`, `forbidden`, `wrong-state`, `conflict`, `reason-required`, `not-found`. */
  revoke(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return revoke(this.#deps, id, revision, reason, actor);
  }
  /** Of some requests those whose approval ran out or was revoked, with when. */
  runOut(
    ids: readonly string[],
  ): Promise<
    readonly { readonly id: string; readonly state: 'expired' | 'revoked'; readonly validUntil: string | null; readonly endedAt: Date }[]
  > {
    return runOutOf(this.#deps.pool, ids);
  }
  /** A case opened the closing duty, in its transaction. Where one is known already, that stays the one. */
  async closingOpened(tx: Tx, request: string, occurrence: string): Promise<void> {
    const row = await holdCase(tx, request);
    if (row !== null && row.occurrence === null && row.closedAt === null) await markOpened(tx, request, occurrence);
  }
  /** The closing duty was recorded. In the caller's transaction; does nothing where the request was closed before. */
  close(tx: Tx, request: string, done: { readonly occurrence: string; readonly by: string; readonly at: Date }): Promise<void> {
    return close(this.#deps, tx, request, done);
  }

  delegations(actor: Actor): Promise<DelegationList> {
    return delegations(this.#deps, actor);
  }
  delegate(wanted: NewDelegation, actor: Actor): Promise<string> {
    return delegate(this.#deps, wanted, actor);
  }
  endDelegation(id: string, actor: Actor): Promise<void> {
    return endDelegation(this.#deps, id, actor);
  }

  /** Overdue decisions, lapses, ends that near and ends. May run at any time, any number of times; returns how many it moved. */
  sweep(): Promise<number> {
    return sweep(this.#deps);
  }
  /** How many came and were decided in a span of time. */
  countsBetween(from: Date, to: Date): Promise<{ readonly submitted: number; readonly approved: number; readonly denied: number }> {
    return countsBetween(this.#deps.pool, from, to);
  }
  /** How each kind stood at a moment, now or in the past. */
  standings(at: Date): Promise<PracticeStandings> {
    return standings(this.#deps, at);
  }
}

import type { Clock } from '../../base/clock.ts';
import { Fault } from '../../base/fault.ts';
import type { Log } from '../../base/log.ts';
import type { Pool } from '../../db/pool.ts';
import type { CaseKind, CaseSoFar, CaseStep } from '../../mechanism/case.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { CasesPorts } from './ports.ts';

export interface CasesDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly kinds: ReadonlyMap<string, CaseKind>;
  readonly ports: CasesPorts;
}

export const casesLimits = {
  /** Cases of one kind that have not ended. */
  openMax: 2_000,
  /** Of those, begun by one person to whom the others are not open: nobody fills the list of everybody else. */
  openOfOneMax: 100,
  labelCharsMax: 160,
  pageMax: 100,
  /** Events of one case. */
  eventsMax: 500,
  devicesMax: 200,
} as const;

export interface CaseRow {
  readonly id: string;
  readonly kind: string;
  readonly number: number;
  readonly variant: string;
  readonly label: string;
  readonly state: string;
  readonly revision: number;
  readonly request: string | null;
  readonly line: string | null;
  /** The revision that the line had when the case took it; null where the case made its line, or has none. */
  readonly lineRevision: number | null;
  readonly openedAt: Date;
  readonly changedAt: Date;
  readonly endedAt: Date | null;
}

export interface EventRow {
  readonly caseId: string;
  readonly no: number;
  readonly step: string;
  readonly from: string | null;
  readonly to: string;
  readonly by: string;
  readonly actors: readonly string[];
  readonly people: readonly string[];
  readonly at: Date;
  readonly happenedAt: Date;
  readonly cells: Cells;
  readonly occurrence: string | null;
  readonly ledgerSeq: number;
}

export const subjectOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `case:${kind} case:${id}`;
export const numberOf = (kind: Pick<CaseKind, 'code'>, { number }: { readonly number: number }): string => `${kind.code}-${number}`;

/** @throws Fault `not-found` */
export function kindOf({ kinds }: Pick<CasesDeps, 'kinds'>, id: string): CaseKind {
  const kind = kinds.get(id);
  if (kind === undefined) throw new Fault('not-found', { case: id.slice(0, 100) });
  return kind;
}

/** Steps that lead on from a state (null: that open a case) in a variant. */
export const stepsFrom = (kind: CaseKind, variant: string, state: string | null): CaseStep[] =>
  kind.steps.filter(
    ({ variants, from }) =>
      (variants === undefined || variants.includes(variant)) && (state === null ? from.length === 0 : from.includes(state)),
  );

/** What a step may look at, of a history that is oldest first. */
export const soFar = ({ variant, state }: Pick<CaseRow, 'variant' | 'state'>, events: readonly EventRow[], now: Date): CaseSoFar => ({
  variant,
  state,
  done: new Map(events.map(({ step, at, cells }) => [step, { at, cells }])),
  now,
});

/** Where a step leads to, by what was written. */
export function targetOf(step: CaseStep, cells: Cells, problem: boolean): string {
  if (problem && step.onProblem !== undefined) return step.onProblem;
  if (typeof step.to === 'string') return step.to;
  const target = step.to.is[String(cells[step.to.field])];
  if (target === undefined) throw new Fault('bad-request', { field: step.to.field, problem: 'no state for what it says' });
  return target;
}

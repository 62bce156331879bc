import { Fault } from '../../base/fault.ts';
import type { Tx } from '../../db/pool.ts';
import type { CaseKind } from '../../mechanism/case.ts';
import { type CaseRow, type CasesDeps, type EventRow, numberOf, soFar } from './shape.ts';

/** Writes a case's line anew after a step, and ends it with the case. Whoever calls it appends to the ledger after it, not before. */
export async function mirror(
  deps: CasesDeps,
  tx: Tx,
  kind: CaseKind,
  one: CaseRow,
  events: readonly EventRow[],
  by: string,
): Promise<void> {
  if (kind.mirror === undefined || one.line === null) return;
  const { register } = deps.ports;
  const at = one.changedAt;
  const state = kind.states[one.state];
  const reason = `${numberOf(kind, one)} ${state?.title.ja ?? one.state}`;
  const revision = one.lineRevision;
  if (revision !== null && state?.end !== undefined && state.releases === true) {
    const columns = await writtenColumns(deps, tx, kind, one, events);
    await register.back(tx, one.line, { revision, columns }, { by, at, reason });
    return;
  }
  const cells = kind.mirror.cells(soFar(one, events, at), revision === null ? null : await saidBy(deps, tx, one.line));
  // At the opening the line says it already, where the case made it; one that was there before learns it, and why.
  const adopting = one.revision === 1 && revision !== null;
  if (cells !== null && (one.revision > 1 || adopting))
    await register.change(tx, one.line, cells, { by, at, ...(adopting ? { reason } : {}) });
  if (state?.end !== undefined) await register.end(tx, one.line, { act: 'ended', reason, by, at });
}

async function saidBy({ ports }: CasesDeps, tx: Tx, row: string) {
  const line = await ports.register.hold(tx, row);
  if (line === null) throw new Fault('not-found', { row });
  return line.cells;
}

/** The columns that a case wrote into its line at any of its steps: what else stands there is somebody else's. */
async function writtenColumns(
  deps: CasesDeps,
  tx: Tx,
  kind: CaseKind,
  one: CaseRow,
  events: readonly EventRow[],
): Promise<readonly string[]> {
  const said = await saidBy(deps, tx, one.line!);
  const then = events.map((event, i) => soFar({ ...one, state: event.to }, events.slice(0, i + 1), event.at));
  return [...new Set(then.flatMap((so) => Object.keys(kind.mirror!.cells(so, said) ?? {})))];
}

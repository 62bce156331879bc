import { Fault } from '../../base/fault.ts';
import { inTransaction, type Tx } from '../../db/pool.ts';
import { type CellProblem, cellsFault, readCells } from '../../mechanism/cells.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Register } from '../../mechanism/register.ts';
import { definitionOf, type RegistersDeps, registersLimits } from './deps.ts';
import { changedColumns, fullCells, numberText } from './line.ts';
import { readLine, readReason, referenceProblems } from './read-line.ts';
import { holdRegister, rowsById, type StoredRow } from './row.store.ts';
import { type LineWrite, type WrittenLine, writeLines } from './write.ts';

/** What a person sends of one line: cells by column, unchecked. */
export type GivenCells = Readonly<Record<string, unknown>>;

export interface Act {
  /** Account id, `cli` or `system`. */
  readonly by: string;
  readonly reason?: string;
  /** Ids of files that were uploaded before. */
  readonly attach?: readonly string[];
}

/** @throws Fault `value-out-of-bounds`, `conflict` where the key is taken, `not-found` */
export async function add(
  deps: RegistersDeps,
  registerId: string,
  given: GivenCells,
  { by, reason = '', attach = [] }: Act,
): Promise<WrittenLine> {
  const register = definitionOf(deps, registerId);
  return inTransaction(deps.pool, async (tx) => {
    await holdRegister(tx, registerId);
    const cells = await readLine(deps, tx, register, given);
    const write: LineWrite = { act: 'added', row: null, state: 'current', cells };
    return only(await writeLines(deps, tx, register, [write], { by, at: deps.clock.now(), reason: readReason(reason), attach }));
  });
}

/**
 * Adds several lines, all or none, each with its own entry in the ledger. `also` runs in the same transaction, after them.
 *
 * @throws as `add`
 */
export async function addMany(
  deps: RegistersDeps,
  registerId: string,
  given: readonly GivenCells[],
  { by, reason = '' }: Act,
  also?: (tx: Tx, lines: readonly WrittenLine[], at: Date) => Promise<void>,
): Promise<WrittenLine[]> {
  const register = definitionOf(deps, registerId);
  const why = readReason(reason);
  return inTransaction(deps.pool, async (tx) => {
    await holdRegister(tx, registerId);
    const writes: LineWrite[] = [];
    for (const cells of given) writes.push({ act: 'added', row: null, state: 'current', cells: await readLine(deps, tx, register, cells) });
    const at = deps.clock.now();
    const lines = await writeLines(deps, tx, register, writes, { by, at, reason: why });
    await also?.(tx, lines, at);
    return lines;
  });
}

/** The line of an approval, in the transaction that approves. Throws as `add`. */
export async function write(
  deps: RegistersDeps,
  tx: Tx,
  registerId: string,
  given: GivenCells,
  { request, by, at }: { readonly request: string; readonly by: string; readonly at: Date },
): Promise<WrittenLine> {
  const register = definitionOf(deps, registerId);
  await holdRegister(tx, registerId);
  const cells = await readLine(deps, tx, register, given);
  return only(
    await writeLines(deps, tx, register, [{ act: 'approved', row: null, state: 'current', cells }], { by, at, reason: '', request }),
  );
}

/** A line that mirrors a case, in the case's transaction. Throws as `add`. */
export async function addWithin(
  deps: RegistersDeps,
  tx: Tx,
  registerId: string,
  given: GivenCells,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<WrittenLine> {
  const register = definitionOf(deps, registerId);
  await holdRegister(tx, registerId);
  const cells = await readLine(deps, tx, register, given);
  const write: LineWrite = { act: 'added', row: null, state: 'current', cells };
  return only(await writeLines(deps, tx, register, [write], { by, at, reason: '', ofCase: true }));
}

/** Writes what differs of such a line; nothing where it ended, or says it already. */
export async function changeWithin(
  deps: RegistersDeps,
  tx: Tx,
  row: string,
  given: GivenCells,
  { by, at, reason = '' }: { readonly by: string; readonly at: Date; readonly reason?: string },
): Promise<void> {
  const [seen] = await rowsById(tx, [row]);
  if (seen === undefined) throw new Fault('not-found', { row });
  const register = definitionOf(deps, seen.register);
  await holdRegister(tx, register.id);
  const [stored] = await rowsById(tx, [row], true);
  if (stored!.state === 'ended') return;
  const before = fullCells(register, stored!.cells);
  const cells = await readLine(deps, tx, register, { ...before, ...given }, before);
  if (changedColumns(register, before, cells).length === 0) return;
  await writeLines(deps, tx, register, [{ act: 'changed', row: stored!, state: 'current', cells }], { by, at, reason });
}

/** Ends the line of an approval that ran out or was revoked. Does nothing where it ended before. */
export async function endRow(
  deps: RegistersDeps,
  tx: Tx,
  row: string,
  { act, reason, by, at }: { readonly act: 'expired' | 'ended'; readonly reason: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const [seen] = await rowsById(tx, [row]);
  if (seen === undefined) throw new Fault('not-found', { row });
  const register = definitionOf(deps, seen.register);
  await holdRegister(tx, register.id);
  const [stored] = await rowsById(tx, [row], true);
  if (stored!.state === 'ended') return;
  await writeLines(deps, tx, register, [{ act, row: stored!, state: 'ended', cells: stored!.cells }], {
    by,
    at,
    // A revocation may be explained at greater length; its own record has all of it.
    reason: reason.slice(0, registersLimits.reasonCharsMax),
  });
}

/** Which line, and which of its revisions the person saw. */
export interface SeenRow {
  readonly id: string;
  readonly revision: number;
}

/**
 * Changes the cells that are given and leaves the others. Where nothing changes, nothing is written.
 *
 * @throws Fault `conflict` with the revision that stands now, `wrong-state` for a line that ended, `value-out-of-bounds`, `not-found`
 */
export async function change(
  deps: RegistersDeps,
  registerId: string,
  seen: SeenRow,
  given: GivenCells,
  { by, reason = '', attach = [] }: Act,
): Promise<boolean> {
  const register = definitionOf(deps, registerId);
  return inTransaction(deps.pool, async (tx) => {
    const [row] = await lockedRows(tx, register, [seen]);
    mustBe(register, row!, 'current');
    const before = fullCells(register, row!.cells);
    const cells = await readLine(deps, tx, register, { ...before, ...given }, before);
    if (changedColumns(register, before, cells).length === 0 && attach.length === 0) return false;
    await writeLines(deps, tx, register, [{ act: 'changed', row: row!, state: 'current', cells }], {
      by,
      at: deps.clock.now(),
      reason: readReason(reason),
      attach,
    });
    return true;
  });
}

/** @throws Fault `reason-required`, `conflict`, `wrong-state`, `not-found` */
export const end = (deps: RegistersDeps, registerId: string, seen: SeenRow, act: Act): Promise<number> =>
  bulk(deps, registerId, [seen], { type: 'end' }, act);

/** @throws Fault `conflict` where the revision is old or another line has its key by now, `wrong-state`, `not-found` */
export const restore = (deps: RegistersDeps, registerId: string, seen: SeenRow, act: Act): Promise<number> =>
  bulk(deps, registerId, [seen], { type: 'restore' }, act);

export type BulkAct = { readonly type: 'change'; readonly cells: GivenCells } | { readonly type: 'end' } | { readonly type: 'restore' };

/**
 * One act on many lines: all of them or none. Says how many it changed.
 *
 * @throws Fault as for a single line; `number` in its parameters names the line
 */
export async function bulk(
  deps: RegistersDeps,
  registerId: string,
  seen: readonly SeenRow[],
  act: BulkAct,
  { by, reason = '' }: Act,
): Promise<number> {
  const register = definitionOf(deps, registerId);
  if (seen.length === 0 || seen.length > registersLimits.bulkRowsMax)
    throw new Fault('bad-request', { field: 'rows', rowsMax: registersLimits.bulkRowsMax });
  const why = readReason(reason);
  if (act.type === 'end' && why === '') throw new Fault('reason-required');
  return inTransaction(deps.pool, async (tx) => {
    const rows = await lockedRows(tx, register, seen);
    for (const row of rows) mustBe(register, row, act.type === 'restore' ? 'ended' : 'current');
    const writes = act.type === 'change' ? await changes(deps, tx, register, rows, act.cells) : rows.map((row) => move(row, act.type));
    await writeLines(deps, tx, register, writes, { by, at: deps.clock.now(), reason: why });
    return writes.length;
  });
}

const move = (row: StoredRow, to: 'end' | 'restore'): LineWrite =>
  to === 'end' ? { act: 'ended', row, state: 'ended', cells: row.cells } : { act: 'restored', row, state: 'current', cells: row.cells };

async function changes(
  deps: RegistersDeps,
  tx: Tx,
  register: Register,
  rows: readonly StoredRow[],
  given: GivenCells,
): Promise<LineWrite[]> {
  const lines = rows.map((row) => {
    const before = fullCells(register, row.cells);
    const read = readCells(register.columns, { ...before, ...given });
    if (!read.ok) throw ofLine(register, row, read.problems);
    return { row, before, after: read.cells };
  });
  const changed = lines.filter(({ before, after }) => changedColumns(register, before, after).length > 0);
  (await referenceProblems(deps, tx, register, changed)).forEach((problems, i) => {
    if (problems.length > 0) throw ofLine(register, changed[i]!.row, problems);
  });
  return changed.map(
    ({ row, after }: { row: StoredRow; after: Cells }) => ({ act: 'changed', row, state: 'current', cells: after }) as const,
  );
}

function ofLine(register: Register, row: StoredRow, problems: readonly CellProblem[]): Fault {
  const { params } = cellsFault(problems);
  const number = numberText(register, row.number);
  return new Fault('value-out-of-bounds', { ...params, number, ja: `${number}: ${params.ja}`, en: `${number}: ${params.en}` });
}

/** The lines as they stand, in the order given, locked; each must still have the revision that the person saw. */
async function lockedRows(tx: Tx, register: Register, seen: readonly SeenRow[]): Promise<StoredRow[]> {
  await holdRegister(tx, register.id);
  const found = new Map(
    (
      await rowsById(
        tx,
        seen.map(({ id }) => id),
        true,
      )
    ).map((row) => [row.id, row]),
  );
  if (found.size !== seen.length)
    throw new Fault(new Set(seen.map(({ id }) => id)).size === seen.length ? 'not-found' : 'bad-request', { field: 'rows' });
  return seen.map(({ id, revision }) => {
    const row = found.get(id)!;
    if (row.register !== register.id) throw new Fault('not-found', { row: id });
    if (row.revision !== revision)
      throw new Fault('conflict', {
        row: id,
        revision: row.revision,
        number: numberText(register, row.number),
        ja: `${numberText(register, row.number)}は、表示したあとで変更されています。今の内容を確かめてください。`,
        en: `${numberText(register, row.number)} was changed after you opened it. Please look at what it says now.`,
      });
    return row;
  });
}

function mustBe(register: Register, row: StoredRow, state: StoredRow['state']): void {
  if (row.state === state) return;
  const number = numberText(register, row.number);
  throw new Fault('wrong-state', {
    row: row.id,
    number,
    ja: state === 'current' ? `${number}は終了しています。` : `${number}は有効な行です。`,
    en: state === 'current' ? `${number} has ended.` : `${number} is in force.`,
  });
}

const only = ([line]: readonly WrittenLine[]): WrittenLine => line!;

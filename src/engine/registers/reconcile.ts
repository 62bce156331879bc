import { sha256Hex } from '../../base/hash.ts';
import { newId } from '../../base/id.ts';
import { type Words, words } from '../../base/text.ts';
import { mapInTurns } from '../../base/turns.ts';
import { inTransaction, type Tx } from '../../db/pool.ts';
import { append, type LedgerEvent } from '../../ledger/index.ts';
import type { MeasuredItem, Reconciliation, Register } from '../../mechanism/register.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import {
  closeDifferences,
  endExplanations,
  insertDifferences,
  lockOpen,
  renewDifferences,
  type StoredDifference,
  writeComparison,
} from './differences.store.ts';
import { fullCells, numberText } from './line.ts';
import type { MeasuredList } from './ports.ts';
import { type Compared, compare } from './reconcile-compare.ts';
import { markRemaining } from './remaining.ts';
import { holdRegister, rowsInTurns, type StoredRow } from './row.store.ts';
import { storable } from './storable.ts';

/** Between two looks at a thing that is still there nothing is written for so long. */
const renewAfterMs = 60 * 60_000;

/**
 * Holds every register that is measured against its list. One that cannot be compared does not keep the others from it.
 *
 * @returns how many differences were found, went, or lost their explanation
 */
export async function reconcileAll(deps: RegistersDeps, at: Date): Promise<number> {
  let flips = 0;
  let failed: { error: unknown } | null = null;
  for (const { id, reconcile: measured } of deps.definitions.values()) {
    if (measured === undefined) continue;
    try {
      flips += await reconcile(deps, id, at);
    } catch (error) {
      failed ??= { error };
    }
  }
  if (failed) throw failed.error;
  return flips;
}

/**
 * Holds one register against what is measured for it. What differs newly is a difference, what differs no more is gone; each is an
 * entry of the ledger. A list that is not complete proves no absence: lines that it lacks open nothing, and what it showed before stays.
 *
 * @returns how many differences changed; 0 for a register that is not measured
 */
export async function reconcile(deps: RegistersDeps, registerId: string, at: Date): Promise<number> {
  const register = definitionOf(deps, registerId);
  const { reconcile: measured } = register;
  if (measured === undefined) return 0;
  const told = await deps.ports.measured(measured.list, at);
  const list = { ...told, items: await mapInTurns(told.items, storable) };
  const seen = await inTransaction(deps.pool, (tx) => compared(tx, register, measured, list));
  return inTransaction(deps.pool, async (tx) => {
    await holdRegister(tx, register.id);
    // Compared before the register was held, because it may take its time; once more where somebody wrote meanwhile.
    const now = await rowsInTurns(tx, register.id, 'current');
    const standing = revisionsOf(now) === revisionsOf(seen.rows) ? seen : await compared(tx, register, measured, list, now);
    const before = await lockOpen(tx, register.id);
    const ended = measured.says.remaining === undefined ? [] : await withAllCells(register, await rowsInTurns(tx, register.id, 'ended'));
    const uncovered = await markRemaining(register, measured, ended, standing.uncovered);
    const next = await steps(register, measured, list, { ...standing, uncovered }, before, at);
    await insertDifferences(tx, next.found);
    await renewDifferences(tx, next.renewed);
    await closeDifferences(
      tx,
      next.gone.map(({ id }) => id),
      at,
    );
    const unexplained = new Set(await endExplanations(tx, register.id, at));
    await writeComparison(tx, {
      id: newId(),
      register: register.id,
      at,
      complete: list.complete,
      because: list.because,
      measured: list.items.length,
      lines: now.length,
    });
    const events = [
      ...next.gone.map((each) => differenceEvent(each, 'gone')),
      ...before.filter(({ id }) => unexplained.has(id)).map((each) => differenceEvent(each, 'explanation-ended')),
      ...next.found.map((each) => differenceEvent(each, 'found')),
    ];
    if (events.length > 0) await append(tx, at, events);
    return events.length;
  });
}

interface Standing extends Compared<StoredRow> {
  readonly rows: readonly StoredRow[];
}

async function compared(
  tx: Tx,
  register: Register,
  measured: Reconciliation,
  list: MeasuredList,
  known?: readonly StoredRow[],
): Promise<Standing> {
  const rows = known ?? (await rowsInTurns(tx, register.id, 'current'));
  return { rows, ...(await compare(measured, await withAllCells(register, rows), list.items)) };
}

const withAllCells = (register: Register, rows: readonly StoredRow[]): Promise<StoredRow[]> =>
  mapInTurns(rows, (row) => ({ ...row, cells: fullCells(register, row.cells) }));

const revisionsOf = (rows: readonly StoredRow[]): string => rows.map(({ id, revision }) => `${id} ${revision}`).join('\n');

interface Steps {
  readonly found: readonly StoredDifference[];
  readonly renewed: readonly StoredDifference[];
  readonly gone: readonly StoredDifference[];
}

async function steps(
  register: Register,
  measured: Reconciliation,
  list: MeasuredList,
  { rows, uncovered, unseen }: Standing,
  before: readonly StoredDifference[],
  at: Date,
): Promise<Steps> {
  const known = new Map(before.map((difference) => [`${difference.side} ${difference.key}`, difference]));
  const strange = new Map(uncovered.map((item) => [item.key, item]));
  const lost = new Set(unseen.map(({ id }) => id));
  const news = [...strange.values()].filter(({ key }) => !known.has(`unregistered ${key}`)).map((item) => unregistered(register, item, at));
  const missing = list.complete
    ? unseen.filter(({ id }) => !known.has(`unmeasured ${id}`)).map((row) => unmeasured(register, row, at))
    : [];
  const absent = await stillStrange(register, measured, list, rows, before);
  const stays = ({ side, key }: StoredDifference) => (side === 'unmeasured' ? lost.has(key) : strange.has(key) || absent.has(key));
  const renewed = await mapInTurns(before, (each) => {
    const item = each.side === 'unregistered' ? strange.get(each.key) : undefined;
    return item && isNews(each, item) ? [{ ...each, ...shown(item) }] : [];
  });
  return { found: [...news, ...missing], renewed: renewed.flat(), gone: before.filter((each) => !stays(each)) };
}

/** Keys of things that the list does not show now, although that proves nothing, and that no line covers yet. */
async function stillStrange(
  register: Register,
  measured: Reconciliation,
  list: MeasuredList,
  rows: readonly StoredRow[],
  before: readonly StoredDifference[],
): Promise<Set<string>> {
  if (list.complete) return new Set();
  const present = new Set(list.items.map(({ key }) => key));
  const absent = before.filter(({ side, key }) => side === 'unregistered' && !present.has(key)).map(itemOf);
  const { uncovered } = await compare(measured, await withAllCells(register, rows), absent);
  return new Set(uncovered.map(({ key }) => key));
}

/** The measured thing that a difference is about, as it was seen last. */
export const itemOf = ({ key, label, place, device, cells, foundAt, lastSeenAt }: StoredDifference): MeasuredItem => ({
  key,
  label,
  where: place,
  seenAt: lastSeenAt ?? foundAt,
  deviceId: device,
  cells: cells ?? {},
});

const shown = ({ label, where, seenAt, deviceId, cells }: MeasuredItem) => ({
  label,
  place: where,
  device: deviceId,
  cells,
  lastSeenAt: seenAt,
});

const isNews = (difference: StoredDifference, item: MeasuredItem): boolean => {
  const { lastSeenAt, ...said } = shown(item);
  const { label, place, device, cells } = difference;
  return (
    JSON.stringify([said.label, said.place.ja, said.device, sorted(said.cells)]) !==
      JSON.stringify([label, place.ja, device, sorted(cells!)]) ||
    lastSeenAt.getTime() - (difference.lastSeenAt?.getTime() ?? 0) > renewAfterMs
  );
};
const sorted = (cells: object): unknown => Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1));

const unregistered = (register: Register, item: MeasuredItem, at: Date): StoredDifference => ({
  id: newId(),
  register: register.id,
  side: 'unregistered',
  key: item.key,
  row: null,
  foundAt: at,
  ...shown(item),
});

const inRegister = (number: string): Words => words(`台帳の行 ${number}`, `line ${number}`);

const unmeasured = (register: Register, row: StoredRow, at: Date): StoredDifference => ({
  id: newId(),
  register: register.id,
  side: 'unmeasured',
  key: row.id,
  label: row.label,
  place: inRegister(numberText(register, row.number)),
  row: row.id,
  device: null,
  cells: null,
  foundAt: at,
  lastSeenAt: null,
});

export const differenceSubject = ({ register, id }: Pick<StoredDifference, 'register' | 'id'>): string =>
  `register:${register} difference:${id}`;

/** Names of accounts may be names of people: they stand in the table, and here only by their digest. */
export const differenceEvent = (
  difference: StoredDifference,
  state: 'found' | 'gone' | 'explanation-ended',
  actor = 'system',
): LedgerEvent => ({
  kind: 'register.difference',
  actor,
  subject: differenceSubject(difference),
  payload: {
    side: difference.side,
    state,
    label: sha256Hex(difference.label),
    ...(difference.row === null ? {} : { row: difference.row }),
    ...(difference.device === null ? {} : { device: difference.device }),
  },
});

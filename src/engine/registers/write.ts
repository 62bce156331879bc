import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import type { Tx } from '../../db/pool.ts';
import { append, type LedgerEvent } from '../../ledger/index.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Register } from '../../mechanism/register.ts';
import { type RegistersDeps, registersLimits, rowSubject } from './deps.ts';
import { insertRevisions, type RowAct } from './history.store.ts';
import { changedColumns, derive, numberText, type RowState, storedCells } from './line.ts';
import type { BoundFile } from './ports.ts';
import { countsOf, insertRows, lastNumber, rowsWithKeys, type StoredRow, updateRows, type WrittenRow } from './row.store.ts';
import { namesFor, saidCells } from './said.ts';

/** What becomes of one line. `row` is the line as it stands, locked by the caller; null for a new one. `cells` have been read. */
export interface LineWrite {
  readonly act: RowAct;
  readonly row: StoredRow | null;
  readonly state: RowState;
  readonly cells: Cells;
}

export interface WriteOptions {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
  readonly request?: string | null;
  /** Files that become part of the line; for a single line only. */
  readonly attach?: readonly string[];
  /** The line mirrors a case: nothing else opens because it was added. */
  readonly ofCase?: true;
  /** One entry for all of an import, instead of one for each line. Its subject is `register:<id> import:<uuid>`. */
  readonly entry?: LedgerEvent;
}

export interface WrittenLine {
  readonly row: string;
  /** `R-SW-12`. */
  readonly number: string;
  readonly revision: number;
}

/**
 * Writes lines of one register, their history and the ledger's entries, within the caller's transaction: the one way in. The
 * caller holds the register (`holdRegister`) and the rows. Lines end before others change, and those before new ones come.
 *
 * @throws Fault `conflict` where a line in force has the same key, `value-out-of-bounds` above the limit of lines
 */
export async function writeLines(
  deps: RegistersDeps,
  tx: Tx,
  register: Register,
  writes: readonly LineWrite[],
  options: WriteOptions,
): Promise<WrittenLine[]> {
  if (writes.length === 0) return [];
  const { by, at, reason, request = null, attach = [], entry, ofCase = false } = options;
  const lines = await preparedLines(deps, tx, register, writes);
  await checkCount(tx, register, lines);
  await checkKeys(tx, register, lines);
  const isNew = ({ write }: Line) => write.row === null;
  const isEnd = ({ write }: Line) => write.state === 'ended';
  await updateRows(
    tx,
    nextOf(lines, (line) => !isNew(line) && isEnd(line)),
    { by, at },
  );
  await updateRows(
    tx,
    nextOf(lines, (line) => !isNew(line) && !isEnd(line)),
    { by, at },
  );
  await insertRows(tx, register.id, nextOf(lines, isNew), { request, by, at });
  const [first] = lines;
  const files =
    attach.length > 0 && first ? await deps.ports.bindFiles(tx, attach, { subject: rowSubject(register.id, first.next.id), by, at }) : [];
  for (const { write, next } of lines) {
    if (write.row === null)
      await deps.ports.onAdded?.(tx, { register: register.id, row: next.id, label: next.label, cells: next.cells, ofCase, by, at });
  }
  const events = entry ? [entry] : lines.map((line) => rowEvent(register, line, { by, reason, request, files }));
  const seq = await append(tx, at, events);
  const revisions = lines.map(({ write, next }, i) => ({ ...next, row: next.id, act: write.act, ledgerSeq: entry ? seq : seq + i }));
  await insertRevisions(tx, revisions, { by, at, reason });
  return lines.map(({ next }) => ({ row: next.id, number: numberText(register, next.number), revision: next.revision }));
}

interface Line {
  readonly write: LineWrite;
  readonly next: WrittenRow;
}
const nextOf = (lines: readonly Line[], isWanted: (line: Line) => boolean) => lines.filter(isWanted).map(({ next }) => next);

/** Numbers, revisions, and what is made from the cells. */
async function preparedLines(deps: RegistersDeps, tx: Tx, register: Register, writes: readonly LineWrite[]): Promise<Line[]> {
  const names = await namesFor(
    deps,
    register.columns,
    writes.map(({ cells }) => cells),
    tx,
  );
  let number = writes.some(({ row }) => row === null) ? await lastNumber(tx, register.id) : 0;
  return writes.map((write) => {
    const cells = storedCells(register, write.cells);
    if (write.row === null) number += 1;
    const head = { number: write.row?.number ?? number, state: write.state, cells };
    const derived = derive(register, { ...head, said: saidCells(register.columns, cells, names) });
    return { write, next: { ...head, ...derived, id: write.row?.id ?? newId(), revision: (write.row?.revision ?? 0) + 1 } };
  });
}

async function checkCount(tx: Tx, register: Register, lines: readonly Line[]): Promise<void> {
  const before = (await countsOf(tx, [register.id])).get(register.id) ?? 0;
  const change = lines.reduce((sum, { write }) => sum + Number(write.state === 'current') - Number(write.row?.state === 'current'), 0);
  const { rowsMax } = registersLimits;
  if (change <= 0 || before + change <= rowsMax) return;
  const max = rowsMax.toLocaleString('en-US');
  throw new Fault('value-out-of-bounds', {
    field: 'rows',
    ja: `1つの台帳の有効な行は${max}行までです。使わなくなった行を終了してください。`,
    en: `A register can have at most ${max} lines in force. End those that are no longer used.`,
  });
}

/** Race-free, because the register is held. Which line is in the way is said by its number, so that a person finds it. */
async function checkKeys(tx: Tx, register: Register, lines: readonly Line[]): Promise<void> {
  const digests = lines.flatMap(({ next }) => next.keyDigest ?? []);
  const written = new Set(lines.map(({ next }) => next.id));
  const others = await rowsWithKeys(tx, register.id, digests);
  const seen = new Set<string>();
  for (const { next } of lines) {
    if (next.keyDigest === null) continue;
    const other = others.get(next.keyDigest);
    const inTheWay = other && !written.has(other.id) ? other : null;
    if (inTheWay || seen.has(next.keyDigest)) throw keyTaken(register, next.label, inTheWay);
    seen.add(next.keyDigest);
  }
}

function keyTaken(register: Register, label: string, other: StoredRow | null): Fault {
  const titles = register.key.flatMap((key) => register.columns.find(({ id }) => id === key)?.title ?? []);
  const says = words(titles.map(({ ja }) => ja).join('・'), titles.map(({ en }) => en.toLowerCase()).join(' and '));
  const number = other && numberText(register, other.number);
  return new Fault('conflict', {
    field: register.key[0]!,
    row: other?.id ?? null,
    ja: `${says.ja}が「${label}」と同じ行があります${number ? `(${number})` : ''}。`,
    en: `There is a line${number ? ` (${number})` : ''} with the same ${says.en} as “${label}” already.`,
  });
}

interface EventContext {
  readonly by: string;
  readonly reason: string;
  readonly request: string | null;
  readonly files: readonly BoundFile[];
}

function rowEvent(register: Register, { write, next }: Line, { by, reason, request, files }: EventContext): LedgerEvent {
  const before = write.row?.cells ?? {};
  const cells = Object.fromEntries(changedColumns(register, before, next.cells).map(({ id }) => [id, next.cells[id] ?? null]));
  return {
    kind: 'register.row',
    actor: by,
    subject: rowSubject(register.id, next.id),
    payload: {
      act: write.act,
      number: numberText(register, next.number),
      revision: next.revision,
      state: next.state,
      cells,
      ...(reason === '' ? {} : { reason }),
      ...(request === null ? {} : { request }),
      ...(files.length === 0 ? {} : { files: files.map(({ name, hash, bytes }) => ({ name, hash, bytes })) }),
    },
  };
}

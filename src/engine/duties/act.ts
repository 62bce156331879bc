import { Fault } from '../../base/fault.ts';
import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import { addDays, addMonths, type LocalDate, localDateOf, startOfDay } from '../../calendar/index.ts';
import { type Db, inTransaction, type Tx } from '../../db/pool.ts';
import type { Json } from '../../ledger/index.ts';
import { type CellProblem, cellsFault, readCells } from '../../mechanism/cells.ts';
import type { Duty, DutyResult } from '../../mechanism/duty.ts';
import type { Cells } from '../../mechanism/field.ts';
import { namedBy, namedTypes, whyNotNamed } from '../../mechanism/named.ts';
import { type DutiesDeps, rhythmOf } from './deps.ts';
import { tell } from './news.ts';
import { type HeldOccurrence, holdOccurrence, readOccurrence, storeCompletion, storeMove, storeSkip } from './occurrence.store.ts';
import { type Occurrence, occurrenceSubject } from './occurrence.ts';
import type { Actor } from './ports.ts';
import { type Happening, record } from './record.ts';
import { dueOf, nextNominal, quietDueOf } from './recurrence.ts';
import { confirmedSheet, type LaidOut } from './sheet.ts';
import { advance } from './sweep.ts';
import { Owners } from './who.ts';

export interface CompleteGiven {
  readonly revision: number;
  readonly result: DutyResult;
  readonly record: Readonly<Record<string, unknown>>;
  readonly remark: string;
  readonly sheetDigest: string | null;
  readonly attach: readonly string[];
}

/** The number of the entry in the ledger. */
export interface Receipt {
  readonly ledgerSeq: number;
}

/** An occurrence without a period after it is moved by so many months at most. */
export const moveMonthsMax = 1;

/**
 * Records that an occurrence was done. Final: the record, the sheet and the files stay as they are.
 * @throws Fault `not-found`, `forbidden` (neither owner nor deputy), `conflict` (an older revision, or another sheet), `wrong-state`,
 *   `value-out-of-bounds` (the record's cells), `reason-required` (a problem without words), `not-ready` (file or sheet missing)
 */
export async function complete(deps: DutiesDeps, id: string, given: CompleteGiven, actor: Actor): Promise<Receipt> {
  const at = deps.clock.now();
  const before = await readOccurrence(deps.pool, id);
  const duty = before === null ? undefined : deps.definitions.find((each) => each.id === before.duty);
  if (before === null || duty === undefined) throw new Fault('not-found', { occurrence: id });
  const owners = await mustAct(deps, deps.pool, before, actor);
  const cells = await readRecord(deps, duty, given);
  const remark = readRemark(given, before);
  // A stale page learns of that first, before the machine lays anything out.
  mustBeAt(before, given.revision);
  const reader = { actor: actor.actor, seesLines: owners.seesLines(before, actor), caseId: before.caseId };
  const sheet = await confirmedSheet(deps, duty, id, { digest: given.sheetDigest, ...reader, at });
  return inTransaction(deps.pool, async (tx) => {
    const { one, first } = await hold(deps, tx, id, { revision: given.revision, actor, at });
    if (one.state !== 'open' && one.state !== 'overdue') throw new Fault('wrong-state', { state: one.state });
    const files = await bindFiles(deps, tx, duty, one, { ...given, actor: actor.actor, at });
    const completion = { result: given.result, record: cells, remark, sheet: frozen(sheet), by: actor.actor };
    await storeCompletion(tx, id, completion, at);
    const { request, caseId } = one;
    if (caseId !== null && given.result === 'no-case') throw new Fault('wrong-state', { what: 'case' });
    const problem = given.result === 'problem';
    await deps.ports.onCompleted?.(tx, { occurrence: id, duty: duty.id, request, caseId, cells, problem, remark, by: actor.actor, at });
    if (given.result === 'problem') {
      const owners = await Owners.read(tx, deps.ports, deps.definitions, [one.owner]);
      await tell(tx, at, deps.ports, owners, [{ occurrence: one, act: 'problem' }]);
    }
    const payload = {
      key: one.key,
      result: given.result,
      dueOn: one.dueOn,
      wasOverdue: one.state === 'overdue',
      ...proof(cells, remark, sheet, files),
    };
    return receipt(await record(tx, at, [...first, { occurrence: one, act: 'completed', by: actor.actor, payload }]));
  });
}

/** The act itself was recorded last. */
const receipt = (seqs: readonly (number | null)[]): Receipt => ({ ledgerSeq: seqs.at(-1)! });

export const frozen = (laidOut: LaidOut | null) =>
  laidOut && { bytes: laidOut.bytes, digest: laidOut.sheet.digest, at: laidOut.sheet.preparedAt };

/** What the ledger holds of a record: enough to prove every byte of it, and none of its words. */
export const proof = (
  cells: Cells,
  remark: string,
  sheet: LaidOut | null,
  files: readonly { readonly hash: string; readonly bytes: number }[],
): { readonly [key: string]: Json } => ({
  record: sha256Hex(canonicalJson({ cells, remark })),
  sheet: sheet?.sheet.digest ?? null,
  files: files.map(({ hash, bytes }) => ({ hash, bytes })),
});

/** Cells as the definition asks. Where there was no case, nothing has to be filled in. */
async function readRecord({ ports }: DutiesDeps, { record: fields }: Duty, { record: given, result }: CompleteGiven): Promise<Cells> {
  const read = readCells(fields, given, { partial: result === 'no-case' });
  if (!read.ok) throw cellsFault(read.problems);
  const problems: CellProblem[] = [];
  for (const type of namedTypes) {
    const named = namedBy(type, fields, read.cells);
    if (named.length === 0) continue;
    const known = await ports.named(type, [...new Set(named.flatMap(({ ids }) => ids))]);
    for (const { field, ids } of named) {
      const says = whyNotNamed(field, ids, known);
      if (says !== null) problems.push({ field: field.id, says });
    }
  }
  if (problems.length > 0) throw cellsFault(problems);
  return read.cells;
}

/**
 * A problem is put into words, and so is that what fell due or was set off had no case: nobody may pass over it with a click, least of
 * all an applicant over the report that closes his request. Only the question whether nothing happened is answered so.
 */
function readRemark({ remark, result }: CompleteGiven, { kind }: Occurrence): string {
  const text = readText('remark', remark, true);
  if (text === '' && (result === 'problem' || (result === 'no-case' && kind !== 'quiet')))
    throw new Fault('reason-required', { field: 'remark' });
  return text;
}

async function bindFiles(
  { ports }: DutiesDeps,
  tx: Tx,
  { file }: Duty,
  one: Occurrence,
  { attach, result, actor, at }: { attach: readonly string[]; result: DutyResult; actor: string; at: Date },
) {
  const subject = occurrenceSubject(one);
  const files = attach.length === 0 ? [] : await ports.bindFiles(tx, attach, { subject, by: actor, at });
  if (file === 'needed' && result !== 'no-case' && files.length === 0) {
    const there = (await ports.countFiles(tx, [subject])).get(subject) ?? 0;
    if (there === 0) throw new Fault('not-ready', { what: 'file' });
  }
  return files;
}

/**
 * Leaves an occurrence out, with the reason. Final, and it is no pass.
 * @throws Fault `not-found`, `forbidden`, `conflict`, `wrong-state` (closed, or a request waits for its record), `reason-required`
 */
export async function skip(deps: DutiesDeps, id: string, given: { revision: number; reason: string }, actor: Actor): Promise<Receipt> {
  const at = deps.clock.now();
  const reason = readReason(given.reason);
  return inTransaction(deps.pool, async (tx) => {
    const { one, first } = await hold(deps, tx, id, { revision: given.revision, actor, at });
    if (one.request !== null) throw new Fault('wrong-state', { what: 'request' });
    if (one.caseId !== null) throw new Fault('wrong-state', { what: 'case' });
    await storeSkip(tx, [id], { reason, by: actor.actor, at });
    const payload = { key: one.key, dueOn: one.dueOn, state: one.state, reason };
    return receipt(await record(tx, at, [...first, { occurrence: one, act: 'skipped', by: actor.actor, reason, payload }]));
  });
}

/**
 * Gives an occurrence another due date: from today on, and before the next period falls due. What is overdue is not moved.
 * @throws Fault `not-found`, `forbidden`, `conflict`, `wrong-state`, `reason-required`, `value-out-of-bounds` with the last day that can be
 */
export async function move(
  deps: DutiesDeps,
  id: string,
  given: { revision: number; to: LocalDate; reason: string },
  actor: Actor,
): Promise<Receipt> {
  const at = deps.clock.now();
  const reason = readReason(given.reason);
  return inTransaction(deps.pool, async (tx) => {
    const { one, first } = await hold(deps, tx, id, { revision: given.revision, actor, at });
    if (one.state !== 'waiting' && one.state !== 'open') throw new Fault('wrong-state', { state: one.state });
    const last = lastDayOf(deps, one, at);
    const today = localDateOf(at);
    const from = one.opensOn > today ? one.opensOn : today;
    if (given.to < from || given.to > last || given.to === one.dueOn)
      throw new Fault('value-out-of-bounds', {
        field: 'to',
        last,
        ja: `${from}から${last}までの、今と違う日付を入れてください。次の回の期日より後には変えられません。`,
        en: `Enter another date from ${from} to ${last}. It cannot go beyond the next period.`,
      });
    const dueAt = startOfDay(addDays(given.to, 1));
    await storeMove(tx, id, { dueOn: given.to, dueAt, nextAt: at }, at);
    const payload = { key: one.key, from: one.dueOn, to: given.to, times: one.moved + 1, reason };
    const moved = { ...one, dueOn: given.to, dueAt };
    const before = first.map((happening) => ({ ...happening, occurrence: moved }));
    return receipt(await record(tx, at, [...before, { occurrence: moved, act: 'moved', by: actor.actor, reason, payload }]));
  });
}

/** The day before the next period falls due; without a next one, so many months after the date by the rule, as it falls due then. */
export function lastDayOf(deps: DutiesDeps, one: Pick<Occurrence, 'duty' | 'kind' | 'nominalOn'>, at: Date): LocalDate {
  const duty = deps.definitions.find(({ id }) => id === one.duty);
  if (one.kind === 'scheduled' && duty?.recurrence.type === 'every') {
    const rhythm = rhythmOf(deps, duty.recurrence, at);
    const next = nextNominal(rhythm, { last: one.nominalOn, anchor: one.nominalOn });
    if (next !== null) return addDays(dueOf(duty.shift, next, rhythm.calendar), -1);
  }
  if (one.kind === 'quiet') return quietDueOf(addMonths(one.nominalOn, moveMonthsMax), deps.ports.calendar());
  return addMonths(one.nominalOn, moveMonthsMax);
}

export interface Held {
  readonly one: HeldOccurrence;
  /** What the clock brought just now, to be recorded before the act itself. */
  readonly first: readonly Happening[];
}

/** The occurrence, held, as the clock says it stands now, for whoever may act on it. */
export async function hold(
  deps: DutiesDeps,
  tx: Tx,
  id: string,
  { revision, actor, at }: { revision: number; actor: Actor; at: Date },
): Promise<Held> {
  const held = await holdOccurrence(tx, id);
  if (held === null) throw new Fault('not-found', { occurrence: id });
  await mustAct(deps, tx, held, actor);
  mustBeAt(held, revision);
  // What the sweep has not come to yet happens first: nobody completes in time what is late already.
  const { after, happenings } = await advance(deps, tx, [held], at);
  return { one: after[0]!, first: happenings };
}

export async function mustAct(deps: DutiesDeps, db: Db, one: Occurrence, actor: Actor): Promise<Owners> {
  const owners = await Owners.read(db, deps.ports, deps.definitions, [one.owner]);
  if (!owners.canAct(one, actor)) throw new Fault('forbidden');
  return owners;
}

export function mustBeAt(one: Occurrence, revision: number): void {
  if (one.state === 'completed' || one.state === 'skipped') throw new Fault('wrong-state', { state: one.state });
  if (one.revision !== revision) throw new Fault('conflict', { revision: one.revision });
}

function readReason(given: string): string {
  const reason = readText('reason', given, false);
  if (reason === '') throw new Fault('reason-required');
  return reason;
}

export function readText(field: string, given: string, lines: boolean): string {
  const text = given.replaceAll('\r\n', '\n').trim();
  const unseen = lines
    ? /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
    : /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
  if (text.isWellFormed() && !unseen.test(text)) return text;
  throw new Fault('value-out-of-bounds', {
    field,
    ja: '使えない文字(制御文字)が入っています。',
    en: 'It holds characters that cannot be used (control characters).',
  });
}

import { Fault } from '../../base/fault.ts';
import { addMonths, type LocalDate } from '../../calendar/index.ts';
import { inTransaction } from '../../db/pool.ts';
import type { DutyEvent } from '../../mechanism/duty.ts';
import { frozen, type Held, hold, mustAct, mustBeAt, proof, readText } from './act.ts';
import type { DutiesDeps } from './deps.ts';
import { type ListedOccurrence, pageOf } from './list.ts';
import { readOccurrence, storeCompletion } from './occurrence.store.ts';
import type { Occurrence, ShownSheet } from './occurrence.ts';
import type { Actor } from './ports.ts';
import { type Happening, record } from './record.ts';
import { confirmedSheet, type LaidOut, layOut, show } from './sheet.ts';

/** So many are recorded in one act at most. */
export const noCaseMax = 100;

/** An open question whether really nothing happened, with what the machine knows about it. */
export interface QuietQuestion extends ListedOccurrence {
  /** What would have been a case; nobody recorded one from this day to `nominalOn`. */
  readonly events: readonly DutyEvent[];
  readonly since: LocalDate;
  /** Remembered as shown: its digest goes back with the answer. */
  readonly sheet: ShownSheet | null;
}

/** The questions that this reader may answer, the first due first. */
export async function quietQuestions(deps: DutiesDeps, actor: Actor): Promise<QuietQuestion[]> {
  const at = deps.clock.now();
  const wanted = { state: 'todo', kind: 'quiet', mine: true, q: '', sort: 'dueOn', order: 'asc', offset: 0, limit: noCaseMax } as const;
  const { occurrences } = await pageOf(deps, wanted, actor);
  const questions: QuietQuestion[] = [];
  const sheets = new Map<string, LaidOut | null>();
  for (const one of occurrences) {
    const duty = deps.definitions.find(({ id }) => id === one.duty);
    if (!one.canAct || duty?.recurrence.type !== 'event') continue;
    // Two months of one duty have the same sheet.
    const laidOut = sheets.get(duty.id) ?? (await layOut(deps, duty, at));
    sheets.set(duty.id, laidOut);
    if (laidOut !== null) await show(deps, one, actor.actor, laidOut);
    const { on, quietMonths } = duty.recurrence;
    questions.push({
      ...one,
      events: on,
      since: addMonths(one.nominalOn, -quietMonths),
      sheet: laidOut?.sheet ?? null,
    });
  }
  return questions;
}

export interface NoCaseGiven {
  readonly occurrences: readonly { readonly id: string; readonly revision: number; readonly sheetDigest: string | null }[];
  readonly remark: string;
}

export interface NoCaseReceipt {
  readonly id: string;
  /** The number of its own entry in the ledger. */
  readonly ledgerSeq: number;
}

/**
 * Records for several questions at once that there was no case: all of them or none, each with its own entry in the ledger. Only what was
 * asked because nothing happened for long can be answered so; work that fell due is recorded one by one.
 *
 * @throws Fault `not-found`, `forbidden`, `conflict` (an older revision, or another sheet), `wrong-state` (closed, not open yet, or of
 *   another kind), `not-ready` (a sheet that was not looked at), each with the `occurrence`; `bad-request` for none, too many or one twice
 */
export async function noCase(deps: DutiesDeps, { occurrences, remark: given }: NoCaseGiven, actor: Actor): Promise<NoCaseReceipt[]> {
  const at = deps.clock.now();
  const remark = readText('remark', given, true);
  if (occurrences.length === 0 || occurrences.length > noCaseMax || new Set(occurrences.map(({ id }) => id)).size < occurrences.length)
    throw new Fault('bad-request', { field: 'occurrences', max: noCaseMax });
  // Everybody takes the rows in one order, so that two of these never wait for each other.
  const inOrder = occurrences.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // Sheets are read before the transaction, as for a single record.
  const sheets = new Map<string, LaidOut | null>();
  for (const each of inOrder) sheets.set(each.id, await saying(each.id, () => sheetFor(deps, each, actor, at)));
  return inTransaction(deps.pool, async (tx) => {
    const held: Held[] = [];
    for (const { id, revision } of inOrder)
      held.push(
        await saying(id, async () => {
          const each = await hold(deps, tx, id, { revision, actor, at });
          mustBeOpen(each.one);
          return each;
        }),
      );
    const first = held.flatMap((each) => each.first);
    const acts: Happening[] = [];
    for (const { one } of held) {
      const sheet = sheets.get(one.id) ?? null;
      await storeCompletion(tx, one.id, { result: 'no-case', record: {}, remark, sheet: frozen(sheet), by: actor.actor }, at);
      await deps.ports.onCompleted?.(tx, {
        occurrence: one.id,
        duty: one.duty,
        request: one.request,
        caseId: null,
        cells: {},
        problem: false,
        remark: '',
        by: actor.actor,
        at,
      });
      const payload = {
        key: one.key,
        result: 'no-case',
        dueOn: one.dueOn,
        wasOverdue: one.state === 'overdue',
        together: held.length,
        ...proof({}, remark, sheet, []),
      };
      acts.push({ occurrence: one, act: 'completed', by: actor.actor, payload });
    }
    const seqs = (await record(tx, at, [...first, ...acts])).slice(first.length);
    return held.map(({ one }, i) => ({ id: one.id, ledgerSeq: seqs[i]! }));
  });
}

/** The sheet that this one confirms, after everything that would refuse it anyway. */
async function sheetFor(
  deps: DutiesDeps,
  { id, revision, sheetDigest }: NoCaseGiven['occurrences'][number],
  actor: Actor,
  at: Date,
): Promise<LaidOut | null> {
  const one = await readOccurrence(deps.pool, id);
  const duty = deps.definitions.find((each) => each.id === one?.duty);
  if (one === null || duty === undefined) throw new Fault('not-found');
  await mustAct(deps, deps.pool, one, actor);
  mustBeAt(one, revision);
  if (one.kind !== 'quiet') throw new Fault('wrong-state', { kind: one.kind });
  return confirmedSheet(deps, duty, id, { digest: sheetDigest, actor: actor.actor, at });
}

function mustBeOpen({ kind, state }: Occurrence): void {
  if (kind !== 'quiet' || (state !== 'open' && state !== 'overdue')) throw new Fault('wrong-state', { kind, state });
}

/** A refusal names the one that it is about: nothing of the rest was recorded either. */
async function saying<T>(occurrence: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault) throw new Fault(error.code, { ...error.params, occurrence }, { cause: error });
    throw error;
  }
}

import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { addDays, type LocalDate } from '../../calendar/index.ts';
import { inTransaction } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import { cellsFault } from '../../mechanism/cells.ts';
import type { Cells } from '../../mechanism/field.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import { closeDifferences, insertExplanation, lockOpen, type StoredDifference } from './differences.store.ts';
import { fullCells } from './line.ts';
import { readLine, readReason } from './read-line.ts';
import { differenceEvent, differenceSubject, itemOf } from './reconcile.ts';
import { compare } from './reconcile-compare.ts';
import { holdRegister } from './row.store.ts';
import { type WrittenLine, writeLines } from './write.ts';

/** An explanation holds for a year at the most; then somebody looks again. */
const explainedDaysMax = 366;

export interface Explain {
  readonly reason: string;
  /** The last day on which it holds. */
  readonly until: LocalDate;
  readonly by: string;
}

/**
 * Says why a difference may stand until a day. It is not gone by that: it is shown as explained, and is open again after the day.
 *
 * @throws Fault `not-found`, `wrong-state` where it is gone already, `reason-required`, `value-out-of-bounds` for the day
 */
export async function explain(deps: RegistersDeps, registerId: string, id: string, { reason, until, by }: Explain): Promise<void> {
  const register = definitionOf(deps, registerId);
  const said = readReason(reason);
  if (said === '') throw new Fault('reason-required');
  const at = deps.clock.now();
  checkUntil(until, deps.ports.localDate(at));
  const endsAt = deps.ports.startOfDay(addDays(until, 1));
  await inTransaction(deps.pool, async (tx) => {
    await holdRegister(tx, register.id);
    const difference = openOne(await lockOpen(tx, register.id), id);
    await insertExplanation(tx, { id: newId(), difference: id, reason: said, until, endsAt, by, at });
    await append(tx, at, [
      {
        kind: 'register.explained',
        actor: by,
        subject: differenceSubject(difference),
        payload: { side: difference.side, reason: said, until },
      },
    ]);
  });
}

function checkUntil(until: LocalDate, today: LocalDate): void {
  const last = addDays(today, explainedDaysMax);
  if (until >= today && until <= last) return;
  const says = words(`${today}から${last}までの日を選んでください。`, `Choose a day from ${today} to ${last}.`);
  throw new Fault('value-out-of-bounds', { field: 'until', ...says });
}

function openOne(open: readonly StoredDifference[], id: string): StoredDifference {
  const found = open.find((each) => each.id === id);
  if (found) return found;
  throw new Fault('wrong-state', {
    what: 'difference',
    ja: 'この差異はもうありません。一覧を開き直してください。',
    en: 'This difference is not there any more. Open the list again.',
  });
}

/**
 * Makes the line that a measured thing lacks. Everything else that the line covers is registered with it. Refused where the line would
 * not cover the thing: the difference would be back at the next look.
 *
 * @throws Fault `wrong-state` where the difference is gone or not one of this kind, `value-out-of-bounds`, `conflict`
 */
export async function registerDifference(
  deps: RegistersDeps,
  registerId: string,
  id: string,
  given: { readonly cells: Readonly<Record<string, unknown>>; readonly reason: string; readonly by: string },
): Promise<WrittenLine> {
  const register = definitionOf(deps, registerId);
  const { reconcile: measured } = register;
  if (measured === undefined) throw new Fault('not-found', { difference: id });
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    await holdRegister(tx, register.id);
    const open = await lockOpen(tx, register.id);
    const difference = openOne(open, id);
    if (difference.side !== 'unregistered') throw new Fault('wrong-state', { what: 'difference', side: difference.side });
    const cells: Cells = await readLine(deps, tx, register, given.cells);
    const line = { id: 'new', cells: fullCells(register, cells) };
    const strange = open.filter(({ side }) => side === 'unregistered');
    const { uncovered } = await compare({ ...measured, isExpected: () => false }, [line], strange.map(itemOf));
    const still = new Set(uncovered.map(({ key }) => key));
    if (still.has(difference.key)) throw notCovered(register.label, difference.label);
    const covered = strange.filter(({ key }) => !still.has(key));
    const [written] = await writeLines(deps, tx, register, [{ act: 'added', row: null, state: 'current', cells }], {
      by: given.by,
      at,
      reason: readReason(given.reason),
    });
    await closeDifferences(
      tx,
      covered.map((each) => each.id),
      at,
    );
    await append(
      tx,
      at,
      covered.map((each) => differenceEvent(each, 'gone', given.by)),
    );
    return written!;
  });
}

const notCovered = (field: string, label: string): Fault =>
  cellsFault([
    {
      field,
      says: words(
        `この内容の行では「${label}」を登録したことになりません。測定されたものと同じ名前などを入れてください。`,
        `A line like this would not register “${label}”. Enter what was measured, its name for example.`,
      ),
    },
  ]);

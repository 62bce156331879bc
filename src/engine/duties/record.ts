import type { Tx } from '../../db/pool.ts';
import { append, type Json, type LedgerEvent, type LedgerKind } from '../../ledger/index.ts';
import { insertEvents } from './history.store.ts';
import { type Occurrence, type OccurrenceAct, occurrenceSubject } from './occurrence.ts';

/** Something that was done to an occurrence within this transaction. `dueOn` and `dueAt` as they stand after it. */
export interface Happening {
  readonly occurrence: Pick<Occurrence, 'id' | 'duty' | 'dueOn' | 'dueAt'>;
  readonly act: OccurrenceAct;
  readonly by: string;
  readonly reason?: string;
  /** What the ledger is to hold of it; left out for what only the screens say. */
  readonly payload?: Json;
}

const kinds: Readonly<Partial<Record<OccurrenceAct, LedgerKind>>> = {
  opened: 'duty.opened',
  moved: 'duty.moved',
  overdue: 'duty.overdue',
  'escalated-committee': 'duty.escalated',
  'escalated-management': 'duty.escalated',
  completed: 'duty.completed',
  skipped: 'duty.skipped',
};

/**
 * Writes the ledger and the history, last of all in a transaction. Returns the numbers in the ledger, null where an act has none.
 * `first` are entries that belong before them: a change of the organisation before what it sets off.
 */
export async function record(
  tx: Tx,
  at: Date,
  happenings: readonly Happening[],
  first: readonly LedgerEvent[] = [],
): Promise<(number | null)[]> {
  const told = happenings.map(({ occurrence, act, by, payload }): LedgerEvent | null => {
    const kind = kinds[act];
    return kind === undefined ? null : { kind, actor: by, subject: occurrenceSubject(occurrence), payload: payload ?? {} };
  });
  const entries = [...first, ...told.filter((event) => event !== null)];
  if (entries.length === 0 && happenings.length === 0) return [];
  let seq = (entries.length === 0 ? 0 : await append(tx, at, entries)) + first.length;
  const seqs = told.map((event) => (event === null ? null : seq++));
  await insertEvents(
    tx,
    at,
    happenings.map(({ occurrence, act, by, reason = '' }, i) => ({
      occurrence: occurrence.id,
      act,
      by,
      reason,
      dueOn: occurrence.dueOn,
      dueAt: occurrence.dueAt,
      ledgerSeq: seqs[i]!,
    })),
  );
  return seqs;
}

/** What the ledger holds of an occurrence that was planned. */
export const plannedPayload = (one: Occurrence): Json => ({
  key: one.key,
  kind: one.kind,
  about: one.about.ja,
  nominalOn: one.nominalOn,
  opensOn: one.opensOn,
  dueOn: one.dueOn,
  dueAt: one.dueAt.toISOString(),
  ...(one.request !== null && { request: one.request }),
  ...(one.caseId !== null && { case: one.caseId }),
});

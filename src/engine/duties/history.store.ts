import type { Db, Tx } from '../../db/pool.ts';
import type { OccurrenceAct, OccurrenceEvent } from './occurrence.ts';

export interface NewEvent {
  readonly occurrence: string;
  readonly act: OccurrenceAct;
  readonly by: string;
  readonly reason: string;
  readonly dueOn: string;
  readonly dueAt: Date;
  readonly ledgerSeq: number | null;
}

/** Lines of the history, in this order. */
export async function insertEvents(tx: Tx, at: Date, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(
    `INSERT INTO duties_event (occurrence, act, at, by, reason, due_on, due_at, ledger_seq)
     SELECT occurrence, act, $2, by, reason, due_on, due_at, seq
     FROM unnest($1::uuid[], $3::text[], $4::text[], $5::text[], $6::date[], $7::timestamptz[], $8::bigint[])
       WITH ORDINALITY AS n (occurrence, act, by, reason, due_on, due_at, seq, place) ORDER BY place`,
    [
      events.map(({ occurrence }) => occurrence),
      at,
      events.map(({ act }) => act),
      events.map(({ by }) => by),
      events.map(({ reason }) => reason),
      events.map(({ dueOn }) => dueOn),
      events.map(({ dueAt }) => dueAt),
      events.map(({ ledgerSeq }) => ledgerSeq),
    ],
  );
}

export async function eventsOf(db: Db, occurrence: string): Promise<OccurrenceEvent[]> {
  const { rows } = await db.query<OccurrenceEvent>(
    `SELECT at, act, by, reason, due_on::text AS "dueOn", ledger_seq AS "ledgerSeq" FROM duties_event WHERE occurrence = $1 ORDER BY id`,
    [occurrence],
  );
  return rows;
}

/** Of these occurrences: those in whose history an act stands. */
export async function withAct(db: Db, occurrences: readonly string[], act: OccurrenceAct): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ occurrence: string }>('SELECT occurrence FROM duties_event WHERE occurrence = ANY ($1) AND act = $2', [
    occurrences,
    act,
  ]);
  return new Set(rows.map(({ occurrence }) => occurrence));
}

import type { Db, Tx } from '../db/pool.ts';
import type { DayBlock } from './record.store.ts';

/** Days that are over and not rolled up as they stand, the oldest first; held, and those that another holds are left to it. */
export async function openDays(tx: Tx, before: number, most: number): Promise<DayBlock[]> {
  const { rows } = await tx.query<DayBlock>(
    `SELECT subject, day, body FROM capacity_raw WHERE NOT rolled AND day < $1 ORDER BY day, subject LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [before, most],
  );
  return rows;
}

export async function writeHours(tx: Tx, blocks: readonly DayBlock[]): Promise<void> {
  await tx.query(
    `INSERT INTO capacity_hours (subject, day, body) SELECT * FROM unnest($1::int[], $2::int[], $3::bytea[])
     ON CONFLICT (subject, day) DO UPDATE SET body = excluded.body`,
    [blocks.map((b) => b.subject), blocks.map((b) => b.day), blocks.map((b) => b.body)],
  );
}

export interface MonthBlock {
  readonly subject: number;
  readonly month: number;
  readonly body: Buffer;
}

export async function holdMonths(tx: Tx, wanted: readonly { readonly subject: number; readonly month: number }[]): Promise<MonthBlock[]> {
  const sorted = [...wanted].sort((a, b) => a.subject - b.subject || a.month - b.month);
  const given = [sorted.map(({ subject }) => subject), sorted.map(({ month }) => month)];
  await tx.query(
    `INSERT INTO capacity_days (subject, month, body) SELECT subject, month, ''::bytea FROM unnest($1::int[], $2::int[]) AS w (subject, month)
     ON CONFLICT DO NOTHING`,
    given,
  );
  const { rows } = await tx.query<MonthBlock>(
    `SELECT d.subject, d.month, d.body FROM capacity_days d JOIN unnest($1::int[], $2::int[]) AS w (subject, month)
     ON w.subject = d.subject AND w.month = d.month ORDER BY d.subject, d.month FOR UPDATE OF d`,
    given,
  );
  return rows;
}

export async function writeMonths(tx: Tx, blocks: readonly MonthBlock[]): Promise<void> {
  await tx.query(
    `UPDATE capacity_days d SET body = w.body FROM unnest($1::int[], $2::int[], $3::bytea[]) AS w (subject, month, body)
     WHERE d.subject = w.subject AND d.month = w.month`,
    [blocks.map((b) => b.subject), blocks.map((b) => b.month), blocks.map((b) => b.body)],
  );
}

export async function markRolled(tx: Tx, days: readonly { readonly subject: number; readonly day: number }[]): Promise<void> {
  await tx.query(
    `UPDATE capacity_raw r SET rolled = true FROM unnest($1::int[], $2::int[]) AS w (subject, day) WHERE r.subject = w.subject AND r.day = w.day`,
    [days.map(({ subject }) => subject), days.map(({ day }) => day)],
  );
}

/** What is older than it is kept. Numbers of a day that was never rolled up stay until they are. */
export async function dropOld(db: Db, from: { readonly rawDay: number; readonly hoursDay: number; readonly month: number }): Promise<void> {
  await db.query('DELETE FROM capacity_raw WHERE day < $1 AND rolled', [from.rawDay]);
  await db.query('DELETE FROM capacity_hours WHERE day < $1', [from.hoursDay]);
  await db.query('DELETE FROM capacity_days WHERE month < $1', [from.month]);
}

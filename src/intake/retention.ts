import type { Db } from '../db/pool.ts';

/** How long the agents' log lines are kept. They are working material: what counts as evidence is in facts and in the ledger. */
export const lineKeptDays = 90;
/** How long a person has to look at what could not be read. */
export const quarantineKeptDays = 180;
/** Rows that one statement removes, so that it never holds up what comes in. */
const rowsPerStatementMax = 10_000;
const day = 86_400_000;

/** Removes what is past its time and counts it, so that nothing goes unsaid. Returns how many rows went. */
export async function expire(db: Db, now: Date): Promise<{ lines: number; quarantined: number }> {
  const lines = await removeAll(
    db,
    'DELETE FROM intake_line WHERE key IN (SELECT key FROM intake_line WHERE received_at < $1 LIMIT $2)',
    new Date(now.getTime() - lineKeptDays * day),
  );
  const quarantined = await removeAll(
    db,
    'DELETE FROM intake_quarantine WHERE id IN (SELECT id FROM intake_quarantine WHERE at < $1 LIMIT $2)',
    new Date(now.getTime() - quarantineKeptDays * day),
  );
  for (const [name, count] of [
    ['lines-expired', lines],
    ['quarantine-expired', quarantined],
  ] as const) {
    if (count === 0) continue;
    await db.query(
      'INSERT INTO intake_counter AS c (name, count) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET count = c.count + excluded.count',
      [name, count],
    );
  }
  return { lines, quarantined };
}

async function removeAll(db: Db, sql: string, before: Date): Promise<number> {
  for (let removed = 0; ; ) {
    const { rowCount } = await db.query(sql, [before, rowsPerStatementMax]);
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) < rowsPerStatementMax) return removed;
  }
}

import type { Words } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';

export interface Breach {
  readonly id: string;
  readonly subject: string;
  readonly about: Words;
  readonly openedAt: Date;
  readonly lastFailedAt: Date;
  readonly endedAt: Date | null;
}

const columns = `id, subject, about, opened_at AS "openedAt", last_failed_at AS "lastFailedAt", ended_at AS "endedAt"`;

export async function openBreaches(db: Db): Promise<Breach[]> {
  const { rows } = await db.query<Breach>(`SELECT ${columns} FROM capacity_breach WHERE ended_at IS NULL ORDER BY opened_at, id`);
  return rows;
}

/** Those that were open at some time since, the newest first. */
export async function breachesSince(db: Db, since: Date, most: number): Promise<(Breach & { readonly total: number })[]> {
  const { rows } = await db.query<Breach & { total: number }>(
    `SELECT ${columns}, (count(*) OVER ())::int AS total FROM capacity_breach WHERE ended_at IS NULL OR ended_at >= $1 ORDER BY opened_at DESC, id LIMIT $2`,
    [since, most],
  );
  return rows;
}

export async function breachesById(db: Db, ids: readonly string[]): Promise<Breach[]> {
  const { rows } = await db.query<Breach>(`SELECT ${columns} FROM capacity_breach WHERE id = ANY ($1::uuid[])`, [ids]);
  return rows;
}

/** False where somebody opened one for the same subject meanwhile. */
export async function insertBreach(
  tx: Tx,
  { id, subject, about, at }: { id: string; subject: string; about: Words; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO capacity_breach (id, subject, about, opened_at, last_failed_at) VALUES ($1, $2, $3, $4, $4) ON CONFLICT DO NOTHING`,
    [id, subject, JSON.stringify(about), at],
  );
  return rowCount === 1;
}

export async function renewBreaches(db: Db, ids: readonly string[], at: Date): Promise<void> {
  await db.query('UPDATE capacity_breach SET last_failed_at = $2 WHERE id = ANY($1) AND last_failed_at < $2', [ids, at]);
}

export async function endBreaches(db: Db, ids: readonly string[], at: Date): Promise<void> {
  await db.query('UPDATE capacity_breach SET ended_at = $2 WHERE id = ANY($1) AND ended_at IS NULL', [ids, at]);
}

export const openBreachSubjects = async (db: Db): Promise<string[]> => (await openBreaches(db)).map(({ subject }) => subject);

import type { Db, Tx } from '../../db/pool.ts';
import type { DelegationRow } from './shape.ts';

const columns = `id, from_account AS "from", to_account AS "to", to_char(since, 'YYYY-MM-DD') AS since, to_char(until, 'YYYY-MM-DD') AS until,
  reason, at, ended_at AS "endedAt"`;

/** Newest first; at most `limit`. */
export async function readDelegations(db: Db, account: string | null, limit: number): Promise<DelegationRow[]> {
  const { rows } = await db.query<DelegationRow>(
    `SELECT ${columns} FROM requests_delegation WHERE $1::uuid IS NULL OR $1 IN (from_account, to_account) ORDER BY at DESC, id LIMIT $2`,
    [account, limit],
  );
  return rows;
}

/** Those in force on a day. */
export async function delegationsOn(db: Db, date: string): Promise<DelegationRow[]> {
  const { rows } = await db.query<DelegationRow>(
    `SELECT ${columns} FROM requests_delegation WHERE ended_at IS NULL AND $1::date BETWEEN since AND until ORDER BY at, id`,
    [date],
  );
  return rows;
}

/** Whether somebody has a delegation that is not over and touches these days. Held against a second one at the same time. */
export async function overlaps(tx: Tx, from: string, since: string, until: string): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(8034_017, hashtext($1))', [from]);
  const { rows } = await tx.query(
    'SELECT 1 FROM requests_delegation WHERE from_account = $1 AND ended_at IS NULL AND since <= $3::date AND until >= $2::date LIMIT 1',
    [from, since, until],
  );
  return rows.length > 0;
}

export async function insertDelegation(tx: Tx, row: Omit<DelegationRow, 'endedAt'>): Promise<void> {
  await tx.query(
    `INSERT INTO requests_delegation (id, from_account, to_account, since, until, reason, at, by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.from, row.to, row.since, row.until, row.reason, row.at, row.from],
  );
}

export async function holdDelegation(tx: Tx, id: string): Promise<DelegationRow | null> {
  const { rows } = await tx.query<DelegationRow>(`SELECT ${columns} FROM requests_delegation WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
}

export async function endDelegationRow(tx: Tx, id: string, at: Date, by: string): Promise<void> {
  await tx.query('UPDATE requests_delegation SET ended_at = $2, ended_by = $3 WHERE id = $1', [id, at, by]);
}

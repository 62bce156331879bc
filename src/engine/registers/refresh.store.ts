import type { Db } from '../../db/pool.ts';
import type { Derived } from './line.ts';
import { rowColumns, type StoredRow } from './row.store.ts';

/** By which definition, and when, what stands beside the cells was made. */
export async function refreshesOf(db: Db): Promise<Map<string, { digest: string; at: Date }>> {
  const { rows } = await db.query<{ register: string; digest: string; at: Date }>(
    'SELECT register, digest, refreshed_at AS at FROM registers_definition',
  );
  return new Map(rows.map(({ register, ...refresh }) => [register, refresh]));
}

export async function keepRefresh(db: Db, register: string, digest: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO registers_definition (register, digest, refreshed_at) VALUES ($1, $2, $3)
     ON CONFLICT (register) DO UPDATE SET digest = $2, refreshed_at = $3`,
    [register, digest, at],
  );
}

export type DerivedRow = StoredRow & Derived;

/** Some lines of a register from a number on, with what was made of them, by number. */
export async function derivedRows(db: Db, register: string, after: number, limit: number): Promise<DerivedRow[]> {
  const { rows } = await db.query<DerivedRow>(
    `SELECT ${rowColumns}, search, key_digest AS "keyDigest", to_char(due_on, 'YYYY-MM-DD') AS "dueOn" FROM registers_row
     WHERE register = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [register, after, limit],
  );
  return rows;
}

/** Only lines that nobody changed meanwhile. Throws PostgreSQL's 23505 where a key is taken. */
export async function updateDerived(
  db: Db,
  rows: readonly (Derived & { readonly id: string; readonly revision: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `UPDATE registers_row AS t SET label = r.label, search = r.search, key_digest = r."keyDigest", due_on = r."dueOn"
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, revision int, label text, search text, "keyDigest" text, "dueOn" date)
     WHERE t.id = r.id AND t.revision = r.revision`,
    [JSON.stringify(rows)],
  );
}

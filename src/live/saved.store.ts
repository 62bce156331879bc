import type { Db, Tx } from '../db/pool.ts';
import type { Platform } from '../facts/kind.ts';

export interface SavedRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly platforms: readonly Platform[];
  readonly ended: boolean;
  readonly by: string;
  readonly at: Date;
}

/** The newest version of each query, or of one, by name. */
export async function newestSaved(db: Db, id: string | null = null): Promise<SavedRow[]> {
  const { rows } = await db.query<SavedRow>(
    `SELECT * FROM (SELECT DISTINCT ON (id) id, version, name, sql, platforms, ended, by, at FROM live_saved
       WHERE $1::uuid IS NULL OR id = $1 ORDER BY id, version DESC) newest
     ORDER BY lower(name), id`,
    [id],
  );
  return rows;
}

/** False where that version exists already, or the one before it does not: somebody else changed it in between. */
export async function insertSaved(tx: Tx, { id, version, name, sql, platforms, ended, by, at }: SavedRow): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO live_saved (id, version, name, sql, platforms, ended, by, at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE $2 = 1 + (SELECT coalesce(max(version), 0) FROM live_saved WHERE id = $1)
     ON CONFLICT DO NOTHING`,
    [id, version, name, sql, platforms, ended, by, at],
  );
  return rowCount === 1;
}

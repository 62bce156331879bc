import type { Db, Tx } from '../db/pool.ts';
import type { ParamValue } from '../mechanism/param.ts';

export interface StoredValue {
  readonly param: string;
  readonly version: number;
  readonly value: ParamValue;
  readonly effectiveFrom: Date;
  readonly setBy: string;
  readonly reason: string | null;
}

const columns = `param, version, value, effective_from AS "effectiveFrom", set_by AS "setBy", reason`;

/** All versions, newest first within each value. */
export async function readValues(db: Db): Promise<StoredValue[]> {
  const { rows } = await db.query<StoredValue>(`SELECT ${columns} FROM values_value ORDER BY param, version DESC`);
  return rows;
}

/** The newest version of each value, in force or to come. */
export async function newestValues(db: Db): Promise<StoredValue[]> {
  const { rows } = await db.query<StoredValue>(`SELECT DISTINCT ON (param) ${columns} FROM values_value ORDER BY param, version DESC`);
  return rows;
}

/** False where that version exists already: somebody else set the value in between. */
export async function insertValue(db: Db, { param, version, value, effectiveFrom, setBy, reason }: StoredValue): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO values_value (param, version, value, effective_from, set_by, reason)
     SELECT $1, $2, $3, $4, $5, $6 WHERE $2 = 1 + (SELECT coalesce(max(version), 0) FROM values_value WHERE param = $1)
     ON CONFLICT DO NOTHING`,
    [param, version, JSON.stringify(value), effectiveFrom, setBy, reason],
  );
  return rowCount === 1;
}

/** Whoever changes values, or approves what changes them, holds this until the end of the transaction. */
const valuesLock = 8_034_030;
export async function lockValues(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [valuesLock]);
}

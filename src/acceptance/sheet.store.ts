import type { Db, Tx } from '../db/pool.ts';
import type { Sheet, SpecRow, Version } from './shape.ts';

export async function insertSheet(tx: Tx, sheet: Omit<Sheet, 'revision'> & { readonly at: Date }): Promise<void> {
  await tx.query(
    'INSERT INTO acceptance_sheet (case_id, developer, tester, committee, revision, opened_at) VALUES ($1, $2, $3, $4, 0, $5)',
    [sheet.case, sheet.developer, sheet.tester, sheet.committee, sheet.at],
  );
}

export async function readSheet(db: Db, id: string): Promise<Sheet | null> {
  const { rows } = await db.query<Sheet>(
    'SELECT case_id AS "case", developer, tester, committee, revision FROM acceptance_sheet WHERE case_id = $1',
    [id],
  );
  return rows[0] ?? null;
}

/** Counts a change of the specification; false where somebody else changed it since. */
export async function countChange(tx: Tx, id: string, revision: number): Promise<boolean> {
  const { rowCount } = await tx.query('UPDATE acceptance_sheet SET revision = revision + 1 WHERE case_id = $1 AND revision = $2', [
    id,
    revision,
  ]);
  return rowCount === 1;
}

const columns = 'r.id, r.number, r.what, r.expected, r.requirement, r.revision';

/** The whole specification in its order. */
export async function specRows(db: Db, id: string): Promise<SpecRow[]> {
  const { rows } = await db.query<SpecRow>(
    `SELECT ${columns} FROM acceptance_row r WHERE r.case_id = $1 AND NOT r.removed ORDER BY r.place, r.number`,
    [id],
  );
  return rows;
}

/** Rows that were removed too: a number is never given twice. */
export async function lastNumber(db: Db, id: string): Promise<number> {
  const { rows } = await db.query<{ last: number | null }>('SELECT max(number) AS last FROM acceptance_row WHERE case_id = $1', [id]);
  return rows[0]?.last ?? 0;
}

export interface RowWrite extends SpecRow {
  readonly place: number;
  readonly removed: boolean;
}

const fields = 'id uuid, number integer, place integer, what text, expected text, requirement text, revision integer, removed boolean';
const record = ({ id, number, place, what, expected, requirement, revision, removed }: RowWrite) => ({
  id,
  number,
  place,
  what,
  expected,
  requirement,
  revision,
  removed,
});

export async function insertRows(tx: Tx, id: string, rows: readonly RowWrite[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO acceptance_row (id, case_id, number, place, what, expected, requirement, revision, removed)
     SELECT x.id, $1, x.number, x.place, x.what, x.expected, x.requirement, x.revision, x.removed
     FROM jsonb_to_recordset($2) AS x (${fields})`,
    [id, JSON.stringify(rows.map(record))],
  );
}

export async function updateRows(tx: Tx, id: string, rows: readonly RowWrite[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `UPDATE acceptance_row r SET place = x.place, what = x.what, expected = x.expected, requirement = x.requirement, revision = x.revision,
       removed = x.removed FROM jsonb_to_recordset($2) AS x (${fields}) WHERE r.id = x.id AND r.case_id = $1`,
    [id, JSON.stringify(rows.map(record))],
  );
}

export async function insertVersion(
  tx: Tx,
  version: Version & { readonly case: string; readonly content: string; readonly ledgerSeq: number },
): Promise<void> {
  await tx.query(
    'INSERT INTO acceptance_version (case_id, no, content, digest, row_count, by, at, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [version.case, version.no, version.content, version.digest, version.rows, version.by, version.at, version.ledgerSeq],
  );
}

/** Frozen versions, the newest first. */
export async function versionsOf(db: Db, id: string): Promise<Version[]> {
  const { rows } = await db.query<Version>(
    'SELECT no, digest, row_count AS rows, by, at FROM acceptance_version WHERE case_id = $1 ORDER BY no DESC',
    [id],
  );
  return rows;
}

import type { LocalDate } from '../../calendar/index.ts';
import { rowsInPages } from '../../db/pages.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { RowState } from './line.ts';

/** A line as it stands now. */
export interface StoredRow {
  readonly id: string;
  readonly register: string;
  readonly number: number;
  readonly state: RowState;
  readonly revision: number;
  /** Blanks are left out. */
  readonly cells: Cells;
  readonly label: string;
  readonly request: string | null;
  readonly changedAt: Date;
}

export const rowColumns = `id, register, number, state, revision, cells, label, request_id AS request, changed_at AS "changedAt"`;

/** Whoever adds, ends, restores or counts lines of a register holds this until the transaction ends. */
export async function holdRegister(tx: Tx, register: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034014, hashtext($1))', [register]);
}

export async function rowsById(db: Db, ids: readonly string[], lock = false): Promise<StoredRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<StoredRow>(
    `SELECT ${rowColumns} FROM registers_row WHERE id = ANY ($1::uuid[]) ORDER BY id ${lock ? 'FOR UPDATE' : ''}`,
    [ids],
  );
  return rows;
}

/** What lines in force are found by, of those in which a pattern of PostgreSQL's stands. */
export async function textsLike(db: Db, registers: readonly string[], pattern: string): Promise<string[]> {
  const { rows } = await db.query<{ search: string }>(
    `SELECT search FROM registers_row WHERE register = ANY($1) AND state = 'current' AND search ~ $2`,
    [registers, pattern],
  );
  return rows.map((row) => row.search);
}

/** Lines in force, of whatever register, in whose column of that name a device stands, alone or among others. */
export async function linesNaming(
  db: Db,
  registers: readonly string[],
  device: string,
): Promise<{ id: string; register: string; label: string }[]> {
  const { rows } = await db.query<{ id: string; register: string; label: string }>(
    `SELECT id, register, label FROM registers_row WHERE register = ANY ($1) AND state = 'current' AND cells -> 'device' ? $2 ORDER BY register, number LIMIT 50`,
    [registers, device],
  );
  return rows;
}

/** All lines of a register, by number. */
export async function rowsOf(db: Db, register: string, state: RowState | 'all'): Promise<StoredRow[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${rowColumns} FROM registers_row WHERE register = $1 AND ($2 = 'all' OR state = $2) ORDER BY number`,
    [register, state],
  );
  return rows;
}

/** The same page by page, with turns for others: a register may have ten thousand lines. */
export const rowsInTurns = (tx: Tx, register: string, state: RowState): Promise<StoredRow[]> =>
  rowsInPages(tx, `SELECT ${rowColumns} FROM registers_row WHERE register = $1 AND state = $2 ORDER BY number`, [register, state]);

export async function countsOf(db: Db, registers: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ register: string; count: number }>(
    `SELECT register, count(*) AS count FROM registers_row WHERE state = 'current' AND register = ANY ($1) GROUP BY register`,
    [registers],
  );
  return new Map(rows.map(({ register, count }) => [register, count]));
}

/** Says another thing as soon as a line of these registers changed in any way. */
export async function changeStamp(db: Db, registers: readonly string[]): Promise<string> {
  const { rows } = await db.query<{ stamp: string }>(
    `SELECT count(*) || ' ' || coalesce(sum(revision), 0) || ' ' || coalesce(extract(epoch FROM max(changed_at)), 0) AS stamp
     FROM registers_row WHERE register = ANY ($1)`,
    [registers],
  );
  return rows[0]!.stamp;
}

/** The highest number that a line of the register ever had. */
export async function lastNumber(db: Db, register: string): Promise<number> {
  const { rows } = await db.query<{ last: number }>('SELECT coalesce(max(number), 0) AS last FROM registers_row WHERE register = $1', [
    register,
  ]);
  return rows[0]!.last;
}

/** Lines in force by the digest of their key. */
export async function rowsWithKeys(db: Db, register: string, digests: readonly string[]): Promise<Map<string, StoredRow>> {
  if (digests.length === 0) return new Map();
  const { rows } = await db.query<StoredRow & { keyDigest: string }>(
    `SELECT ${rowColumns}, key_digest AS "keyDigest" FROM registers_row WHERE register = $1 AND key_digest = ANY ($2)`,
    [register, digests],
  );
  return new Map(rows.map((row) => [row.keyDigest, row]));
}

/** A line as it is written: what it says, and what was made from that. */
export interface WrittenRow {
  readonly id: string;
  readonly number: number;
  readonly state: RowState;
  readonly revision: number;
  readonly cells: Cells;
  readonly label: string;
  readonly search: string;
  readonly keyDigest: string | null;
  readonly dueOn: LocalDate | null;
}

const written = (rows: readonly WrittenRow[]): string =>
  JSON.stringify(rows.map(({ keyDigest, dueOn, ...row }) => ({ ...row, key_digest: keyDigest, due_on: dueOn })));

/** Throws PostgreSQL's 23505 where a key is taken. */
export async function insertRows(
  tx: Tx,
  register: string,
  rows: readonly WrittenRow[],
  { request, by, at }: { readonly request: string | null; readonly by: string; readonly at: Date },
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO registers_row (id, register, number, state, revision, cells, label, search, key_digest, due_on, request_id,
       created_at, created_by, changed_at, changed_by)
     SELECT id, $2, number, state, revision, cells, label, search, key_digest, due_on, $3, $4, $5, $4, $5
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, number int, state text, revision int, cells jsonb, label text, search text,
       key_digest text, due_on date)`,
    [written(rows), register, request, at, by],
  );
}

/** Throws PostgreSQL's 23505 where a key is taken. Keys may be swapped among the rows given. */
export async function updateRows(
  tx: Tx,
  rows: readonly WrittenRow[],
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `UPDATE registers_row AS t SET state = r.state, revision = r.revision, cells = r.cells, label = r.label, search = r.search,
       key_digest = r.key_digest, due_on = r.due_on, changed_at = $2, changed_by = $3
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, state text, revision int, cells jsonb, label text, search text,
       key_digest text, due_on date)
     WHERE t.id = r.id`,
    [written(rows), at, by],
  );
}

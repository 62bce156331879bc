import type { Words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';

/** How a line changed since a moment. */
export type LineChange = 'added' | 'changed' | 'ended';

export interface ChangedLine {
  readonly change: LineChange;
  readonly number: number;
  readonly label: string;
  readonly changedAt: Date;
  /** How many lines changed in this way in all. */
  readonly total: number;
}

/** Lines that were added, changed or ended after `since` and up to `at`, the first `most` of each kind by their numbers. */
export async function changedLines(db: Db, register: string, since: Date | null, at: Date, most: number): Promise<ChangedLine[]> {
  const { rows } = await db.query<ChangedLine>(
    `WITH touched AS (
       SELECT number, label, changed_at, CASE WHEN state = 'ended' THEN 'ended' WHEN created_at > $2 THEN 'added' ELSE 'changed' END AS change
       FROM registers_row WHERE register = $1 AND changed_at > $2 AND changed_at <= $3
     ), ranked AS (
       SELECT *, row_number() OVER (PARTITION BY change ORDER BY number) AS place, count(*) OVER (PARTITION BY change) AS total FROM touched
     )
     SELECT change, number, label, changed_at AS "changedAt", total FROM ranked WHERE place <= $4
     ORDER BY array_position(ARRAY['added', 'changed', 'ended'], change), number`,
    [register, since ?? new Date(0), at, most],
  );
  return rows;
}

export interface OpenDifference {
  readonly side: 'unregistered' | 'unmeasured';
  readonly label: string;
  readonly place: Words;
  /** Of the line, for `unmeasured`. */
  readonly number: number | null;
  /** How many there are of this side. */
  readonly total: number;
}

/** Differences that nobody explained, the first `most` of each side by what they are called. */
export async function openDifferences(db: Db, register: string, at: Date, most: number): Promise<OpenDifference[]> {
  const { rows } = await db.query<OpenDifference>(
    `WITH open AS (
       SELECT d.id, d.side, d.label, d.place, d.key, l.number FROM registers_difference d LEFT JOIN registers_row l ON l.id = d.row_id
       WHERE d.register = $1 AND d.gone_at IS NULL AND d.found_at <= $2
         AND NOT EXISTS (SELECT 1 FROM registers_explanation e WHERE e.difference_id = d.id AND e.at <= $2 AND e.ends_at > $2)
     ), ranked AS (
       SELECT *, row_number() OVER (PARTITION BY side ORDER BY label, key) AS nth, count(*) OVER (PARTITION BY side) AS total FROM open
     )
     SELECT side, label, place, number, total FROM ranked WHERE nth <= $3 ORDER BY side, label, key`,
    [register, at, most],
  );
  return rows;
}

/** Whether everybody who should have been measured was, when a register was last compared; null before the first time. */
export async function lastComparisonComplete(db: Db, register: string, at: Date): Promise<boolean | null> {
  const { rows } = await db.query<{ complete: boolean }>(
    'SELECT complete FROM registers_comparison WHERE register = $1 AND first_at <= $2 ORDER BY first_at DESC LIMIT 1',
    [register, at],
  );
  return rows[0]?.complete ?? null;
}

export interface ApprovedLine {
  readonly id: string;
  /** As they were approved; what was written into the line later was approved by nobody. */
  readonly cells: Readonly<Record<string, unknown>>;
  readonly approvedAt: Date;
}

/** Lines that an approved request wrote, and that were not called off since, where a column holds, or its list has, one of the given values. */
export async function approvedLines(
  db: Db,
  register: string,
  {
    column,
    is,
    calledOff,
  }: { readonly column: string; readonly is: readonly string[]; readonly calledOff: Readonly<Record<string, string>> },
): Promise<ApprovedLine[]> {
  const { rows } = await db.query<ApprovedLine>(
    `SELECT r.id, v.cells, v.at AS "approvedAt" FROM registers_row r JOIN LATERAL (
       SELECT cells, at FROM registers_revision WHERE row_id = r.id AND act = 'approved' ORDER BY revision DESC LIMIT 1) v ON true
     WHERE r.register = $1 AND r.request_id IS NOT NULL AND v.cells->$2 ?| $3::text[] AND NOT r.cells @> $4::jsonb`,
    [register, column, is, JSON.stringify(calledOff)],
  );
  return rows;
}

/** Whether a line stands in a register, in force or ended. */
export async function isLineOf(db: Db, register: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM registers_row WHERE register = $1 AND id = $2', [register, id]);
  return rowCount === 1;
}

import type { Words } from '../../base/text.ts';
import type { LocalDate } from '../../calendar/index.ts';
import { rowsInPages } from '../../db/pages.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';

export const sides = ['unregistered', 'unmeasured'] as const;
export type Side = (typeof sides)[number];

export interface StoredDifference {
  readonly id: string;
  readonly register: string;
  readonly side: Side;
  readonly key: string;
  readonly label: string;
  readonly place: Words;
  readonly row: string | null;
  readonly device: string | null;
  /** Of the measured thing; null for `unmeasured`. */
  readonly cells: Cells | null;
  readonly foundAt: Date;
  readonly lastSeenAt: Date | null;
}

const columns = `id, register, side, key, label, place, row_id AS "row", device_id AS device, cells, found_at AS "foundAt", last_seen_at AS "lastSeenAt"`;

/** Differences that are not gone, explained ones too; locked until the transaction ends. */
export const lockOpen = (tx: Tx, register: string): Promise<StoredDifference[]> =>
  rowsInPages(
    tx,
    `SELECT ${columns} FROM registers_difference WHERE register = $1 AND gone_at IS NULL ORDER BY found_at, side DESC, key FOR UPDATE`,
    [register],
  );

const asJson = (differences: readonly StoredDifference[]): string => JSON.stringify(differences);
const recordset = `jsonb_to_recordset($1::jsonb) AS r (id uuid, register text, side text, key text, label text, place jsonb, "row" uuid,
  device uuid, cells jsonb, "foundAt" timestamptz, "lastSeenAt" timestamptz)`;

export async function insertDifferences(tx: Tx, differences: readonly StoredDifference[]): Promise<void> {
  if (differences.length === 0) return;
  await tx.query(
    `INSERT INTO registers_difference (id, register, side, key, label, place, row_id, device_id, cells, found_at, last_seen_at)
     SELECT id, register, side, key, label, place, "row", device, CASE WHEN side = 'unregistered' THEN cells END, "foundAt", "lastSeenAt" FROM ${recordset}`,
    [asJson(differences)],
  );
}

/** What was seen last of things that still stand in no line. */
export async function renewDifferences(tx: Tx, differences: readonly StoredDifference[]): Promise<void> {
  if (differences.length === 0) return;
  await tx.query(
    `UPDATE registers_difference AS d SET label = r.label, place = r.place, device_id = r.device, cells = r.cells, last_seen_at = r."lastSeenAt"
     FROM ${recordset} WHERE d.id = r.id`,
    [asJson(differences)],
  );
}

/** Never before they were found, even where the clock was set back. */
export async function closeDifferences(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('UPDATE registers_difference SET gone_at = greatest(found_at, $2) WHERE id = ANY ($1::uuid[])', [ids, at]);
}

export interface Explanation {
  readonly id: string;
  readonly difference: string;
  readonly reason: string;
  /** The last day on which it holds. */
  readonly until: LocalDate;
  /** The moment after that day. */
  readonly endsAt: Date;
  readonly by: string;
  readonly at: Date;
}

export async function insertExplanation(tx: Tx, { id, difference, reason, until, endsAt, by, at }: Explanation): Promise<void> {
  await tx.query(
    'INSERT INTO registers_explanation (id, difference_id, reason, until, ends_at, by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, difference, reason, until, endsAt, by, at],
  );
}

/** Of differences that are not gone: explanations that ran out with no newer one after them, each told once. */
export async function endExplanations(tx: Tx, register: string, at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ difference: string }>(
    `WITH ended AS (
       INSERT INTO registers_explanation_end (explanation_id, at)
       SELECT e.id, $2 FROM registers_explanation e JOIN registers_difference d ON d.id = e.difference_id
       WHERE d.register = $1 AND d.gone_at IS NULL AND e.ends_at <= $2
         AND NOT EXISTS (SELECT 1 FROM registers_explanation n WHERE n.difference_id = e.difference_id AND (n.at, n.id) > (e.at, e.id))
         AND NOT EXISTS (SELECT 1 FROM registers_explanation_end x WHERE x.explanation_id = e.id)
       RETURNING explanation_id
     ) SELECT e.difference_id AS difference FROM ended JOIN registers_explanation e ON e.id = ended.explanation_id`,
    [register, at],
  );
  return rows.map((row) => row.difference);
}

export interface ComparisonRow {
  readonly id: string;
  readonly register: string;
  readonly at: Date;
  readonly complete: boolean;
  readonly because: Words;
  readonly measured: number;
  readonly lines: number;
}

/** A comparison that says the same as the last one lengthens it. One from before the last (the clock was set back) is not kept. */
export async function writeComparison(tx: Tx, { id, register, at, complete, because, measured, lines }: ComparisonRow): Promise<void> {
  const said = [register, at, complete, JSON.stringify(because), measured, lines];
  const longer = await tx.query(
    `UPDATE registers_comparison c SET last_at = $2 FROM (SELECT id FROM registers_comparison WHERE register = $1 ORDER BY first_at DESC LIMIT 1) newest
     WHERE c.id = newest.id AND c.last_at <= $2 AND (c.complete, c.because, c.measured, c.lines) = ($3, $4::jsonb, $5::int, $6::int)`,
    said,
  );
  if (longer.rowCount === 1) return;
  await tx.query(
    `INSERT INTO registers_comparison (id, register, first_at, last_at, complete, because, measured, lines)
     SELECT $7, $1, $2, $2, $3, $4::jsonb, $5, $6 WHERE NOT EXISTS (SELECT 1 FROM registers_comparison WHERE register = $1 AND last_at >= $2)`,
    [...said, id],
  );
}

export interface StoredComparison {
  readonly register: string;
  readonly at: Date;
  readonly complete: boolean;
  readonly because: Words;
}

/** Each register's last comparison up to a moment. */
export async function comparisonsAt(db: Db, at: Date): Promise<Map<string, StoredComparison>> {
  const { rows } = await db.query<StoredComparison>(
    `SELECT DISTINCT ON (register) register, least(last_at, $1) AS at, complete, because FROM registers_comparison
     WHERE first_at <= $1 ORDER BY register, first_at DESC`,
    [at],
  );
  return new Map(rows.map((row) => [row.register, row]));
}

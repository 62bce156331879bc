import type { Db, Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { CaseRow } from './shape.ts';

/** Columns of a case as rows of this room are read; `c` is its alias everywhere. */
export const caseColumns = `c.id, c.number, c.kind, c.applicant, c.state, c.revision, c.round, c.place, c.form,
  c.valid_for_days AS "validForDays", c.about, c.created_at AS "createdAt", c.submitted_at AS "submittedAt",
  to_char(c.decide_by, 'YYYY-MM-DD') AS "decideBy", c.lapses_at AS "lapsesAt", c.overdue_at AS "overdueAt",
  c.approved_at AS "approvedAt", to_char(c.valid_until, 'YYYY-MM-DD') AS "validUntil", c.line, c.occurrence,
  c.expiring_at AS "expiringAt", c.ended_at AS "endedAt", c.closed_at AS "closedAt"`;

export async function readCase(db: Db, id: string): Promise<CaseRow | null> {
  const { rows } = await db.query<CaseRow>(`SELECT ${caseColumns} FROM requests_case c WHERE c.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The same, held until the transaction ends, so that two who act on one request follow each other. */
export async function holdCase(tx: Tx, id: string): Promise<CaseRow | null> {
  const { rows } = await tx.query<CaseRow>(`SELECT ${caseColumns} FROM requests_case c WHERE c.id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
}

/** The next number people call a request by. Two who apply at once follow each other. */
export async function nextNumber(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ last: number }>('UPDATE requests_counter SET last = last + 1 RETURNING last');
  return rows[0]!.last;
}

/** Drafts and undecided requests of one applicant. Whoever took the next number counts alone. */
export async function countOpen(tx: Tx, applicant: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM requests_case WHERE applicant = $1 AND state IN ('draft', 'submitted')`,
    [applicant],
  );
  return rows[0]!.count;
}

export interface WrittenRow {
  readonly form: Cells;
  readonly validForDays: number | null;
  readonly about: string;
  readonly search: string;
}

export async function insertCase(
  tx: Tx,
  row: WrittenRow & { readonly id: string; readonly number: number; readonly kind: string; readonly applicant: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO requests_case (id, number, kind, applicant, state, revision, round, form, valid_for_days, about, search, created_at, changed_at)
     VALUES ($1, $2, $3, $4, 'draft', 1, 0, $5, $6, $7, $8, $9, $9)`,
    [row.id, row.number, row.kind, row.applicant, JSON.stringify(row.form), row.validForDays, row.about, row.search, row.at],
  );
}

export async function rewriteCase(tx: Tx, id: string, row: WrittenRow & { readonly at: Date }): Promise<void> {
  await tx.query(
    `UPDATE requests_case SET form = $2, valid_for_days = $3, about = $4, search = $5, changed_at = $6, revision = revision + 1 WHERE id = $1`,
    [id, JSON.stringify(row.form), row.validForDays, row.about, row.search, row.at],
  );
}

export async function markSubmitted(tx: Tx, id: string, at: Date, decideBy: string, lapsesAt: Date): Promise<void> {
  await tx.query(
    `UPDATE requests_case SET state = 'submitted', round = round + 1, place = 0, submitted_at = $2, decide_by = $3, lapses_at = $4,
       overdue_at = NULL WHERE id = $1`,
    [id, at, decideBy, lapsesAt],
  );
}

export async function nextStep(tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE requests_case SET place = place + 1 WHERE id = $1', [id]);
}

export async function markReturned(tx: Tx, id: string): Promise<void> {
  await tx.query(`UPDATE requests_case SET state = 'draft', place = NULL, overdue_at = NULL, revision = revision + 1 WHERE id = $1`, [id]);
}

export async function markApproved(
  tx: Tx,
  id: string,
  approved: { readonly at: Date; readonly validUntil: string | null; readonly line: string; readonly occurrence: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE requests_case SET state = 'approved', place = NULL, approved_at = $2, valid_until = $3, line = $4, occurrence = $5 WHERE id = $1`,
    [id, approved.at, approved.validUntil, approved.line, approved.occurrence],
  );
}

/** Ends it, for good. */
export async function markEnded(
  tx: Tx,
  id: string,
  ended: { readonly state: 'denied' | 'withdrawn' | 'lapsed' | 'expired' | 'revoked' | 'closed'; readonly at: Date; readonly by: string },
): Promise<void> {
  await tx.query(
    `UPDATE requests_case SET state = $2, place = NULL, ended_at = $3, ended_by = $4,
       closed_at = CASE WHEN $2 = 'closed' THEN $3 ELSE closed_at END WHERE id = $1`,
    [id, ended.state, ended.at, ended.by],
  );
}

/** The report of one that had expired or was revoked before it came. */
export async function markReported(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE requests_case SET closed_at = $2 WHERE id = $1', [id, at]);
}

export async function markOverdue(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE requests_case SET overdue_at = $2 WHERE id = $1', [id, at]);
}

export async function markExpiring(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE requests_case SET expiring_at = $2 WHERE id = $1', [id, at]);
}

export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
}

export async function insertFiles(tx: Tx, request: string, files: readonly FileRow[], at: Date): Promise<void> {
  if (files.length === 0) return;
  await tx.query(
    `INSERT INTO requests_file (request, file, name, hash, bytes, at)
     SELECT $1, f.id, f.name, f.hash, f.bytes, $3 FROM jsonb_to_recordset($2::jsonb) AS f (id uuid, name text, hash text, bytes bigint)`,
    [request, JSON.stringify(files), at],
  );
}

export async function readFiles(db: Db, request: string): Promise<FileRow[]> {
  const { rows } = await db.query<FileRow>(
    'SELECT file AS id, name, hash, bytes FROM requests_file WHERE request = $1 ORDER BY at, name, file',
    [request],
  );
  return rows;
}

/** Approvals whose closing duty has not opened: nothing had been put into force yet when they were given. */
export async function holdUnopened(tx: Tx, kinds: readonly string[]): Promise<CaseRow[]> {
  const { rows } = await tx.query<CaseRow>(
    `SELECT ${caseColumns} FROM requests_case c WHERE c.kind = ANY ($1) AND c.occurrence IS NULL AND c.approved_at IS NOT NULL
     ORDER BY c.number LIMIT 100 FOR UPDATE SKIP LOCKED`,
    [kinds],
  );
  return rows;
}

export async function markOpened(tx: Tx, id: string, occurrence: string): Promise<void> {
  await tx.query('UPDATE requests_case SET occurrence = $2 WHERE id = $1', [id, occurrence]);
}

/** Cases that a sweep must look at, by what is due; those that somebody else holds are left for the next time. */
export const dueWhere = {
  overdue: `c.state = 'submitted' AND c.overdue_at IS NULL AND c.decide_by < $1::date`,
  lapsed: `c.state = 'submitted' AND c.lapses_at <= $1::timestamptz`,
  expiring: `c.state = 'approved' AND c.expiring_at IS NULL AND c.valid_until >= $1::date AND c.valid_until <= $1::date + 7`,
  expired: `c.state = 'approved' AND c.valid_until < $1::date`,
} as const;

export async function dueCases(db: Db, what: keyof typeof dueWhere, at: string | Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(`SELECT c.id FROM requests_case c WHERE ${dueWhere[what]} ORDER BY c.number`, [at]);
  return rows.map(({ id }) => id);
}

export async function holdDue(tx: Tx, id: string, what: keyof typeof dueWhere, at: string | Date): Promise<CaseRow | null> {
  const { rows } = await tx.query<CaseRow>(
    `SELECT ${caseColumns} FROM requests_case c WHERE ${dueWhere[what]} AND c.id = $2 FOR UPDATE SKIP LOCKED`,
    [at, id],
  );
  return rows[0] ?? null;
}

/** Of some requests those whose approval ran out or was revoked. */
export async function runOutOf(
  db: Db,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly state: 'expired' | 'revoked'; readonly validUntil: string | null; readonly endedAt: Date }[]> {
  const { rows } = await db.query<{ id: string; state: 'expired' | 'revoked'; validUntil: string | null; endedAt: Date }>(
    `SELECT id, state, valid_until::text AS "validUntil", ended_at AS "endedAt" FROM requests_case
     WHERE id = ANY ($1::uuid[]) AND state IN ('expired', 'revoked')`,
    [ids],
  );
  return rows;
}

import type { Db, Tx } from '../db/pool.ts';
import type { Template } from './bank/index.ts';
import type { Score } from './score.ts';
import type { Answers } from './sheet.ts';

export interface SheetRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly again: boolean;
  readonly way: 'link' | 'excel';
  readonly company: string;
  readonly content: Buffer;
  readonly digest: string;
  readonly contactName: string;
  readonly contactMail: string | null;
  readonly sentAt: Date;
  readonly sentBy: string;
  readonly dueOn: string;
  readonly expiresAt: Date;
  readonly state: 'open' | 'submitted' | 'ended';
  readonly endedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly submittedVia: 'link' | 'company' | null;
  readonly submittedBy: string | null;
  /** Canonical JSON; see `FrozenAnswers`. */
  readonly answers: Buffer | null;
  readonly answersDigest: string | null;
  readonly score: Score | null;
  readonly sentSeq: number;
  readonly submittedSeq: number | null;
}

const columns = `s.id, s.case_id AS "caseId", s.case_number AS "caseNumber", s.again, s.way, s.company, s.content, s.digest,
  s.contact_name AS "contactName", s.contact_mail AS "contactMail", s.sent_at AS "sentAt", s.sent_by AS "sentBy", s.due_on::text AS "dueOn",
  s.expires_at AS "expiresAt", s.state, s.ended_at AS "endedAt", s.submitted_at AS "submittedAt", s.submitted_via AS "submittedVia",
  s.submitted_by AS "submittedBy", s.answers, s.answers_digest AS "answersDigest", s.score, s.sent_seq AS "sentSeq",
  s.submitted_seq AS "submittedSeq"`;
export const sheetColumns = columns;

export type NewSheet = Omit<
  SheetRow,
  'state' | 'endedAt' | 'submittedAt' | 'submittedVia' | 'submittedBy' | 'answers' | 'answersDigest' | 'score' | 'submittedSeq'
>;

export async function insertSheet(tx: Tx, one: NewSheet): Promise<void> {
  await tx.query(
    `INSERT INTO suppliers_sheet (id, case_id, case_number, again, way, company, content, digest, contact_name, contact_mail, sent_at, sent_by,
       due_on, expires_at, state, sent_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'open', $15)`,
    [
      one.id,
      one.caseId,
      one.caseNumber,
      one.again,
      one.way,
      one.company,
      one.content,
      one.digest,
      one.contactName,
      one.contactMail,
      one.sentAt,
      one.sentBy,
      one.dueOn,
      one.expiresAt,
      one.sentSeq,
    ],
  );
}

export async function readSheet(db: Db, id: string, hold = false): Promise<SheetRow | null> {
  const { rows } = await db.query<SheetRow>(`SELECT ${columns} FROM suppliers_sheet s WHERE s.id = $1 ${hold ? 'FOR UPDATE' : ''}`, [id]);
  return rows[0] ?? null;
}

/** The sheet that a case waits for, held. */
export async function openSheetOf(tx: Tx, caseId: string): Promise<SheetRow | null> {
  const { rows } = await tx.query<SheetRow>(
    `SELECT ${columns} FROM suppliers_sheet s WHERE s.case_id = $1 AND s.state = 'open' FOR UPDATE`,
    [caseId],
  );
  return rows[0] ?? null;
}

/** All sheets of a case, the newest first. */
export async function sheetsOfCase(db: Db, caseId: string): Promise<SheetRow[]> {
  const { rows } = await db.query<SheetRow>(
    `SELECT ${columns} FROM suppliers_sheet s WHERE s.case_id = $1 ORDER BY s.sent_at DESC, s.id LIMIT 30`,
    [caseId],
  );
  return rows;
}

export type SheetBrief = Pick<SheetRow, 'id' | 'caseId' | 'state' | 'dueOn' | 'expiresAt' | 'sentAt' | 'submittedAt' | 'score'>;

/** The newest sheet of each case, and the newest that was handed in. */
export async function newestSheets(
  db: Db,
  cases: readonly string[],
): Promise<ReadonlyMap<string, { readonly newest: SheetBrief; readonly submitted: SheetBrief | null }>> {
  const { rows } = await db.query<SheetBrief>(
    `SELECT s.id, s.case_id AS "caseId", s.state, s.due_on::text AS "dueOn", s.expires_at AS "expiresAt", s.sent_at AS "sentAt",
       s.submitted_at AS "submittedAt", s.score
     FROM suppliers_sheet s WHERE s.case_id = ANY ($1::uuid[]) ORDER BY s.case_id, s.sent_at DESC`,
    [cases],
  );
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map(
    [...byCase].map(([id, all]) => [id, { newest: all[0]!, submitted: all.find(({ state }) => state === 'submitted') ?? null }]),
  );
}

export async function storeSubmission(
  tx: Tx,
  id: string,
  given: {
    readonly at: Date;
    readonly via: 'link' | 'company';
    readonly by: string;
    readonly answers: Buffer;
    readonly digest: string;
    readonly score: Score;
    readonly seq: number;
  },
): Promise<void> {
  await tx.query(
    `UPDATE suppliers_sheet SET state = 'submitted', submitted_at = $2, submitted_via = $3, submitted_by = $4, answers = $5, answers_digest = $6,
       score = $7, submitted_seq = $8 WHERE id = $1`,
    [id, given.at, given.via, given.by, given.answers, given.digest, JSON.stringify(given.score), given.seq],
  );
}

export async function endSheet(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`UPDATE suppliers_sheet SET state = 'ended', ended_at = $2 WHERE id = $1`, [id, at]);
}

export async function prolong(tx: Tx, id: string, dueOn: string, expiresAt: Date): Promise<void> {
  await tx.query('UPDATE suppliers_sheet SET due_on = $2, expires_at = $3 WHERE id = $1', [id, dueOn, expiresAt]);
}

export interface Draft {
  readonly revision: number;
  readonly answers: Answers;
  readonly savedAt: Date | null;
}

export async function readDraft(db: Db, sheet: string): Promise<Draft> {
  const { rows } = await db.query<Draft>('SELECT revision, answers, saved_at AS "savedAt" FROM suppliers_draft WHERE sheet_id = $1', [
    sheet,
  ]);
  return rows[0] ?? { revision: 0, answers: {}, savedAt: null };
}

/** Writes a draft over the revision that its writer saw. False where somebody else saved in between. */
export async function saveDraft(tx: Tx, sheet: string, seen: number, answers: Answers, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO suppliers_draft AS d (sheet_id, revision, answers, saved_at) SELECT $1, 1, $3, $4 WHERE $2 = 0
     ON CONFLICT (sheet_id) DO NOTHING`,
    [sheet, seen, JSON.stringify(answers), at],
  );
  if (seen === 0) return rowCount === 1;
  const updated = await tx.query(
    'UPDATE suppliers_draft SET revision = revision + 1, answers = $3, saved_at = $4 WHERE sheet_id = $1 AND revision = $2',
    [sheet, seen, JSON.stringify(answers), at],
  );
  return updated.rowCount === 1;
}

export interface EvidenceRow {
  readonly file: string;
  readonly question: string;
  readonly at: Date;
}
/** Files that stand beside answers, without those that were taken back. */
export async function evidenceOf(db: Db, sheet: string): Promise<EvidenceRow[]> {
  const { rows } = await db.query<EvidenceRow>(
    'SELECT file_id AS file, question, at FROM suppliers_evidence WHERE sheet_id = $1 AND taken_back_at IS NULL ORDER BY at, file_id',
    [sheet],
  );
  return rows;
}
export async function countEvidence(db: Db, sheet: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) AS count FROM suppliers_evidence WHERE sheet_id = $1', [sheet]);
  return rows[0]!.count;
}
export async function insertEvidence(tx: Tx, sheet: string, { file, question, at }: EvidenceRow): Promise<void> {
  await tx.query('INSERT INTO suppliers_evidence (file_id, sheet_id, question, at) VALUES ($1, $2, $3, $4)', [file, sheet, question, at]);
}
export async function takeBackEvidence(tx: Tx, sheet: string, file: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE suppliers_evidence SET taken_back_at = $3 WHERE sheet_id = $1 AND file_id = $2 AND taken_back_at IS NULL',
    [sheet, file, at],
  );
  return rowCount === 1;
}

export interface TemplateRow extends Template {
  readonly revision: number;
}
export async function newestTemplate(db: Db): Promise<TemplateRow | null> {
  const { rows } = await db.query<TemplateRow>(
    'SELECT revision, groups, left_out AS "leftOut" FROM suppliers_template ORDER BY revision DESC LIMIT 1',
  );
  return rows[0] ?? null;
}
export async function insertTemplate(
  tx: Tx,
  row: TemplateRow & { readonly at: Date; readonly by: string; readonly seq: number },
): Promise<void> {
  await tx.query('INSERT INTO suppliers_template (revision, groups, left_out, at, by, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6)', [
    row.revision,
    row.groups,
    row.leftOut,
    row.at,
    row.by,
    row.seq,
  ]);
}

/** Open sheets whose link works, with the reminders that were sent of each. Where a link was stopped, a reminder brings none back. */
export async function openByLink(db: Db, now: Date): Promise<(SheetRow & { readonly reminders: readonly string[] })[]> {
  const { rows } = await db.query<SheetRow & { reminders: string[] }>(
    `SELECT ${columns}, ARRAY(SELECT r.kind FROM suppliers_reminder r WHERE r.sheet_id = s.id) AS reminders FROM suppliers_sheet s
     WHERE s.state = 'open' AND s.way = 'link' AND s.expires_at > $1
       AND EXISTS (SELECT FROM suppliers_link l WHERE l.sheet_id = s.id AND l.ended_at IS NULL) ORDER BY s.sent_at LIMIT 2000`,
    [now],
  );
  return rows;
}
/** True where this reminder was not sent before. */
export async function markReminded(tx: Tx, sheet: string, kind: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query('INSERT INTO suppliers_reminder (sheet_id, kind, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    sheet,
    kind,
    at,
  ]);
  return rowCount === 1;
}

export interface Delivery {
  readonly caseId: string;
  readonly at: Date;
  readonly what: string;
  readonly deliveredOn: string;
  readonly acceptance: string | null;
}
export async function insertDelivery(tx: Tx, one: Delivery): Promise<void> {
  await tx.query('INSERT INTO suppliers_delivery (case_id, at, what, delivered_on, acceptance) VALUES ($1, $2, $3, $4, $5)', [
    one.caseId,
    one.at,
    one.what,
    one.deliveredOn,
    one.acceptance,
  ]);
}
/** Deliveries until a moment, the newest first. */
export async function deliveriesOf(db: Db, cases: readonly string[] | null, at: Date): Promise<Delivery[]> {
  const { rows } = await db.query<Delivery>(
    `SELECT case_id AS "caseId", at, what, delivered_on::text AS "deliveredOn", acceptance FROM suppliers_delivery
     WHERE ($1::uuid[] IS NULL OR case_id = ANY ($1)) AND at <= $2 ORDER BY at DESC LIMIT 2000`,
    [cases, at],
  );
  return rows;
}

import type { Db, Tx } from '../db/pool.ts';
import { type Decision, type Requirement, type Result, type Trace, traceFields, type Wording, wordingFields } from './requirement.ts';

const newest = `SELECT r.id, r.no, r.starter, w.topic, w.title, w.prevent, w.detect, w.respond, w.recover, w.verify, w.decision, w.reason, w.revision,
    coalesce(t.design, '') AS design, coalesce(t.test, '') AS test, coalesce(t.result, 'none') AS result, coalesce(t.proof, '') AS proof,
    coalesce(t.revision, 0) AS "traceRevision", r.case_id AS "caseId"
  FROM development_requirement r
    CROSS JOIN LATERAL (SELECT * FROM development_wording w WHERE w.requirement_id = r.id AND w.at <= $2 ORDER BY w.revision DESC LIMIT 1) w
    LEFT JOIN LATERAL (SELECT * FROM development_trace t WHERE t.requirement_id = r.id AND t.at <= $2 ORDER BY t.revision DESC LIMIT 1) t ON true`;

/** The list of a project as it stood at a moment, by number. */
export async function requirementsOf(db: Db, caseId: string, at: Date): Promise<Requirement[]> {
  const { rows } = await db.query<Requirement & { caseId?: string }>(`${newest} WHERE r.case_id = $1 ORDER BY r.no`, [caseId, at]);
  return rows.map(({ caseId: _, ...row }) => row);
}

/** A requirement by its permanent id, with the project that it is of; those that there are not are absent. */
export async function requirementsById(db: Db, ids: readonly string[], at: Date): Promise<(Requirement & { readonly caseId: string })[]> {
  const { rows } = await db.query<Requirement & { caseId: string }>(`${newest} WHERE r.id = ANY ($1::uuid[]) ORDER BY r.no`, [ids, at]);
  return rows;
}

/** Under the lock by which cases go on, so that a list is not written beside its hand-over. */
export async function holdList(tx: Tx, caseId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034051, hashtext($1))', [caseId]);
}

interface By {
  readonly by: string;
  readonly at: Date;
  readonly ledgerSeq: number;
}

export async function insertRequirements(
  tx: Tx,
  caseId: string,
  lines: readonly { readonly id: string; readonly no: number; readonly starter: string | null }[],
  { by, at, ledgerSeq }: By,
): Promise<void> {
  await tx.query(
    `INSERT INTO development_requirement (id, case_id, no, starter, by, at, ledger_seq)
     SELECT id, $2, no, starter, $3, $4, $5 FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, no int, starter text)`,
    [JSON.stringify(lines), caseId, by, at, ledgerSeq],
  );
}

export async function insertWordings(
  tx: Tx,
  lines: readonly (Wording & { readonly id: string; readonly revision: number })[],
  { by, at, ledgerSeq }: By,
): Promise<void> {
  await tx.query(
    `INSERT INTO development_wording (requirement_id, revision, ${wordingFields.join(', ')}, by, at, ledger_seq)
     SELECT id, revision, ${wordingFields.join(', ')}, $2, $3, $4
     FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, revision int, ${wordingFields.map((field) => `${field} text`).join(', ')})`,
    [JSON.stringify(lines), by, at, ledgerSeq],
  );
}

export async function insertTraces(
  tx: Tx,
  lines: readonly (Trace & { readonly id: string; readonly revision: number })[],
  { by, at, ledgerSeq }: By,
): Promise<void> {
  await tx.query(
    `INSERT INTO development_trace (requirement_id, revision, ${traceFields.join(', ')}, by, at, ledger_seq)
     SELECT id, revision, ${traceFields.join(', ')}, $2, $3, $4
     FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, revision int, ${traceFields.map((field) => `${field} text`).join(', ')})`,
    [JSON.stringify(lines), by, at, ledgerSeq],
  );
}

export interface Freeze {
  readonly caseId: string;
  readonly no: number;
  /** Lower-case hexadecimal SHA-256. */
  readonly digest: string;
  readonly lines: number;
  readonly adopted: number;
  readonly by: string;
  readonly at: Date;
}

export async function insertFreeze(
  tx: Tx,
  { caseId, no, digest, lines, adopted, by, at }: Freeze,
  content: string,
  ledgerSeq: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO development_freeze (case_id, no, content, digest, lines, adopted, by, at, ledger_seq)
     VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9)`,
    [caseId, no, content, digest, lines, adopted, by, at, ledgerSeq],
  );
}

/** The newest frozen list of each of these projects at a moment. */
export async function freezesAt(db: Db, cases: readonly string[], at: Date): Promise<Map<string, Freeze>> {
  const { rows } = await db.query<Freeze>(
    `SELECT DISTINCT ON (case_id) case_id AS "caseId", no, encode(digest, 'hex') AS digest, lines, adopted, by, at
     FROM development_freeze WHERE case_id = ANY ($1::uuid[]) AND at <= $2 ORDER BY case_id, no DESC`,
    [cases, at],
  );
  return new Map(rows.map((row) => [row.caseId, row]));
}

export type { Decision, Result };

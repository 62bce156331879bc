import type { Db } from '../db/pool.ts';

export type StoredState = 'submitted' | 'approved' | 'returned' | 'withdrawn';

export interface Decision {
  readonly account: string;
  readonly decision: 'approve' | 'return';
  readonly comment: string;
  readonly at: Date;
}

/** A version without its bytes. */
export interface VersionRow {
  readonly id: string;
  readonly major: number;
  readonly minor: number;
  /** SHA-256 (hex) of the content's canonical bytes. */
  readonly digest: string;
  readonly note: string;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  /** `2026-12-01` */
  readonly effectiveOn: string;
  readonly approvalsNeeded: number;
  readonly state: StoredState;
  readonly decidedAt: Date | null;
  readonly effectiveFrom: Date | null;
  readonly decisions: readonly Decision[];
}

const columns = `v.id, v.major, v.minor, v.digest, v.note, v.submitted_by AS "submittedBy", v.submitted_at AS "submittedAt",
  to_char(v.effective_on, 'YYYY-MM-DD') AS "effectiveOn", v.approvals_needed AS "approvalsNeeded", v.state, v.decided_at AS "decidedAt",
  v.effective_from AS "effectiveFrom"`;
const decisions = `coalesce((SELECT jsonb_agg(jsonb_build_object('account', d.account, 'decision', d.decision, 'comment', d.comment,
  'at', extract(epoch FROM d.at) * 1000) ORDER BY d.at, d.account) FROM procedures_decision d WHERE d.version = v.id), '[]') AS decisions`;

type Raw = Omit<VersionRow, 'decisions'> & { decisions: (Omit<Decision, 'at'> & { at: number })[] };
const toVersion = (raw: Raw): VersionRow => ({ ...raw, decisions: raw.decisions.map((each) => ({ ...each, at: new Date(each.at) })) });

/** All versions, newest submission first. */
export async function readVersions(db: Db): Promise<VersionRow[]> {
  const { rows } = await db.query<Raw>(
    `SELECT ${columns}, ${decisions} FROM procedures_version v ORDER BY v.submitted_at DESC, v.major DESC, v.minor DESC`,
  );
  return rows.map(toVersion);
}

export async function readVersion(db: Db, id: string): Promise<VersionRow | null> {
  const { rows } = await db.query<Raw>(`SELECT ${columns}, ${decisions} FROM procedures_version v WHERE v.id = $1`, [id]);
  return rows[0] ? toVersion(rows[0]) : null;
}

export async function readContent(db: Db, id: string): Promise<Buffer | null> {
  const { rows } = await db.query<{ content: Buffer }>('SELECT content FROM procedures_version WHERE id = $1', [id]);
  return rows[0]?.content ?? null;
}

/** The version in force at a moment. Two with the same beginning: the newer number. */
export async function idInForce(db: Db, at: Date): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM procedures_version WHERE state = 'approved' AND effective_from <= $1
     ORDER BY effective_from DESC, major DESC, minor DESC LIMIT 1`,
    [at],
  );
  return rows[0]?.id ?? null;
}

/** The newest approved version, in force or to come. */
export async function newestApproved(db: Db): Promise<VersionRow | null> {
  const { rows } = await db.query<Raw>(
    `SELECT ${columns}, ${decisions} FROM procedures_version v WHERE v.state = 'approved' ORDER BY v.major DESC, v.minor DESC LIMIT 1`,
  );
  return rows[0] ? toVersion(rows[0]) : null;
}

/** Whether a version was ever approved: from then on values change by approval only. */
export async function isAdopted(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ adopted: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM procedures_version WHERE state = 'approved') AS adopted`,
  );
  return rows[0]!.adopted;
}

export async function isSubmitted(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ waits: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM procedures_version WHERE state = 'submitted') AS waits`,
  );
  return rows[0]!.waits;
}

export async function insertVersion(
  db: Db,
  row: Omit<VersionRow, 'state' | 'decidedAt' | 'effectiveFrom' | 'decisions'> & { readonly content: Uint8Array },
): Promise<void> {
  await db.query(
    `INSERT INTO procedures_version (id, major, minor, content, digest, note, submitted_by, submitted_at, effective_on, approvals_needed, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'submitted')`,
    [
      row.id,
      row.major,
      row.minor,
      row.content,
      row.digest,
      row.note,
      row.submittedBy,
      row.submittedAt,
      row.effectiveOn,
      row.approvalsNeeded,
    ],
  );
}

export async function insertDecision(db: Db, version: string, digest: string, decided: Decision): Promise<void> {
  await db.query('INSERT INTO procedures_decision (version, account, decision, comment, digest, at) VALUES ($1, $2, $3, $4, $5, $6)', [
    version,
    decided.account,
    decided.decision,
    decided.comment,
    digest,
    decided.at,
  ]);
}

/** Ends the wait of a submitted version. */
export async function settleVersion(
  db: Db,
  id: string,
  state: Exclude<StoredState, 'submitted'>,
  at: Date,
  effectiveFrom: Date | null,
): Promise<void> {
  await db.query('UPDATE procedures_version SET state = $2, decided_at = $3, effective_from = $4 WHERE id = $1', [
    id,
    state,
    at,
    effectiveFrom,
  ]);
}

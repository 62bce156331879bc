import type { Db, Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { DecisionRow, EventAct, EventRow, StepRow } from './shape.ts';

export interface SubmissionRow {
  readonly round: number;
  readonly content: Buffer;
  readonly digest: string;
}

export async function insertSubmission(
  tx: Tx,
  row: {
    readonly request: string;
    readonly round: number;
    readonly revision: number;
    readonly content: Uint8Array;
    readonly digest: string;
    readonly decideBy: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    'INSERT INTO requests_submission (request, round, revision, content, digest, decide_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [row.request, row.round, row.revision, row.content, row.digest, row.decideBy, row.at],
  );
}

export async function readSubmission(db: Db, request: string, round: number): Promise<SubmissionRow | null> {
  const { rows } = await db.query<SubmissionRow>(
    'SELECT round, content, digest FROM requests_submission WHERE request = $1 AND round = $2',
    [request, round],
  );
  return rows[0] ?? null;
}

export async function insertSteps(tx: Tx, request: string, round: number, steps: readonly StepRow[]): Promise<void> {
  for (const { place, step, title, approvals, roles, because, deciders } of steps) {
    await tx.query(
      `INSERT INTO requests_step (request, round, place, step, title_ja, title_en, approvals, roles, because_ja, because_en)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [request, round, place, step, title.ja, title.en, approvals, roles, because?.ja ?? null, because?.en ?? null],
    );
    await tx.query('INSERT INTO requests_decider (request, round, place, account) SELECT $1, $2, $3, unnest($4::uuid[])', [
      request,
      round,
      place,
      deciders,
    ]);
  }
}

type RawStep = Omit<StepRow, 'title' | 'because'> & { ja: string; en: string; becauseJa: string | null; becauseEn: string | null };

/** The frozen route of a round, in its order. */
export async function readSteps(db: Db, request: string, round: number): Promise<StepRow[]> {
  const { rows } = await db.query<RawStep>(
    `SELECT s.place, s.step, s.title_ja AS ja, s.title_en AS en, s.approvals, s.roles, s.because_ja AS "becauseJa", s.because_en AS "becauseEn",
       ARRAY(SELECT d.account::text FROM requests_decider d WHERE (d.request, d.round, d.place) = (s.request, s.round, s.place) ORDER BY 1) AS deciders
     FROM requests_step s WHERE s.request = $1 AND s.round = $2 ORDER BY s.place`,
    [request, round],
  );
  return rows.map(({ ja, en, becauseJa, becauseEn, ...rest }) => ({
    ...rest,
    title: { ja, en },
    because: becauseJa === null || becauseEn === null ? null : { ja: becauseJa, en: becauseEn },
  }));
}

/** Everybody whom the frozen route of a round names. */
export async function accountsAsked(db: Db, request: string, round: number): Promise<string[]> {
  const { rows } = await db.query<{ account: string }>(
    'SELECT DISTINCT account FROM requests_decider WHERE request = $1 AND round = $2 ORDER BY account',
    [request, round],
  );
  return rows.map(({ account }) => account);
}

/** Whether any of these accounts was ever asked, or decided. */
export async function isInvolved(db: Db, request: string, accounts: readonly string[]): Promise<boolean> {
  const { rows } = await db.query<{ involved: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM requests_decider WHERE request = $1 AND account = ANY ($2::uuid[]))
       OR EXISTS (SELECT 1 FROM requests_decision WHERE request = $1 AND account = ANY ($2::uuid[])) AS involved`,
    [request, accounts],
  );
  return rows[0]!.involved;
}

export interface NewDecision extends DecisionRow {
  readonly request: string;
  readonly digest: string;
}

export async function insertDecision(tx: Tx, row: NewDecision): Promise<void> {
  await tx.query(
    `INSERT INTO requests_decision (id, request, round, place, account, in_place_of, decision, comment, digest, assessment, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.request,
      row.round,
      row.place,
      row.account,
      row.inPlaceOf,
      row.decision,
      row.comment,
      row.digest,
      row.assessment === null ? null : JSON.stringify(row.assessment),
      row.at,
    ],
  );
}

/** Of all rounds, oldest first. */
export async function readDecisions(
  db: Db,
  request: string,
): Promise<(DecisionRow & { readonly stepTitle: { ja: string; en: string } })[]> {
  const { rows } = await db.query(
    `SELECT d.id, d.round, d.place, d.account, d.in_place_of AS "inPlaceOf", d.decision, d.comment, d.assessment, d.at, s.step,
       jsonb_build_object('ja', s.title_ja, 'en', s.title_en) AS "stepTitle"
     FROM requests_decision d JOIN requests_step s USING (request, round, place) WHERE d.request = $1 ORDER BY d.round, d.at, d.place`,
    [request],
  );
  return rows as (DecisionRow & { readonly stepTitle: { ja: string; en: string } })[];
}

export interface NewEvent {
  readonly request: string;
  readonly kind: string;
  readonly round: number;
  readonly act: EventAct;
  readonly at: Date;
  readonly by: string;
  readonly reason?: string;
  readonly decision?: string | null;
  readonly decideBy?: string | null;
  readonly validUntil?: string | null;
  readonly occurrence?: string | null;
  readonly ledgerSeq: number | null;
}

export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.query(
    `INSERT INTO requests_event (request, kind, round, act, at, by, reason, decision, decide_by, valid_until, occurrence, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      event.request,
      event.kind,
      event.round,
      event.act,
      event.at,
      event.by,
      event.reason ?? '',
      event.decision ?? null,
      event.decideBy ?? null,
      event.validUntil ?? null,
      event.occurrence ?? null,
      event.ledgerSeq,
    ],
  );
}

export async function readEvents(db: Db, request: string): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    'SELECT act, at, by, reason, decision, ledger_seq AS "ledgerSeq" FROM requests_event WHERE request = $1 ORDER BY id',
    [request],
  );
  return rows;
}

/** What the first approver of a round judged. */
export const assessmentIn = (decisions: readonly DecisionRow[], round: number): Cells | null =>
  decisions.find((each) => each.round === round && each.assessment !== null)?.assessment ?? null;

import type { Db, Tx } from '../db/pool.ts';
import type { Audience, LeafletLine } from './content.ts';

export type Method = 'mail-link' | 'account' | 'paper';
export type VoidReason = 'left' | 'audience' | 'replaced';

/** One person who was asked to read one leaflet. */
export interface Request {
  readonly id: string;
  readonly campaignId: string;
  readonly personId: string;
  readonly askedAt: Date;
  readonly dueOn: string;
  readonly byMail: boolean;
  readonly state: 'open' | 'acknowledged' | 'void';
  readonly voidReason: VoidReason | null;
  readonly acknowledgedAt: Date | null;
  readonly method: Method | null;
  readonly acknowledgedBy: string | null;
  /** The number of its entry in the ledger. */
  readonly receipt: number | null;
  readonly carriedFrom: string | null;
  readonly paperOn: string | null;
  readonly note: string | null;
}

export const requestColumns = `r.id, r.campaign_id AS "campaignId", r.person_id AS "personId", r.asked_at AS "askedAt",
  r.due_on::text AS "dueOn", r.by_mail AS "byMail", r.state, r.void_reason AS "voidReason", r.acknowledged_at AS "acknowledgedAt",
  r.method, r.acknowledged_by AS "acknowledgedBy", r.receipt, r.carried_from AS "carriedFrom", r.paper_on::text AS "paperOn", r.note`;

/** A confirmation of the very same content, which counts again. */
export interface Confirmed {
  readonly requestId: string;
  readonly personId: string;
  readonly at: Date;
  readonly method: Method;
  readonly by: string;
  readonly receipt: number;
  readonly paperOn: string | null;
  readonly version: string;
}

/** Who had confirmed exactly this content by a moment, each with the first confirmation of it. */
export async function confirmedContent(db: Db, audience: Audience, digest: string, at: Date): Promise<ReadonlyMap<string, Confirmed>> {
  const { rows } = await db.query<Confirmed>(
    `SELECT r.id AS "requestId", r.person_id AS "personId", r.acknowledged_at AS at, r.method, r.acknowledged_by AS by, r.receipt,
       r.paper_on::text AS "paperOn", c.version_number AS version
     FROM leaflets_request r JOIN leaflets_campaign c ON c.id = r.campaign_id
     WHERE c.audience = $1 AND c.digest = $2 AND r.state = 'acknowledged' AND r.carried_from IS NULL AND r.acknowledged_at <= $3
     ORDER BY r.acknowledged_at DESC`,
    [audience, digest, at],
  );
  return new Map(rows.map((row) => [row.personId, row]));
}

/** What a person confirmed last of a leaflet; null where nothing yet. Its text, to mark what changed since. */
export async function lastConfirmedLines(db: Db, personId: string, audience: Audience): Promise<readonly LeafletLine[] | null> {
  const { rows } = await db.query<{ lines: readonly LeafletLine[] }>(
    `SELECT c.lines FROM leaflets_request r JOIN leaflets_campaign c ON c.id = r.campaign_id
     WHERE r.person_id = $1 AND c.audience = $2 AND r.state = 'acknowledged' ORDER BY c.sent_at DESC LIMIT 1`,
    [personId, audience],
  );
  return rows[0]?.lines ?? null;
}

export async function requestsOf(db: Db, campaignId: string): Promise<Request[]> {
  const { rows } = await db.query<Request>(`SELECT ${requestColumns} FROM leaflets_request r WHERE campaign_id = $1`, [campaignId]);
  return rows;
}

/** The same as it was at a moment. */
export async function requestsAt(
  db: Db,
  campaignId: string,
  at: Date,
): Promise<Pick<Request, 'personId' | 'byMail' | 'dueOn' | 'state'>[]> {
  const { rows } = await db.query<Pick<Request, 'personId' | 'byMail' | 'dueOn' | 'state'>>(
    `SELECT person_id AS "personId", by_mail AS "byMail", due_on::text AS "dueOn",
       CASE WHEN acknowledged_at <= $2 THEN 'acknowledged' WHEN voided_at <= $2 THEN 'void' ELSE 'open' END AS state
     FROM leaflets_request WHERE campaign_id = $1 AND asked_at <= $2`,
    [campaignId, at],
  );
  return rows;
}

export interface NewRequest {
  readonly id: string;
  readonly personId: string;
  readonly byMail: boolean;
  readonly carried: Confirmed | null;
}

/** Asks people; who was asked in this campaign and voided is asked again under the old id. Returns the ids by person. */
export async function insertRequests(
  tx: Tx,
  { campaignId, dueOn, at }: { campaignId: string; dueOn: string; at: Date },
  requests: readonly NewRequest[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: string; person: string }>(
    `INSERT INTO leaflets_request AS r (id, campaign_id, person_id, asked_at, due_on, by_mail, state, acknowledged_at, method,
       acknowledged_by, receipt, carried_from, paper_on)
     SELECT id, $1, person, $3, $2::date, by_mail, CASE WHEN receipt IS NULL THEN 'open' ELSE 'acknowledged' END, confirmed_at, method,
       confirmed_by, receipt, carried_from, paper_on
     FROM unnest($4::uuid[], $5::uuid[], $6::boolean[], $7::timestamptz[], $8::text[], $9::text[], $10::bigint[], $11::uuid[], $12::date[])
       AS n (id, person, by_mail, confirmed_at, method, confirmed_by, receipt, carried_from, paper_on)
     ON CONFLICT (campaign_id, person_id) DO UPDATE
       SET state = 'open', void_reason = NULL, voided_at = NULL, asked_at = excluded.asked_at, due_on = excluded.due_on, by_mail = excluded.by_mail
       WHERE r.state = 'void'
     RETURNING id, person_id AS person`,
    [
      campaignId,
      dueOn,
      at,
      requests.map((each) => each.id),
      requests.map((each) => each.personId),
      requests.map((each) => each.byMail),
      requests.map((each) => each.carried?.at ?? null),
      requests.map((each) => each.carried?.method ?? null),
      requests.map((each) => each.carried?.by ?? null),
      requests.map((each) => each.carried?.receipt ?? null),
      requests.map((each) => each.carried?.requestId ?? null),
      requests.map((each) => each.carried?.paperOn ?? null),
    ],
  );
  return new Map(rows.map((row) => [row.person, row.id]));
}

/** Voids what is still open of a campaign, all of it or these requests. Returns how many. */
export async function voidOpen(tx: Tx, campaignId: string, reason: VoidReason, at: Date, ids: readonly string[] | null): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE leaflets_request SET state = 'void', void_reason = $2, voided_at = $4
     WHERE campaign_id = $1 AND state = 'open' AND ($3::uuid[] IS NULL OR id = ANY ($3))`,
    [campaignId, reason, ids, at],
  );
  return rowCount ?? 0;
}

export interface Confirmation {
  readonly requestId: string;
  readonly at: Date;
  readonly method: Method;
  readonly by: string;
  readonly receipt: number;
  readonly answer: number | null;
  readonly paperOn: string | null;
  readonly note: string | null;
}

/** Throws nothing and changes nothing where a request is no longer open; the caller holds its lock and knows. */
export async function storeConfirmation(tx: Tx, c: Confirmation): Promise<void> {
  await tx.query(
    `UPDATE leaflets_request SET state = 'acknowledged', acknowledged_at = $2, method = $3, acknowledged_by = $4, receipt = $5,
       quiz_answer = $6, paper_on = $7, note = $8 WHERE id = $1 AND state = 'open'`,
    [c.requestId, c.at, c.method, c.by, c.receipt, c.answer, c.paperOn, c.note],
  );
}

/** Open requests by id with their rows held until the transaction ends. Replaced campaigns have none. */
export async function holdOpen(tx: Tx, ids: readonly string[]): Promise<Request[]> {
  const { rows } = await tx.query<Request>(
    `SELECT ${requestColumns} FROM leaflets_request r WHERE id = ANY ($1::uuid[]) AND state = 'open' ORDER BY id FOR UPDATE`,
    [ids],
  );
  return rows;
}

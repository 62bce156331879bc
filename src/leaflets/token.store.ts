import type { Db, Tx } from '../db/pool.ts';
import { type Campaign, campaignColumns } from './campaign.store.ts';
import { type Request, requestColumns } from './request.store.ts';

export interface NewToken {
  readonly hash: Buffer;
  readonly requestId: string;
  /** Of the address that the mail goes to. */
  readonly addressHash: Buffer;
}

export async function insertTokens(tx: Tx, tokens: readonly NewToken[], at: Date, expiresAt: Date): Promise<void> {
  await tx.query(
    `INSERT INTO leaflets_token (token_hash, request_id, address_hash, made_at, expires_at)
     SELECT hash, request, address, $4, $5 FROM unnest($1::bytea[], $2::uuid[], $3::bytea[]) AS n (hash, request, address)`,
    [tokens.map(({ hash }) => hash), tokens.map(({ requestId }) => requestId), tokens.map((each) => each.addressHash), at, expiresAt],
  );
}

/** Who is asked anew under an old request gets a new link; the earlier ones stay dead. */
export async function dropTokens(tx: Tx, requestIds: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM leaflets_token WHERE request_id = ANY ($1::uuid[])', [requestIds]);
}

export async function dropExpiredTokens(db: Db, now: Date): Promise<void> {
  await db.query('DELETE FROM leaflets_token WHERE expires_at < $1', [now]);
}

/** Which request is meant: by the secret of a mail's link, or by its id where the caller's account stands for the person. */
export type RequestKey = { readonly tokenHash: Buffer } | { readonly id: string };

export interface Asked {
  readonly request: Request & { readonly quizFailures: number; readonly quizFailingSince: Date | null };
  readonly campaign: Campaign;
  /** SHA-256 of the address that the link was sent to; null where it was not a link. */
  readonly sentTo: Buffer | null;
}

/**
 * The request behind a key with its campaign. One statement decides, so that never made, expired, voided and replaced look alike
 * from outside. `hold` keeps the row until the transaction ends.
 */
export async function askedBy(db: Db, key: RequestKey, now: Date, hold = false): Promise<Asked | null> {
  const byToken = 'tokenHash' in key;
  const { rows } = await db.query<Asked['request'] & { sentTo: Buffer | null }>(
    `SELECT ${requestColumns}, r.quiz_failures AS "quizFailures", r.quiz_failing_since AS "quizFailingSince",
       ${byToken ? 't.address_hash' : 'NULL::bytea'} AS "sentTo"
     FROM leaflets_request r JOIN leaflets_campaign c ON c.id = r.campaign_id
     ${byToken ? 'JOIN leaflets_token t ON t.request_id = r.id AND t.token_hash = $1 AND t.expires_at > $2' : ''}
     WHERE r.state <> 'void' AND c.replaced_at IS NULL ${byToken ? '' : 'AND r.id = $1 AND $2::timestamptz IS NOT NULL'}
     ${hold ? 'FOR UPDATE OF r' : ''}`,
    [byToken ? key.tokenHash : key.id, now],
  );
  const [row] = rows;
  if (!row) return null;
  const { sentTo, ...request } = row;
  const { rows: found } = await db.query<Campaign>(`SELECT ${campaignColumns} FROM leaflets_campaign c WHERE id = $1`, [
    request.campaignId,
  ]);
  return { request, campaign: found[0]!, sentTo };
}

/** What a person is asked now, or has confirmed of what counts now. */
export async function currentRequestIds(db: Db, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT r.id FROM leaflets_request r JOIN leaflets_campaign c ON c.id = r.campaign_id
     WHERE r.person_id = ANY ($1::uuid[]) AND r.state <> 'void' AND c.replaced_at IS NULL ORDER BY c.audience`,
    [personIds],
  );
  return rows.map(({ id }) => id);
}

/** Counts a wrong answer; a series that began before `since` is forgotten. */
export async function countWrongAnswer(tx: Tx, requestId: string, at: Date, since: Date): Promise<void> {
  await tx.query(
    `UPDATE leaflets_request SET
       quiz_failures = CASE WHEN quiz_failing_since > $3 THEN quiz_failures + 1 ELSE 1 END,
       quiz_failing_since = CASE WHEN quiz_failing_since > $3 THEN quiz_failing_since ELSE $2 END
     WHERE id = $1`,
    [requestId, at, since],
  );
}

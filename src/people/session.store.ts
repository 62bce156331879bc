import type { Language } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import type { AccountStatus, Role } from './account.ts';
import type { From } from './deps.ts';
import type { FactorName } from './factor.store.ts';

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly address: string;
  readonly browser: string;
  readonly factor: FactorName;
}

/** What a request's proof needs, read in one statement: the session and the account behind it. */
export interface LiveSession {
  readonly id: string;
  readonly account_id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly stepped_up_at: Date | null;
  readonly name: string;
  readonly roles: Role[];
  readonly language: Language;
  readonly status: AccountStatus;
  readonly expires_at: Date | null;
  readonly opens_at: Date | null;
}

export async function insertSession(
  tx: Tx,
  session: { id: string; tokenHash: Buffer; accountId: string; at: Date; factor: FactorName; from: From },
): Promise<void> {
  await tx.query(
    `INSERT INTO people_session (id, token_hash, account_id, created_at, last_seen_at, stepped_up_at, factor, address, browser)
     VALUES ($1, $2, $3, $4, $4, $4, $5, $6, $7)`,
    [
      session.id,
      session.tokenHash,
      session.accountId,
      session.at,
      session.factor,
      session.from.address,
      session.from.browser.slice(0, 300),
    ],
  );
}

export async function sessionByToken(db: Db, tokenHash: Buffer): Promise<LiveSession | null> {
  const { rows } = await db.query<LiveSession>(
    `SELECT s.id, s.account_id, s.created_at, s.last_seen_at, s.stepped_up_at, a.name, a.roles, a.language, a.status, a.expires_at, a.opens_at
     FROM people_session s JOIN people_account a ON a.id = s.account_id WHERE s.token_hash = $1 AND s.ended_at IS NULL`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

export async function touchSession(db: Db, id: string, at: Date): Promise<void> {
  await db.query('UPDATE people_session SET last_seen_at = $2 WHERE id = $1', [id, at]);
}

export async function setSteppedUp(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE people_session SET stepped_up_at = $2 WHERE id = $1', [id, at]);
}

/** Sessions that still work: not ended, begun after `begunAfter`, seen after `seenAfter`. */
export async function sessionsOf(db: Db, accountId: string, begunAfter: Date, seenAfter: Date): Promise<SessionRow[]> {
  const { rows } = await db.query<{
    id: string;
    created_at: Date;
    last_seen_at: Date;
    address: string;
    browser: string;
    factor: FactorName;
  }>(
    `SELECT id, created_at, last_seen_at, address, browser, factor FROM people_session
     WHERE account_id = $1 AND ended_at IS NULL AND created_at > $2 AND last_seen_at > $3 ORDER BY last_seen_at DESC, id`,
    [accountId, begunAfter, seenAfter],
  );
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    address: row.address,
    browser: row.browser,
    factor: row.factor,
  }));
}

/** Ends one session of the account; false where there is none such that still runs. */
export async function endOneSession(tx: Tx, accountId: string, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query('UPDATE people_session SET ended_at = $3 WHERE account_id = $1 AND id = $2 AND ended_at IS NULL', [
    accountId,
    id,
    at,
  ]);
  return rowCount === 1;
}

/** Ends the account's sessions, except one if named, and says how many. */
export async function endSessionsOf(tx: Tx, accountId: string, exceptId: string | null, at: Date): Promise<number> {
  const { rowCount } = await tx.query(
    'UPDATE people_session SET ended_at = $3 WHERE account_id = $1 AND ended_at IS NULL AND ($2::uuid IS NULL OR id <> $2)',
    [accountId, exceptId, at],
  );
  return rowCount ?? 0;
}

export async function isKnownBrowser(db: Db, tokenHash: Buffer, accountId: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM people_known_browser WHERE token_hash = $1 AND account_id = $2', [
    tokenHash,
    accountId,
  ]);
  return rowCount === 1;
}

export async function putKnownBrowser(tx: Tx, tokenHash: Buffer, accountId: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO people_known_browser (token_hash, account_id, last_used_at) VALUES ($1, $2, $3)
     ON CONFLICT (token_hash) DO UPDATE SET account_id = $2, last_used_at = $3`,
    [tokenHash, accountId, at],
  );
}

export async function forgetBrowsers(tx: Tx, accountId: string): Promise<void> {
  await tx.query('DELETE FROM people_known_browser WHERE account_id = $1', [accountId]);
}

export async function forgetBrowser(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.query('DELETE FROM people_known_browser WHERE token_hash = $1', [tokenHash]);
}

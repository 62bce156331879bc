import type { Db, Tx } from '../db/pool.ts';
import { type SheetRow, sheetColumns } from './sheet.store.ts';

export async function insertLink(tx: Tx, hash: Buffer, sheet: string, at: Date): Promise<void> {
  await tx.query('INSERT INTO suppliers_link (token_hash, sheet_id, made_at) VALUES ($1, $2, $3)', [hash, sheet, at]);
}
/** Ends every link of a sheet, and with them every browser that came by one. */
export async function endLinks(tx: Tx, sheet: string, at: Date): Promise<number> {
  const { rowCount } = await tx.query('UPDATE suppliers_link SET ended_at = $2 WHERE sheet_id = $1 AND ended_at IS NULL', [sheet, at]);
  await tx.query('DELETE FROM suppliers_session WHERE sheet_id = $1', [sheet]);
  return rowCount ?? 0;
}

/** One statement decides, so that a link never made, ended, and expired look alike. */
export async function sheetByToken(db: Db, hash: Buffer, now: Date): Promise<SheetRow | null> {
  const { rows } = await db.query<SheetRow>(
    `SELECT ${sheetColumns} FROM suppliers_link l JOIN suppliers_sheet s ON s.id = l.sheet_id
     WHERE l.token_hash = $1 AND l.ended_at IS NULL AND s.expires_at > $2 AND s.state <> 'ended'`,
    [hash, now],
  );
  return rows[0] ?? null;
}

export async function sheetBySession(db: Db, hash: Buffer, now: Date, hold = false): Promise<SheetRow | null> {
  const { rows } = await db.query<SheetRow>(
    `SELECT ${sheetColumns} FROM suppliers_session b JOIN suppliers_link l USING (token_hash) JOIN suppliers_sheet s ON s.id = b.sheet_id
     WHERE b.hash = $1 AND b.expires_at > $2 AND l.ended_at IS NULL AND s.expires_at > $2 AND s.state <> 'ended'
     ${hold ? 'FOR UPDATE OF s' : ''}`,
    [hash, now],
  );
  return rows[0] ?? null;
}

export interface CodeRow {
  readonly id: string;
  readonly codeHash: Buffer;
  readonly tries: number;
}
export async function insertCode(
  tx: Tx,
  code: {
    readonly id: string;
    readonly sheet: string;
    readonly token: Buffer;
    readonly hash: Buffer;
    readonly at: Date;
    readonly until: Date;
  },
): Promise<void> {
  await tx.query('INSERT INTO suppliers_code (id, sheet_id, token_hash, code_hash, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)', [
    code.id,
    code.sheet,
    code.token,
    code.hash,
    code.at,
    code.until,
  ]);
}
/** How many codes a sheet sent since a moment, and when the oldest of them was made. */
export async function codesSince(db: Db, sheet: string, since: Date): Promise<{ readonly count: number; readonly first: Date | null }> {
  const { rows } = await db.query<{ count: number; first: Date | null }>(
    'SELECT count(*) AS count, min(made_at) AS first FROM suppliers_code WHERE sheet_id = $1 AND made_at > $2',
    [sheet, since],
  );
  return rows[0]!;
}
/** The newest code of a link that can still be shown, held. */
export async function newestCode(tx: Tx, token: Buffer, now: Date): Promise<CodeRow | null> {
  const { rows } = await tx.query<CodeRow>(
    `SELECT id, code_hash AS "codeHash", tries FROM suppliers_code WHERE token_hash = $1 AND expires_at > $2 AND used_at IS NULL
     ORDER BY made_at DESC LIMIT 1 FOR UPDATE`,
    [token, now],
  );
  return rows[0] ?? null;
}
export async function countTry(tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE suppliers_code SET tries = tries + 1 WHERE id = $1', [id]);
}
export async function spendCode(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE suppliers_code SET used_at = $2 WHERE id = $1', [id, at]);
}
/** Wrong codes shown for a link, over its whole life. */
export async function wrongTries(db: Db, token: Buffer): Promise<number> {
  const { rows } = await db.query<{ sum: number }>('SELECT coalesce(sum(tries), 0) AS sum FROM suppliers_code WHERE token_hash = $1', [
    token,
  ]);
  return rows[0]!.sum;
}

export async function insertSession(
  tx: Tx,
  one: { readonly hash: Buffer; readonly sheet: string; readonly token: Buffer; readonly at: Date; readonly until: Date },
): Promise<void> {
  await tx.query('INSERT INTO suppliers_session (hash, sheet_id, token_hash, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)', [
    one.hash,
    one.sheet,
    one.token,
    one.at,
    one.until,
  ]);
}
/** The oldest beyond so many are dropped. */
export async function keepNewestSessions(tx: Tx, sheet: string, most: number): Promise<void> {
  await tx.query(
    'DELETE FROM suppliers_session WHERE hash IN (SELECT hash FROM suppliers_session WHERE sheet_id = $1 ORDER BY made_at DESC OFFSET $2)',
    [sheet, most],
  );
}
export async function dropExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.query('DELETE FROM suppliers_session WHERE expires_at < $1', [now]);
}

export const openingActs = ['opened', 'code-sent', 'code-wrong', 'confirmed', 'read', 'excel-in', 'submitted', 'again'] as const;
export type OpeningAct = (typeof openingActs)[number];
export interface Opening {
  readonly at: Date;
  readonly act: OpeningAct;
  readonly address: string;
}

/**
 * Writes an opening down; the same from the same address is one within ten minutes. False where there are too many since the newest
 * link: whoever opens an old one from ever new addresses does not shut out the contact, to whom the company sends another.
 */
export async function noteOpening(db: Db, sheet: string, { at, act, address }: Opening, most: number): Promise<boolean> {
  const { rows } = await db.query<{ full: boolean }>(
    `SELECT count(*) >= $2 AS full FROM suppliers_opening WHERE sheet_id = $1
       AND at >= coalesce((SELECT max(made_at) FROM suppliers_link WHERE sheet_id = $1), '-infinity')`,
    [sheet, most],
  );
  if (rows[0]!.full) return false;
  await db.query(
    `INSERT INTO suppliers_opening (sheet_id, at, act, address) SELECT $1, $2, $3, $4
     WHERE NOT EXISTS (SELECT FROM suppliers_opening WHERE sheet_id = $1 AND act = $3 AND address = $4 AND at > $2::timestamptz - interval '10 minutes')`,
    [sheet, at, act, address],
  );
  return true;
}
/** The newest first. */
export async function openingsOf(db: Db, sheet: string, most: number): Promise<Opening[]> {
  const { rows } = await db.query<Opening>(
    'SELECT at, act, address FROM suppliers_opening WHERE sheet_id = $1 ORDER BY at DESC, id DESC LIMIT $2',
    [sheet, most],
  );
  return rows;
}

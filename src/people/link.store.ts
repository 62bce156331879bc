import type { Db, Tx } from '../db/pool.ts';

export interface Link {
  readonly id: string;
  readonly purpose: 'setup' | 'invitation';
  readonly accountId: string | null;
  readonly expiresAt: Date | null;
}

interface LinkRow {
  id: string;
  purpose: 'setup' | 'invitation';
  account_id: string | null;
  expires_at: Date | null;
}

const toLink = (row: LinkRow): Link => ({ id: row.id, purpose: row.purpose, accountId: row.account_id, expiresAt: row.expires_at });

/** A new link takes the place of the unused ones before it: of the set-up link, or of the account's invitations. */
export async function dropUnusedLinks(tx: Tx, accountId: string | null): Promise<void> {
  await tx.query('DELETE FROM people_link WHERE used_at IS NULL AND account_id IS NOT DISTINCT FROM $1::uuid', [accountId]);
}

export async function insertLink(tx: Tx, link: Link, tokenHash: Buffer, at: Date): Promise<void> {
  await tx.query('INSERT INTO people_link (id, token_hash, purpose, account_id, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)', [
    link.id,
    tokenHash,
    link.purpose,
    link.accountId,
    at,
    link.expiresAt,
  ]);
}

export async function openLinkByToken(db: Db, tokenHash: Buffer, now: Date): Promise<Link | null> {
  const { rows } = await db.query<LinkRow>(
    'SELECT id, purpose, account_id, expires_at FROM people_link WHERE token_hash = $1 AND used_at IS NULL AND (expires_at IS NULL OR expires_at > $2)',
    [tokenHash, now],
  );
  return rows[0] ? toLink(rows[0]) : null;
}

/** Marks a link used, once: of two that finish together, one gets false. */
export async function spendLink(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE people_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND (expires_at IS NULL OR expires_at > $2)',
    [id, now],
  );
  return rowCount === 1;
}

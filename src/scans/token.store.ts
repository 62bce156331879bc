import type { Db, Tx } from '../db/pool.ts';

export interface ScanToken {
  readonly id: string;
  readonly targetId: string;
  readonly name: string;
  readonly expiresAt: Date;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = `id, target_id AS "targetId", name, expires_at AS "expiresAt", made_by AS "madeBy", made_at AS "madeAt", last_used_at AS "lastUsedAt",
  revoked_at AS "revokedAt"`;

export async function tokensOf(db: Db, targetId: string): Promise<ScanToken[]> {
  const { rows } = await db.query<ScanToken>(`SELECT ${columns} FROM scans_token WHERE target_id = $1 ORDER BY made_at DESC LIMIT 100`, [
    targetId,
  ]);
  return rows;
}

export async function tokenById(db: Db, id: string): Promise<ScanToken | null> {
  const { rows } = await db.query<ScanToken>(`SELECT ${columns} FROM scans_token WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** The token of a secret's hash, if it is valid now and its target is still scanned. */
export async function validToken(db: Db, hash: Buffer, now: Date): Promise<ScanToken | null> {
  const { rows } = await db.query<ScanToken>(
    `SELECT ${columns} FROM scans_token WHERE secret_hash = $1 AND revoked_at IS NULL AND expires_at > $2
       AND EXISTS (SELECT 1 FROM scans_target t WHERE t.id = scans_token.target_id AND NOT t.ended)`,
    [hash, now],
  );
  return rows[0] ?? null;
}

export async function insertToken(tx: Tx, token: Omit<ScanToken, 'lastUsedAt' | 'revokedAt'>, hash: Buffer, seq: number): Promise<void> {
  const { id, targetId, name, expiresAt, madeBy, madeAt } = token;
  await tx.query(
    `INSERT INTO scans_token (id, target_id, name, secret_hash, expires_at, made_by, made_at, made_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, targetId, name, hash, expiresAt, madeBy, madeAt, seq],
  );
}

export async function markUsed(db: Db, id: string, at: Date): Promise<void> {
  await db.query('UPDATE scans_token SET last_used_at = $2 WHERE id = $1', [id, at]);
}

/** False where it was revoked before. */
export async function revokeToken(tx: Tx, id: string, by: string, at: Date, seq: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE scans_token SET revoked_by = $2, revoked_at = $3, revoked_seq = $4 WHERE id = $1 AND revoked_at IS NULL',
    [id, by, at, seq],
  );
  return rowCount === 1;
}

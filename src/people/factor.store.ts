import type { Db, Tx } from '../db/pool.ts';

export type FactorName = 'totp' | 'passkey' | 'recovery';

export interface StoredTotp {
  readonly sealedSecret: Buffer;
  readonly lastStep: number;
}

export async function totpForChange(tx: Tx, accountId: string): Promise<StoredTotp | null> {
  const { rows } = await tx.query<{ sealed_secret: Buffer; last_step: number }>(
    'SELECT sealed_secret, last_step FROM people_totp WHERE account_id = $1 FOR UPDATE',
    [accountId],
  );
  return rows[0] ? { sealedSecret: rows[0].sealed_secret, lastStep: rows[0].last_step } : null;
}

export async function putTotp(tx: Tx, accountId: string, totp: StoredTotp, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO people_totp (account_id, sealed_secret, last_step, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account_id) DO UPDATE SET sealed_secret = $2, last_step = $3, created_at = $4`,
    [accountId, totp.sealedSecret, totp.lastStep, at],
  );
}

export async function setTotpStep(tx: Tx, accountId: string, step: number): Promise<void> {
  await tx.query('UPDATE people_totp SET last_step = $2 WHERE account_id = $1', [accountId, step]);
}

export interface Passkey {
  readonly id: string;
  readonly credentialId: string;
  readonly rpId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly label: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

interface PasskeyRow {
  id: string;
  credential_id: string;
  rp_id: string;
  public_key: Buffer;
  counter: number;
  transports: string[];
  label: string;
  created_at: Date;
  last_used_at: Date | null;
}

export async function passkeysOf(db: Db, accountId: string): Promise<Passkey[]> {
  const { rows } = await db.query<PasskeyRow>(
    `SELECT id, credential_id, rp_id, public_key, counter, transports, label, created_at, last_used_at
     FROM people_passkey WHERE account_id = $1 ORDER BY created_at, id`,
    [accountId],
  );
  return rows.map((row) => ({
    id: row.id,
    credentialId: row.credential_id,
    rpId: row.rp_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports,
    label: row.label,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

/** False where this credential is known already. */
export async function insertPasskey(tx: Tx, accountId: string, passkey: Passkey): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO people_passkey (id, account_id, credential_id, rp_id, public_key, counter, transports, label, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (credential_id) DO NOTHING`,
    [
      passkey.id,
      accountId,
      passkey.credentialId,
      passkey.rpId,
      passkey.publicKey,
      passkey.counter,
      passkey.transports,
      passkey.label,
      passkey.createdAt,
    ],
  );
  return rowCount === 1;
}

export async function setPasskeyUsed(tx: Tx, id: string, counter: number, at: Date): Promise<void> {
  await tx.query('UPDATE people_passkey SET counter = $2, last_used_at = $3 WHERE id = $1', [id, counter, at]);
}

export async function deletePasskey(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('DELETE FROM people_passkey WHERE account_id = $1 AND id = $2', [accountId, id]);
  return rowCount === 1;
}

export async function hasTotp(db: Db, accountId: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM people_totp WHERE account_id = $1', [accountId]);
  return rowCount === 1;
}

export async function deleteTotp(tx: Tx, accountId: string): Promise<void> {
  await tx.query('DELETE FROM people_totp WHERE account_id = $1', [accountId]);
}

export async function deletePasskeys(tx: Tx, accountId: string): Promise<void> {
  await tx.query('DELETE FROM people_passkey WHERE account_id = $1', [accountId]);
}

export async function deleteRecoveryCodes(tx: Tx, accountId: string): Promise<void> {
  await tx.query('DELETE FROM people_recovery_code WHERE account_id = $1', [accountId]);
}

export async function insertRecoveryCodes(tx: Tx, accountId: string, hashes: readonly Buffer[]): Promise<void> {
  await tx.query('INSERT INTO people_recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])', [accountId, hashes]);
}

/** Spends a code; false where it does not exist or was spent before. */
export async function spendRecoveryCode(tx: Tx, accountId: string, hash: Buffer, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE people_recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL',
    [accountId, hash, at],
  );
  return rowCount === 1;
}

export async function recoveryCodesLeft(db: Db, accountId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) FROM people_recovery_code WHERE account_id = $1 AND used_at IS NULL',
    [accountId],
  );
  return rows[0]!.count;
}

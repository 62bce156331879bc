import type { Db, Tx } from '../../db/pool.ts';
import type { ReadEncoding } from '../../tables/index.ts';

/** A file between its upload and its import. */
export interface Upload {
  readonly id: string;
  readonly owner: string;
  readonly register: string;
  readonly name: string;
  readonly encoding: ReadEncoding | null;
  readonly digest: string;
  readonly bytes: Buffer;
  readonly uploadedAt: Date;
  readonly expiresAt: Date;
}

export async function insertUpload(tx: Tx, upload: Upload): Promise<void> {
  const { id, owner, register, name, encoding, digest, bytes, uploadedAt, expiresAt } = upload;
  await tx.query(
    `INSERT INTO registers_upload (id, owner, register, name, encoding, digest, bytes, uploaded_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, owner, register, name, encoding, digest, bytes, uploadedAt, expiresAt],
  );
}

/** Only to who uploaded it, for the register it was uploaded for, and not after its time. */
export async function findUpload(db: Db, id: string, owner: string, register: string, now: Date): Promise<Upload | null> {
  const { rows } = await db.query<Upload>(
    `SELECT id, owner, register, name, encoding, digest, bytes, uploaded_at AS "uploadedAt", expires_at AS "expiresAt"
     FROM registers_upload WHERE id = $1 AND owner = $2 AND register = $3 AND expires_at > $4`,
    [id, owner, register, now],
  );
  return rows[0] ?? null;
}

/** Whether it was there. */
export async function deleteUpload(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM registers_upload WHERE id = $1', [id]);
  return rowCount === 1;
}

/** Those whose time is over, and all but the newest few of one owner. */
export async function deleteOldUploads(db: Db, now: Date, owner: string | null, keep: number): Promise<void> {
  await db.query(
    `DELETE FROM registers_upload WHERE expires_at <= $1 OR id IN (
       SELECT id FROM registers_upload WHERE owner = $2 ORDER BY uploaded_at DESC, id OFFSET $3)`,
    [now, owner, keep],
  );
}

export async function uploadedBytes(db: Db): Promise<number> {
  const { rows } = await db.query<{ sum: number | null }>('SELECT sum(length(bytes))::bigint AS sum FROM registers_upload');
  return rows[0]?.sum ?? 0;
}

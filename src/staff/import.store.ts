import type { Db, Tx } from '../db/pool.ts';
import type { ReadEncoding } from '../tables/index.ts';
import type { Mapping } from './fields.ts';
import type { ImportKind } from './shape.ts';

export interface Upload {
  readonly id: string;
  readonly owner: string;
  readonly kind: ImportKind;
  readonly name: string;
  readonly encoding: ReadEncoding | null;
  readonly digest: string;
  readonly bytes: Buffer;
  readonly uploadedAt: Date;
  readonly expiresAt: Date;
}

export async function insertUpload(tx: Tx, upload: Upload): Promise<void> {
  await tx.query(
    `INSERT INTO staff_upload (id, owner, kind, name, encoding, digest, bytes, uploaded_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [upload.id, upload.owner, upload.kind, upload.name, upload.encoding, upload.digest, upload.bytes, upload.uploadedAt, upload.expiresAt],
  );
}

/** Only to who uploaded it, and not after its time. */
export async function findUpload(db: Db, id: string, owner: string, now: Date): Promise<Upload | null> {
  const { rows } = await db.query<Upload>(
    `SELECT id, owner, kind, name, encoding, digest, bytes, uploaded_at AS "uploadedAt", expires_at AS "expiresAt"
     FROM staff_upload WHERE id = $1 AND owner = $2 AND expires_at > $3`,
    [id, owner, now],
  );
  return rows[0] ?? null;
}

export async function deleteUpload(db: Db, id: string): Promise<void> {
  await db.query('DELETE FROM staff_upload WHERE id = $1', [id]);
}

/** Those whose time is over, and all but the newest few of one owner. */
export async function deleteOldUploads(db: Db, now: Date, owner: string | null, keep: number): Promise<void> {
  await db.query(
    `DELETE FROM staff_upload WHERE expires_at <= $1 OR id IN (
       SELECT id FROM staff_upload WHERE owner = $2 ORDER BY uploaded_at DESC, id OFFSET $3)`,
    [now, owner, keep],
  );
}

export async function uploadedBytes(db: Db): Promise<number> {
  const { rows } = await db.query<{ sum: number | null }>('SELECT sum(length(bytes))::bigint AS sum FROM staff_upload');
  return rows[0]?.sum ?? 0;
}

export interface StoredMapping {
  readonly kind: ImportKind;
  readonly name: string;
  readonly columns: Mapping;
  readonly encoding: ReadEncoding | null;
  readonly savedAt: Date;
}

export async function readMappings(db: Db): Promise<StoredMapping[]> {
  const { rows } = await db.query<StoredMapping>(
    'SELECT kind, name, columns, encoding, saved_at AS "savedAt" FROM staff_mapping ORDER BY kind, name',
  );
  return rows;
}

export async function saveMapping(db: Db, { kind, name, columns, encoding, savedAt }: StoredMapping, by: string): Promise<void> {
  await db.query(
    `INSERT INTO staff_mapping (kind, name, columns, encoding, saved_by, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (kind, name) DO UPDATE SET columns = excluded.columns, encoding = excluded.encoding, saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
    [kind, name, JSON.stringify(columns), encoding, by, savedAt],
  );
}

export async function countMappings(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM staff_mapping');
  return rows[0]!.count;
}

export async function deleteMapping(db: Db, kind: ImportKind, name: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM staff_mapping WHERE kind = $1 AND name = $2', [kind, name]);
  return rowCount === 1;
}

export interface ImportRun {
  readonly id: string;
  readonly kind: ImportKind;
  /** The name of the mapping it was read by; '' where none was saved. */
  readonly source: string;
  readonly digest: string;
  readonly fullList: boolean;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly missing: number;
  readonly by: string;
  readonly at: Date;
}

export async function insertImport(tx: Tx, run: ImportRun): Promise<void> {
  await tx.query(
    `INSERT INTO staff_import (id, kind, source, digest, full_list, added, changed, unchanged, missing, by, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [run.id, run.kind, run.source, run.digest, run.fullList, run.added, run.changed, run.unchanged, run.missing, run.by, run.at],
  );
}

export async function readImports(db: Db, limit: number): Promise<ImportRun[]> {
  const { rows } = await db.query<ImportRun>(
    `SELECT id, kind, source, digest, full_list AS "fullList", added, changed, unchanged, missing, by, at FROM staff_import ORDER BY at DESC, id LIMIT $1`,
    [limit],
  );
  return rows;
}

export interface Change {
  readonly kind: ImportKind;
  readonly subject: string;
  readonly before: object | null;
  readonly after: object | null;
}

export async function insertChanges(
  tx: Tx,
  changes: readonly Change[],
  about: { readonly importId: string | null; readonly by: string; readonly at: Date },
): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `INSERT INTO staff_change (import_id, kind, subject, before, after, by, at)
     SELECT $2, r.kind, r.subject, r.before, r.after, $3, $4 FROM jsonb_to_recordset($1::jsonb) AS r (kind text, subject uuid, before jsonb, after jsonb)`,
    [JSON.stringify(changes), about.importId, about.by, about.at],
  );
}

export interface StoredChange {
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly by: string;
  readonly at: Date;
  readonly byImport: boolean;
}

export async function changesOf(db: Db, subject: string, limit: number): Promise<StoredChange[]> {
  const { rows } = await db.query<StoredChange>(
    `SELECT before, after, by, at, import_id IS NOT NULL AS "byImport" FROM staff_change WHERE subject = $1 ORDER BY id DESC LIMIT $2`,
    [subject, limit],
  );
  return rows;
}

import type { Db, Tx } from '../db/pool.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly hash: string;
  readonly addedAt: Date;
  readonly addedBy: string;
  readonly subject: string | null;
}

const columns = `f.id, f.name, c.media_type AS "mediaType", c.bytes, encode(f.hash, 'hex') AS hash, f.added_at AS "addedAt", f.added_by AS "addedBy", f.subject`;

export async function insertContent(tx: Tx, hash: Buffer, mediaType: string, content: Buffer): Promise<void> {
  await tx.query(
    'INSERT INTO attachments_content (hash, media_type, bytes, content) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING',
    [hash, mediaType, content.length, content],
  );
}

export async function insertFile(tx: Tx, file: { id: string; hash: Buffer; name: string; addedAt: Date; addedBy: string }): Promise<void> {
  await tx.query('INSERT INTO attachments_file (id, hash, name, added_at, added_by) VALUES ($1, $2, $3, $4, $5)', [
    file.id,
    file.hash,
    file.name,
    file.addedAt,
    file.addedBy,
  ]);
}

/** What one person has uploaded and not used: how many files, how many bytes. */
export async function looseOf(db: Db, by: string): Promise<{ files: number; bytes: number }> {
  const { rows } = await db.query<{ files: number; bytes: number }>(
    `SELECT count(*)::int AS files, coalesce(sum(c.bytes), 0)::bigint AS bytes
     FROM attachments_file f JOIN attachments_content c USING (hash) WHERE f.subject IS NULL AND f.added_by = $1`,
    [by],
  );
  return rows[0]!;
}

export async function fileById(db: Db, id: string): Promise<StoredFile | null> {
  const { rows } = await db.query<StoredFile>(
    `SELECT ${columns} FROM attachments_file f JOIN attachments_content c USING (hash) WHERE f.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** So many bytes of a content from one on, the first being 1; null where the file is gone. */
export async function pieceOf(db: Db, id: string, from: number, bytes: number): Promise<Buffer | null> {
  // Base64 is a third longer than the bytes; as PostgreSQL sends them by itself they are twice as long.
  const { rows } = await db.query<{ piece: string }>(
    `SELECT encode(substring(c.content FROM $2 FOR $3), 'base64') AS piece FROM attachments_file f JOIN attachments_content c USING (hash)
     WHERE f.id = $1`,
    [id, from, bytes],
  );
  return rows[0] ? Buffer.from(rows[0].piece, 'base64') : null;
}

/** What is part of some act, by its hash; null where nothing that was kept has it. */
export async function keptContent(db: Db, hash: string): Promise<{ content: Buffer; mediaType: string } | null> {
  const { rows } = await db.query<{ content: Buffer; mediaType: string }>(
    `SELECT c.content, c.media_type AS "mediaType" FROM attachments_content c
     WHERE c.hash = decode($1, 'hex') AND EXISTS (SELECT 1 FROM attachments_file f WHERE f.hash = c.hash AND f.subject IS NOT NULL)`,
    [hash],
  );
  return rows[0] ?? null;
}

/** Files of a subject, in the order in which they were added. */
export async function filesOfSubject(db: Db, subject: string): Promise<StoredFile[]> {
  const { rows } = await db.query<StoredFile>(
    `SELECT ${columns} FROM attachments_file f JOIN attachments_content c USING (hash) WHERE f.subject = $1 ORDER BY f.added_at, f.id`,
    [subject],
  );
  return rows;
}

/** Those of one person that are part of nothing yet, held until the transaction ends. */
export async function looseFiles(tx: Tx, ids: readonly string[], by: string): Promise<StoredFile[]> {
  const { rows } = await tx.query<StoredFile>(
    `SELECT ${columns} FROM attachments_file f JOIN attachments_content c USING (hash)
     WHERE f.id = ANY($1::uuid[]) AND f.added_by = $2 AND f.subject IS NULL ORDER BY f.added_at, f.id FOR UPDATE OF f`,
    [ids, by],
  );
  return rows;
}

export async function bind(tx: Tx, ids: readonly string[], subject: string, at: Date): Promise<void> {
  await tx.query('UPDATE attachments_file SET subject = $2, bound_at = $3 WHERE id = ANY($1::uuid[])', [ids, subject, at]);
}

export async function countBySubject(db: Db, subjects: readonly string[]): Promise<Map<string, number>> {
  if (subjects.length === 0) return new Map();
  const { rows } = await db.query<{ subject: string; count: number }>(
    'SELECT subject, count(*)::int AS count FROM attachments_file WHERE subject = ANY($1::text[]) GROUP BY subject',
    [subjects],
  );
  return new Map(rows.map((row) => [row.subject, row.count]));
}

export async function deleteLoose(tx: Tx, before: Date, only?: { readonly id: string; readonly by: string }): Promise<number> {
  const { rowCount } = only
    ? await tx.query('DELETE FROM attachments_file WHERE subject IS NULL AND id = $1 AND added_by = $2', [only.id, only.by])
    : await tx.query('DELETE FROM attachments_file WHERE subject IS NULL AND added_at < $1', [before]);
  return rowCount ?? 0;
}

/** Contents that nobody points at any more. */
export async function deleteOrphans(tx: Tx): Promise<void> {
  await tx.query('DELETE FROM attachments_content c WHERE NOT EXISTS (SELECT 1 FROM attachments_file f WHERE f.hash = c.hash)');
}

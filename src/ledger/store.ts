import type { Db, Tx } from '../db/pool.ts';
import type { LedgerKind } from './kinds.ts';

/** All SQL of the ledger but the verifier's. */

export interface NewEntry {
  readonly kind: LedgerKind;
  readonly actor: string;
  readonly subject: string;
  readonly bytes: Buffer;
  readonly salt: Buffer;
  readonly body: string;
}

export async function lockHead(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ seq: number }>('SELECT ledger_lock_head() AS seq');
  return rows[0]!.seq;
}

export async function readHead(db: Db): Promise<number> {
  const { rows } = await db.query<{ seq: number }>('SELECT next_seq AS seq FROM ledger_head');
  return rows[0]!.seq;
}

export async function insertEntries(tx: Tx, first: number, at: Date, entries: readonly NewEntry[]): Promise<void> {
  await tx.query(
    `WITH new AS MATERIALIZED (
       SELECT $1::bigint + n - 1 AS seq, kind, actor, subject, bytes, salt, body
       FROM unnest($3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::text[]) WITH ORDINALITY AS u (kind, actor, subject, bytes, salt, body, n)
     ), entry AS (
       INSERT INTO ledger_entry (seq, at, kind, actor, subject, bytes) SELECT seq, $2, kind, actor, subject, bytes FROM new
     )
     INSERT INTO ledger_payload (seq, salt, body) SELECT seq, salt, body FROM new`,
    [
      first,
      at,
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.actor),
      entries.map((entry) => entry.subject),
      entries.map((entry) => entry.bytes),
      entries.map((entry) => entry.salt),
      entries.map((entry) => entry.body),
    ],
  );
}

export async function findEntry(db: Db, seq: number): Promise<{ kind: LedgerKind } | undefined> {
  const { rows } = await db.query<{ kind: LedgerKind }>('SELECT kind FROM ledger_entry WHERE seq = $1', [seq]);
  return rows[0];
}

export async function erase(tx: Tx, seq: number): Promise<boolean> {
  const { rows } = await tx.query<{ erased: boolean }>('SELECT ledger_erase($1) AS erased', [seq]);
  return rows[0]!.erased;
}

export interface EntryRow {
  readonly seq: number;
  readonly bytes: Buffer;
  readonly salt: Buffer | null;
  readonly body: string | null;
}

/** Entries in falling order of their numbers, from `from` on. */
export async function entriesBefore(
  db: Db,
  { from, limit, kind, subject }: { from: number; limit: number; kind: string | null; subject: string | null },
): Promise<EntryRow[]> {
  const { rows } = await db.query<EntryRow>(
    `SELECT e.seq, e.bytes, p.salt, p.body FROM ledger_entry e LEFT JOIN ledger_payload p USING (seq)
     WHERE e.seq <= $1 AND ($2::text IS NULL OR e.kind = $2) AND ($3::text IS NULL OR e.subject = $3)
     ORDER BY e.seq DESC LIMIT $4`,
    [from, kind, subject, limit],
  );
  return rows;
}

/** The leaf hashes of the entries [from, to), one after another; shorter where entries are missing. */
export async function leafHashes(db: Db, from: number, to: number): Promise<Buffer> {
  const { rows } = await db.query<{ hashes: Buffer | null }>(
    `SELECT string_agg(sha256('\\x00'::bytea || bytes), ''::bytea ORDER BY seq) AS hashes FROM ledger_entry WHERE seq >= $1 AND seq < $2`,
    [from, to],
  );
  return rows[0]!.hashes ?? Buffer.alloc(0);
}

/** The bytes of the entries [from, to), each behind its length in two bytes (big-endian): a C2SP entry bundle. */
export async function entryBundle(db: Db, from: number, to: number): Promise<Buffer> {
  const { rows } = await db.query<{ bundle: Buffer | null }>(
    `SELECT string_agg(int2send((CASE WHEN octet_length(bytes) > 32767 THEN octet_length(bytes) - 65536 ELSE octet_length(bytes) END)::smallint) || bytes,
       ''::bytea ORDER BY seq) AS bundle FROM ledger_entry WHERE seq >= $1 AND seq < $2`,
    [from, to],
  );
  return rows[0]!.bundle ?? Buffer.alloc(0);
}

export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Buffer;
  readonly root: Buffer;
}

export async function tileHashes(db: Db, level: number, index: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ hashes: Buffer }>('SELECT hashes FROM ledger_tile WHERE level = $1 AND index = $2', [level, index]);
  return rows[0]?.hashes;
}

/** The roots of the full tiles [from, to) of a level, one after another. */
export async function tileRoots(db: Db, level: number, from: number, to: number): Promise<Buffer> {
  const { rows } = await db.query<{ roots: Buffer | null }>(
    `SELECT string_agg(root, ''::bytea ORDER BY index) AS roots FROM ledger_tile WHERE level = $1 AND index >= $2 AND index < $3`,
    [level, from, to],
  );
  return rows[0]!.roots ?? Buffer.alloc(0);
}

export async function insertTiles(tx: Tx, tiles: readonly Tile[]): Promise<void> {
  await tx.query(
    'INSERT INTO ledger_tile (level, index, hashes, root) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[])',
    [tiles.map((t) => t.level), tiles.map((t) => t.index), tiles.map((t) => t.hashes), tiles.map((t) => t.root)],
  );
}

export interface CheckpointRow {
  readonly size: number;
  readonly root: Buffer;
  /** The signed note, as it is served. */
  readonly note: string;
  readonly at: Date;
}

export async function latestCheckpoint(db: Db): Promise<CheckpointRow | undefined> {
  const { rows } = await db.query<CheckpointRow>('SELECT size, root, note, at FROM ledger_checkpoint ORDER BY size DESC LIMIT 1');
  return rows[0];
}

export async function checkpointOfSize(db: Db, size: number): Promise<CheckpointRow | undefined> {
  const { rows } = await db.query<CheckpointRow>('SELECT size, root, note, at FROM ledger_checkpoint WHERE size = $1', [size]);
  return rows[0];
}

export async function insertCheckpoint(tx: Tx, { size, root, note, at }: CheckpointRow): Promise<void> {
  await tx.query('INSERT INTO ledger_checkpoint (size, root, note, at) VALUES ($1, $2, $3, $4)', [size, root, note, at]);
}

/** One integrator at a time, whoever runs it; released when the transaction ends. */
export async function lockIntegration(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034002)');
}

export async function rangeOf(db: Db, from: Date, to: Date): Promise<{ start: number; end: number }> {
  const { rows } = await db.query<{ start: number; end: number }>(
    `WITH inside AS (SELECT min(seq) AS first, max(seq) AS last FROM ledger_entry WHERE at >= $1 AND at < $2),
     before AS (SELECT max(seq) AS seq FROM ledger_entry, inside WHERE at < $1 AND (first IS NULL OR seq < first)),
     after AS (SELECT min(e.seq) AS seq FROM ledger_entry e, inside, before WHERE e.at >= $2 AND e.seq > coalesce(last, before.seq, -1))
     SELECT coalesce(before.seq, 0) AS start, coalesce(after.seq + 1, next_seq) AS "end" FROM before, after, ledger_head`,
    [from, to],
  );
  return rows[0]!;
}

export async function payloadsOf(db: Db, seqs: readonly number[]): Promise<{ seq: number; salt: Buffer; body: string }[]> {
  const { rows } = await db.query<{ seq: number; salt: Buffer; body: string }>(
    'SELECT seq, salt, body FROM ledger_payload WHERE seq = ANY($1)',
    [seqs],
  );
  return rows;
}

export async function latestAbout(db: Db, subjects: readonly string[], beforeSeq: number, at: Date): Promise<Map<string, number>> {
  const { rows } = await db.query<{ subject: string; seq: number }>(
    `SELECT s.subject, e.seq FROM unnest($1::text[]) AS s (subject)
     CROSS JOIN LATERAL (SELECT seq FROM ledger_entry WHERE subject = s.subject AND seq < $2 AND at < $3 ORDER BY seq DESC LIMIT 1) e`,
    [subjects, beforeSeq, at],
  );
  return new Map(rows.map((row) => [row.subject, row.seq]));
}

export async function erasuresOf(db: Db, seqs: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ seq: number }>(
    `SELECT e.seq FROM unnest($1::bigint[]) AS s JOIN ledger_entry e ON e.subject = 'entry:' || s AND e.kind = 'payload.erased' ORDER BY e.seq`,
    [seqs],
  );
  return rows.map((row) => row.seq);
}

export async function bytesOf(db: Db, seqs: readonly number[]): Promise<{ seq: number; bytes: Buffer }[]> {
  const { rows } = await db.query<{ seq: number; bytes: Buffer }>('SELECT seq, bytes FROM ledger_entry WHERE seq = ANY($1) ORDER BY seq', [
    seqs,
  ]);
  return rows;
}

export async function newestOfKind(db: Db, kind: LedgerKind, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ seq: number }>('SELECT seq FROM ledger_entry WHERE kind = $1 ORDER BY seq DESC LIMIT $2', [
    kind,
    limit,
  ]);
  return rows.map((row) => row.seq);
}

export async function firstCheckpointAbove(db: Db, seq: number): Promise<CheckpointRow | undefined> {
  const { rows } = await db.query<CheckpointRow>(
    'SELECT size, root, note, at FROM ledger_checkpoint WHERE size > $1 ORDER BY size LIMIT 1',
    [seq],
  );
  return rows[0];
}

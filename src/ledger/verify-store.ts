import type { Db } from '../db/pool.ts';
import type { CheckpointRow } from './store.ts';

/** The verifier's SQL. Entries come as one byte string for many rows: reading a million rows one by one costs too much. */

export interface StoredEntry {
  readonly seq: number;
  readonly atMs: number;
  /** 0x00 ‖ bytes of the entry: what the leaf hash is taken over. */
  readonly leafInput: Buffer;
  /** kind, actor and subject as the columns hold them, a line each. */
  readonly columns: string;
  /** salt ‖ payload, or null where it is gone. */
  readonly payloadInput: Buffer | null;
}

const frameHead = 8 + 8 + 4 + 4 + 4;

/** Frames of 64 entries a row: many small values cost the protocol more, few large ones cost more memory to carry over. */
export async function readFrames(db: Db, from: number, to: number): Promise<Buffer[]> {
  const { rows } = await db.query<{ frames: Buffer }>(
    `SELECT string_agg(frame, ''::bytea ORDER BY seq) AS frames FROM (
       SELECT e.seq, int8send(e.seq) || timestamptz_send(e.at) || int4send(octet_length(e.bytes))
         || int4send(octet_length(e.kind) + octet_length(e.actor) + octet_length(e.subject) + 2)
         || int4send(coalesce(octet_length(p.salt) + octet_length(p.body), -1)) || '\\x00'::bytea || e.bytes
         || convert_to(e.kind || E'\\n' || e.actor || E'\\n' || e.subject, 'UTF8')
         || coalesce(p.salt || convert_to(p.body, 'UTF8'), ''::bytea) AS frame
       FROM ledger_entry e LEFT JOIN ledger_payload p ON p.seq = e.seq AND p.seq >= $1 AND p.seq < $2
       WHERE e.seq >= $1 AND e.seq < $2 ORDER BY e.seq
     ) AS one GROUP BY seq / 64 ORDER BY seq / 64`,
    [from, to],
  );
  return rows.map((row) => row.frames);
}

/** PostgreSQL counts microseconds from 2000-01-01. A part below the millisecond shows as a fraction: no entry has one. */
const postgresEpochMs = Date.UTC(2000, 0, 1);

export function* entriesIn(parts: readonly Buffer[]): Generator<StoredEntry> {
  for (const part of parts) yield* entriesOf(part);
}

function* entriesOf(frames: Buffer): Generator<StoredEntry> {
  for (let at = 0; at < frames.length; ) {
    const seq = frames.readUInt32BE(at) * 0x1_0000_0000 + frames.readUInt32BE(at + 4);
    const atMs = (frames.readInt32BE(at + 8) * 0x1_0000_0000 + frames.readUInt32BE(at + 12)) / 1000 + postgresEpochMs;
    const bytesEnd = at + frameHead + 1 + frames.readUInt32BE(at + 16);
    const columnsEnd = bytesEnd + frames.readUInt32BE(at + 20);
    const payloadLength = frames.readInt32BE(at + 24);
    const end = columnsEnd + Math.max(0, payloadLength);
    yield {
      seq,
      atMs,
      leafInput: frames.subarray(at + frameHead, bytesEnd),
      columns: frames.toString('latin1', bytesEnd, columnsEnd),
      payloadInput: payloadLength < 0 ? null : frames.subarray(columnsEnd, end),
    };
    at = end;
  }
}

export interface StoredTile {
  readonly index: number;
  readonly hashes: Buffer;
  readonly root: Buffer;
}

export async function readTiles(db: Db, level: number, from: number, to: number): Promise<Map<number, StoredTile>> {
  const { rows } = await db.query<StoredTile>(
    'SELECT index, hashes, root FROM ledger_tile WHERE level = $1 AND index >= $2 AND index < $3',
    [level, from, to],
  );
  return new Map(rows.map((row) => [row.index, row]));
}

/** Tiles that a tree of `size` entries does not have. */
export async function tilesBeyond(db: Db, size: number): Promise<{ level: number; index: number }[]> {
  const { rows } = await db.query<{ level: number; index: number }>(
    'SELECT level, index FROM ledger_tile WHERE (index + 1) * (256::numeric ^ (level + 1)) > $1 ORDER BY level, index LIMIT 100',
    [size],
  );
  return rows;
}

export async function checkpointsBetween(db: Db, above: number, upTo: number): Promise<CheckpointRow[]> {
  const { rows } = await db.query<CheckpointRow>(
    'SELECT size, root, note, at FROM ledger_checkpoint WHERE size > $1 AND size <= $2 ORDER BY size',
    [above, upTo],
  );
  return rows;
}

/** Numbers of entries as they stand: the head's next number, and one more than the highest there is. */
export async function readExtent(db: Db): Promise<{ head: number; end: number }> {
  const { rows } = await db.query<{ head: number; end: number }>(
    'SELECT (SELECT next_seq FROM ledger_head) AS head, (SELECT coalesce(max(seq) + 1, 0) FROM ledger_entry) AS "end"',
  );
  return rows[0]!;
}

/** Which of these entries have an entry that erases them. */
export async function erasedAmong(db: Db, seqs: readonly number[]): Promise<Set<number>> {
  const { rows } = await db.query<{ seq: number }>(
    `SELECT s AS seq FROM unnest($1::bigint[]) AS s WHERE EXISTS (SELECT 1 FROM ledger_entry WHERE kind = 'payload.erased' AND subject = 'entry:' || s)`,
    [seqs],
  );
  return new Set(rows.map((row) => row.seq));
}

import { hash } from 'node:crypto';
import type { Db } from '../db/pool.ts';
import { decodeEntry } from './entry.ts';
import { type Checkpoint, openCheckpoint, readVerifyingKey, type VerifyingKey } from './note.ts';
import { type CheckpointRow, latestCheckpoint } from './store.ts';
import { tileHeight, tilePath, tileWidth } from './tiles.ts';
import { hashBytes, rootOfPerfect } from './tree.ts';
import {
  checkpointsBetween,
  entriesIn,
  erasedAmong,
  readExtent,
  readFrames,
  readTiles,
  type StoredEntry,
  type StoredTile,
  tilesBeyond,
} from './verify-store.ts';
import { TreeCheck } from './verify-tree.ts';
import { type LedgerProblem, Problems } from './verify-words.ts';

export type { LedgerProblem, LedgerProblemCode } from './verify-words.ts';

export interface LedgerReport {
  readonly ok: boolean;
  readonly entries: number;
  /** How many entries the newest checkpoint covers, and its root (64 hexadecimal digits). */
  readonly size: number;
  readonly root: string | null;
  readonly checkpoints: number;
  readonly erased: number;
  readonly problems: readonly LedgerProblem[];
  /** How many problems were found beyond those listed. */
  readonly more: number;
}

export interface VerifyOptions {
  readonly onProgress?: (done: number, of: number) => void;
  /** Signed checkpoints kept outside the database (by an auditor, in secrets/ledger-signed): the ledger must contain them. */
  readonly known?: readonly string[];
}

/** A multiple of the tile's width; about 1.5 MB at a time. */
const batchEntries = 2048;

/**
 * Recomputes everything from the bytes of the entries: order, gaps, search columns, payload digests, every tile, the root
 * and the signature of every checkpoint. Reads as a stream while others append; changes nothing.
 */
export async function verifyLedger(db: Db, vkey: string, { onProgress, known = [] }: VerifyOptions = {}): Promise<LedgerReport> {
  const key = readVerifyingKey(vkey);
  const latest = await latestCheckpoint(db);
  const extent = await readExtent(db);
  const run = new Run(db, key, extent.end, latest?.size ?? 0);
  run.expect(known);
  const end = Math.max(extent.head, extent.end, latest?.size ?? 0);
  const read = (from: number): Promise<Buffer[]> => {
    const frames = readFrames(db, from, Math.min(from + batchEntries, extent.end));
    frames.catch(() => {}); // thrown where it is awaited
    return frames;
  };
  const ahead = [read(0), read(batchEntries)];
  for (let from = 0; from < extent.end; from += batchEntries) {
    const frames = await ahead.shift()!;
    ahead.push(read(from + 2 * batchEntries));
    await run.batch(frames, from, Math.min(from + batchEntries, extent.end));
    onProgress?.(Math.min(from + batchEntries, extent.end), extent.end);
  }
  await Promise.all(ahead);
  if (end > extent.end) run.problems.add('entries-truncated', { seq: extent.end, toSeq: end - 1 });
  else if (extent.head !== extent.end) run.problems.add('head-wrong', { seq: extent.head });
  await run.finish();
  const { problems, checkpoints, erased } = run;
  const root = latest?.root.toString('hex') ?? null;
  const ok = problems.listed.length === 0;
  return { ok, entries: run.entries, size: latest?.size ?? 0, root, checkpoints, erased, problems: problems.listed, more: problems.more };
}

class Run {
  readonly problems = new Problems();
  readonly #tree = new TreeCheck(this.problems);
  readonly #db: Db;
  readonly #key: VerifyingKey;
  readonly #end: number;
  /** Entries covered by the newest checkpoint: full tiles below it must be stored. */
  readonly #covered: number;
  readonly #known = new Map<number, Checkpoint[]>();
  /** Level 1 and above, from the roots of the tiles below; compared with what is stored. */
  readonly #upper: Buffer[][] = [];
  /** Roots of full tiles as the entries give them, and the tiles of which a hash differs from its entry. */
  readonly #roots = new Map<number, Buffer>();
  readonly #doubtful = new Set<number>();
  readonly #withoutPayload: number[] = [];
  readonly #erasures: number[] = [];
  #time = { ms: Number.NaN, text: '' };
  entries = 0;
  checkpoints = 0;
  erased = 0;
  constructor(db: Db, key: VerifyingKey, end: number, covered: number) {
    this.#db = db;
    this.#key = key;
    this.#end = end;
    this.#covered = covered;
  }

  expect(notes: readonly string[]): void {
    for (const note of notes) {
      const checkpoint = openCheckpoint(note, this.#key);
      if (!checkpoint) this.problems.add('checkpoint-signature', { size: -1 });
      else if (checkpoint.size > this.#end) this.problems.add('entries-truncated', { seq: this.#end, toSeq: checkpoint.size - 1 });
      else this.#known.set(checkpoint.size, [...(this.#known.get(checkpoint.size) ?? []), checkpoint]);
    }
  }

  async batch(frames: readonly Buffer[], from: number, to: number): Promise<void> {
    const [tiles, stored] = await Promise.all([
      readTiles(this.#db, 0, from / tileWidth, Math.ceil(to / tileWidth)),
      checkpointsBetween(this.#db, from, to),
    ]);
    const checkpoints = new Map(stored.map((row) => [row.size, row]));
    let seq = from;
    for (const entry of entriesIn(frames)) {
      if (entry.seq < seq) {
        this.problems.add('entry-twice', { seq: entry.seq });
        continue;
      }
      if (entry.seq > seq) this.problems.add('entry-missing', { seq, toSeq: entry.seq - 1 });
      for (; seq < entry.seq; seq++) this.#leaf(null, seq, tiles, checkpoints);
      this.entries += 1;
      this.#content(entry);
      this.#leaf(hash('sha256', entry.leafInput, 'buffer'), seq, tiles, checkpoints);
      seq += 1;
    }
    if (seq < to) this.problems.add('entry-missing', { seq, toSeq: to - 1 });
    for (; seq < to; seq++) this.#leaf(null, seq, tiles, checkpoints);
    await this.#tiles(tiles, from, to);
  }

  #leaf(entryHash: Buffer | null, seq: number, tiles: Map<number, StoredTile>, checkpoints: Map<number, CheckpointRow>): void {
    const at = (seq % tileWidth) * hashBytes;
    const tileHash = tiles.get(Math.floor(seq / tileWidth))?.hashes.subarray(at, at + hashBytes) ?? null;
    const agreed = this.#tree.push(entryHash, tileHash, (level, index, root) => {
      if (level === tileHeight) this.#roots.set(index, root);
    });
    if (!agreed) this.#doubtful.add(Math.floor(seq / tileWidth));
    const row = checkpoints.get(seq + 1);
    if (row) this.#checkpoint(row);
    for (const checkpoint of this.#known.get(seq + 1) ?? []) this.#tree.reach(checkpoint);
  }

  #checkpoint(row: CheckpointRow): void {
    this.checkpoints += 1;
    const opened = openCheckpoint(row.note, this.#key);
    if (!opened) {
      this.problems.add('checkpoint-signature', { size: row.size });
    } else if (opened.size !== row.size || !opened.root.equals(row.root)) {
      this.problems.add('checkpoint-changed', { size: row.size });
      if (opened.size === row.size) this.#tree.reach(opened);
    } else {
      this.#tree.reach(opened);
    }
  }

  /** What one entry says of itself, against its columns and its payload. Almost always one comparison. */
  #content({ seq, atMs, leafInput, columns, payloadInput }: StoredEntry): void {
    const bytes = leafInput.toString('latin1', 1);
    const digest = payloadInput === null ? null : hash('sha256', payloadInput, 'hex');
    const [kind, actor, subject] = columns.split('\n') as [string, string, string];
    if (atMs !== this.#time.ms) this.#time = { ms: atMs, text: Number.isInteger(atMs) ? new Date(atMs).toISOString() : '' };
    const expected = (d: string) =>
      `{"actor":"${actor}","at":"${this.#time.text}","digest":"${d}","kind":"${kind}","seq":${seq},"subject":"${subject}","v":1}`;
    if (kind === 'payload.erased') this.#erasures.push(Number(subject.slice('entry:'.length)));
    if (digest !== null && bytes === expected(digest)) return;
    if (digest === null) this.#withoutPayload.push(seq);
    const fields = decodeEntry(leafInput.subarray(1));
    if (!fields) {
      this.problems.add('entry-changed', { seq });
      return;
    }
    if (fields.seq !== seq) {
      this.problems.add('entry-out-of-place', { seq }); // its payload stayed where it was: no second problem
      return;
    }
    if (bytes !== expected(fields.digest)) this.problems.add('entry-columns', { seq });
    if (digest !== null && fields.digest !== digest) this.problems.add('payload-changed', { seq });
  }

  /** Compares the stored tiles of level 0 as a whole, and hands their true roots to the levels above. */
  async #tiles(stored: Map<number, StoredTile>, from: number, to: number): Promise<void> {
    const full = Math.floor(Math.min(to, this.#covered) / tileWidth);
    for (let index = from / tileWidth; index < full; index++) {
      const tile = stored.get(index);
      if (!tile) this.problems.add('tile-missing', { tile: tilePath({ level: 0, index, width: tileWidth }) });
      else await this.#above(1, index, this.#rootOf(0, index, tile, this.#doubtful.has(index) ? undefined : this.#roots.get(index)));
    }
    this.#roots.clear();
  }

  /** The root that a tile's hashes give; known already where all of them agreed with the entries. */
  #rootOf(level: number, index: number, { hashes, root }: StoredTile, known?: Buffer): Buffer {
    const computed = known ?? rootOfPerfect(hashes);
    if (!computed.equals(root)) this.problems.add('tile-changed', { tile: tilePath({ level, index, width: tileWidth }) });
    return computed;
  }

  async #above(level: number, index: number, root: Buffer): Promise<void> {
    this.#upper[level] ??= [];
    const row = this.#upper[level];
    row.push(root);
    if (row.length < tileWidth) return;
    this.#upper[level] = [];
    const above = Math.floor(index / tileWidth);
    const path = tilePath({ level, index: above, width: tileWidth });
    const tile = (await readTiles(this.#db, level, above, above + 1)).get(above);
    if (!tile) this.problems.add('tile-missing', { tile: path });
    else if (!tile.hashes.equals(Buffer.concat(row))) this.problems.add('tile-changed', { tile: path });
    if (tile) await this.#above(level + 1, above, this.#rootOf(level, above, tile));
  }

  async finish(): Promise<void> {
    for (const { level, index } of await tilesBeyond(this.#db, (await latestCheckpoint(this.#db))?.size ?? 0)) {
      this.problems.add('tile-unexpected', { tile: tilePath({ level, index, width: tileWidth }) });
    }
    const erased = await erasedAmong(this.#db, this.#withoutPayload);
    const gone = new Set(this.#withoutPayload);
    this.erased = erased.size;
    for (const seq of this.#withoutPayload) if (!erased.has(seq)) this.problems.add('payload-missing', { seq });
    for (const seq of this.#erasures) if (!gone.has(seq)) this.problems.add('payload-not-erased', { seq });
  }
}

import type { Db } from '../db/pool.ts';
import { decodeEntry, type EntryFields } from './entry.ts';
import { edgeOf, inclusionProof } from './proofs.ts';
import * as store from './store.ts';
import { TreeReader } from './tiles.ts';

/** What the evidence pack reads: entries as they are stored, and the proofs that tie them to one checkpoint. */

export interface StoredPayload {
  readonly salt: Buffer;
  /** Canonical JSON. */
  readonly body: string;
}

/**
 * The numbers [start, end) that enclose a period: from the last entry before it to the first one after it, so that a reader
 * sees that nothing was left off at either side. Without such a neighbour they reach to the ledger's beginning or end.
 */
export const readRange = (db: Db, from: Date, to: Date): Promise<{ start: number; end: number }> => store.rangeOf(db, from, to);

/** The entries [from, to) as a C2SP bundle: the bytes of each behind their length in two bytes, big-endian. */
export const readBundle = store.entryBundle;

/** The payloads of these entries; an erased one is not in the map. */
export const readPayloads = async (db: Db, seqs: readonly number[]): Promise<Map<number, StoredPayload>> =>
  new Map((await store.payloadsOf(db, seqs)).map(({ seq, salt, body }) => [seq, { salt, body }]));

/** The leaf hashes of the entries [from, to), one after another. */
export const readLeafHashes = store.leafHashes;

/** The newest entry about each subject among those below `beforeSeq` and before `at`. */
export const latestAbout = store.latestAbout;

/** The entries that erased the payloads of these entries. */
export const erasuresOf = store.erasuresOf;

/** The bytes of single entries, in rising order. */
export const readEntryBytes = store.bytesOf;

/** Numbers of the newest entries of a kind. */
export const newestOfKind = store.newestOfKind;

/** The smallest published checkpoint that covers an entry, or null. */
export const checkpointCovering = async (db: Db, seq: number): Promise<store.CheckpointRow | null> =>
  (await store.firstCheckpointAbove(db, seq)) ?? null;

export interface Proofs {
  readonly size: number;
  inclusion(seq: number): Promise<Buffer[]>;
  /** The perfect subtrees that stand left of `start` and right of `end`: with all leaves between they give the root. */
  aroundRange(start: number, end: number): Promise<{ left: Buffer[]; right: Buffer[] }>;
}

/** Proofs within the tree of one size; each tile is read once. */
export function proofsFor(db: Db, size: number): Proofs {
  const reader = new TreeReader(db, size);
  return {
    size,
    inclusion: (seq) => inclusionProof(db, seq, size, reader),
    aroundRange: async (start, end) => ({ left: await edgeOf(reader, 0, start), right: await edgeOf(reader, end, size) }),
  };
}

/** Splits a bundle into the bytes of its entries. */
export function* entriesOfBundle(bundle: Buffer): Generator<Buffer> {
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + bundle.readUInt16BE(at);
    yield bundle.subarray(at + 2, end);
    at = end;
  }
}

export const readEntry = (bytes: Uint8Array): EntryFields | null => decodeEntry(bytes);

import { canonicalJson } from '../base/hash.ts';
import type { Db } from '../db/pool.ts';
import {
  checkpointCovering,
  consistencyProof,
  type LedgerCheckpoint,
  newestOfKind,
  proofsFor,
  readEntryBytes,
  readLeafHashes,
  readPayloads,
} from '../ledger/index.ts';
import type { ZipWriter } from './zip.ts';

export interface Proven {
  /** The entry that records the pack. */
  readonly seq: number;
  readonly checkpoint: LedgerCheckpoint;
  readonly range: { readonly start: number; readonly end: number };
  readonly shown: readonly number[];
}

/** How many earlier packs a checkpoint kept from one of them can be compared with. */
const earlierPacksMax = 100;

const hexes = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));

/**
 * What can only be known after the manifest was sealed: the checkpoint and the ways up to its root. These files are not in
 * the manifest; each of their bytes is checked by arithmetic, or by the signature.
 */
export async function addProofs(db: Db, zip: ZipWriter, { seq, checkpoint, range, shown }: Proven): Promise<void> {
  const add = (name: string, value: unknown) => zip.add(`proof/${name}`, Buffer.from(`${canonicalJson(value)}\n`));
  const proofs = proofsFor(db, checkpoint.size);
  zip.add('proof/checkpoint', Buffer.from(checkpoint.note));
  const [built] = await readEntryBytes(db, [seq]);
  const payload = (await readPayloads(db, [seq])).get(seq)!;
  add('built.json', {
    bytes: built!.bytes.toString('utf8'),
    payload: payload.body,
    salt: payload.salt.toString('hex'),
    inclusion: hexes(await proofs.inclusion(seq)),
  });
  const { left, right } = await proofs.aroundRange(range.start, range.end);
  add('range.json', { ...range, left: hexes(left), right: hexes(right) });
  zip.add('proof/leaves', await readLeafHashes(db, range.start, range.end));
  const inclusion: Record<string, string[]> = {};
  for (const one of shown) inclusion[one] = hexes(await proofs.inclusion(one));
  add('inclusion.json', inclusion);
  add('consistency.json', await consistencyWithEarlierPacks(db, checkpoint.size));
}

/** For an auditor who kept the checkpoint of an earlier pack, of whatever control. */
async function consistencyWithEarlierPacks(db: Db, size: number): Promise<Record<string, string[]>> {
  const proofs: Record<string, string[]> = {};
  for (const earlier of await newestOfKind(db, 'pack.built', earlierPacksMax)) {
    const kept = await checkpointCovering(db, earlier);
    if (!kept || kept.size >= size || proofs[kept.size]) continue;
    const proof = await consistencyProof(db, kept.size, size);
    // RFC 6962 leaves out the old root where it is a subtree itself; here it always stands first, so that one rule reads all.
    proofs[kept.size] = hexes(Number.isInteger(Math.log2(kept.size)) ? [kept.root, ...proof] : proof);
  }
  return proofs;
}

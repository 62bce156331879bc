import { Fault } from '../base/fault.ts';
import type { Db } from '../db/pool.ts';
import { TreeReader } from './tiles.ts';
import { nodeHash, perfectSubtrees, splitOf } from './tree.ts';

/**
 * The hashes from entry `seq` up to the root of the tree of `size` entries (RFC 6962, 2.1.1), the lowest first.
 *
 * @throws Fault `bad-request` where seq is not below size, `ledger-broken` where the database lacks a part of the tree
 */
export async function inclusionProof(db: Db, seq: number, size: number, reader = new TreeReader(db, size)): Promise<Buffer[]> {
  if (!(Number.isSafeInteger(seq) && Number.isSafeInteger(size) && seq >= 0 && seq < size)) throw new Fault('bad-request', { seq, size });
  const proof: Buffer[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (seq < middle) {
      proof.unshift(await rootOfRange(reader, middle, end));
      end = middle;
    } else {
      proof.unshift(await rootOfRange(reader, start, middle));
      start = middle;
    }
  }
  return proof;
}

/** The hashes that show that the tree of `n` entries grew out of the tree of `m` (RFC 6962, 2.1.2); empty for m = 0 or m = n. */
export async function consistencyProof(db: Db, m: number, n: number): Promise<Buffer[]> {
  if (!(Number.isSafeInteger(m) && Number.isSafeInteger(n) && m >= 0 && m <= n)) throw new Fault('bad-request', { m, n });
  if (m === 0 || m === n) return [];
  const reader = new TreeReader(db, n);
  const proof: Buffer[] = [];
  let start = 0;
  let end = n;
  while (m !== end) {
    const middle = start + splitOf(end - start);
    if (m <= middle) {
      proof.unshift(await rootOfRange(reader, middle, end));
      end = middle;
    } else {
      proof.unshift(await rootOfRange(reader, start, middle));
      start = middle;
    }
  }
  // The old tree's root itself is known to who asks; a part of it is not.
  return start === 0 ? proof : [await rootOfRange(reader, start, end), ...proof];
}

/** The roots of the perfect subtrees that [start, end) splits into, from left to right. */
export const edgeOf = (reader: TreeReader, start: number, end: number): Promise<Buffer[]> =>
  Promise.all(perfectSubtrees(start, end).map(({ level, index }) => reader.node(level, index)));

async function rootOfRange(reader: TreeReader, start: number, end: number): Promise<Buffer> {
  const roots = await edgeOf(reader, start, end);
  return roots.reduceRight((right, left) => nodeHash(left, right));
}

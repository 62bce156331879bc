import { hash } from 'node:crypto';
import { sha256 } from '../base/hash.ts';

/**
 * The Merkle tree of RFC 6962: a leaf is SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖ right). The differing first
 * byte keeps a node from ever being passed off as an entry. Pure: no storage, no clock.
 */
export const hashBytes = 32;
export const emptyRoot: Buffer = sha256('');

const node = Buffer.alloc(1 + 2 * hashBytes, 1);
let leaf = Buffer.alloc(1024);

export function leafHash(entry: Uint8Array): Buffer {
  if (leaf.length <= entry.length) leaf = Buffer.alloc(2 * entry.length);
  leaf.set(entry, 1); // byte 0 stays 0x00
  return hash('sha256', leaf.subarray(0, entry.length + 1), 'buffer');
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1);
  node.set(right, 1 + hashBytes);
  return hash('sha256', node, 'buffer');
}

/** The root of 2^k hashes that lie one after another in `hashes`. */
export function rootOfPerfect(hashes: Uint8Array): Buffer {
  let row: Buffer[] = [];
  for (let at = 0; at < hashes.length; at += hashBytes) row.push(Buffer.from(hashes.subarray(at, at + hashBytes)));
  while (row.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i]!, row[i + 1]!));
    row = above;
  }
  return row[0]!;
}

/** Called for every perfect subtree that a new leaf completes: `level` 0 is the leaf itself. */
export type OnNode = (level: number, index: number, hash: Buffer) => void;

/**
 * A tree that only grows at its right end and remembers no more than its edge: the roots of the perfect subtrees that
 * `size` splits into, the largest first.
 */
export class GrowingTree {
  size: number;
  readonly edge: Buffer[];
  constructor(size = 0, edge: readonly Buffer[] = []) {
    this.size = size;
    this.edge = [...edge];
  }
  push(hash: Buffer, onNode?: OnNode): void {
    let index = this.size;
    let level = 0;
    let top = hash;
    onNode?.(0, index, top);
    while (index % 2 === 1) {
      top = nodeHash(this.edge.pop()!, top);
      index = (index - 1) / 2;
      level += 1;
      onNode?.(level, index, top);
    }
    this.edge.push(top);
    this.size += 1;
  }
  root(): Buffer {
    if (this.edge.length === 0) return emptyRoot;
    return this.edge.reduceRight((right, left) => nodeHash(left, right));
  }
  clone(): GrowingTree {
    return new GrowingTree(this.size, this.edge);
  }
}

/** The largest power of two below `width` (which is at least 2). */
export function splitOf(width: number): number {
  let k = 1;
  while (k * 2 < width) k *= 2;
  return k;
}

/** The level and index of the perfect subtrees that [start, end) splits into, from left to right. */
export function perfectSubtrees(start: number, end: number): { level: number; index: number }[] {
  const found: { level: number; index: number }[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2;
      level += 1;
    }
    found.push({ level, index: at / width });
    at += width;
  }
  return found;
}

/** The root that an inclusion proof leads to (RFC 9162, 2.1.3.2), or null where its length does not fit. */
export function rootFromInclusion(seq: number, size: number, hash: Uint8Array, proof: readonly Uint8Array[]): Buffer | null {
  if (seq < 0 || seq >= size) return null;
  let fn = seq;
  let sn = size - 1;
  let root: Buffer = Buffer.from(hash);
  for (const step of proof) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(step, root);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      root = nodeHash(root, step);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 ? root : null;
}

/** Whether a proof shows that the tree of size `n` grew out of the tree of size `m` (RFC 9162, 2.1.4.2). */
export function isConsistent(m: number, n: number, rootM: Uint8Array, rootN: Uint8Array, proof: readonly Uint8Array[]): boolean {
  if (m > n || m < 0) return false;
  if (m === n) return proof.length === 0 && Buffer.compare(rootM, rootN) === 0;
  if (m === 0) return proof.length === 0;
  const path = Number.isInteger(Math.log2(m)) ? [rootM, ...proof] : [...proof];
  if (path.length === 0) return false;
  let fn = m - 1;
  let sn = n - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let first: Uint8Array = path[0]!;
  let second: Uint8Array = path[0]!;
  for (const step of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      first = nodeHash(step, first);
      second = nodeHash(step, second);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      second = nodeHash(second, step);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && Buffer.compare(first, rootM) === 0 && Buffer.compare(second, rootN) === 0;
}

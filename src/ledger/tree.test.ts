import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '../base/hash.ts';
import {
  emptyRoot,
  GrowingTree,
  isConsistent,
  leafHash,
  nodeHash,
  perfectSubtrees,
  rootFromInclusion,
  rootOfPerfect,
  splitOf,
} from './tree.ts';

/** The definitions of RFC 6962, 2.1, word for word: slow and plain, to hold the fast ones against. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return leaves[0]!;
  const k = splitOf(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}
export function naivePath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const k = splitOf(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}
export function naiveConsistency(m: number, leaves: readonly Buffer[], whole = true): Buffer[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = splitOf(leaves.length);
  return m <= k
    ? [...naiveConsistency(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

/** The inputs and roots that the implementations of Certificate Transparency share. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leavesOf = (count: number): Buffer[] => Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`entry ${i}`)));

describe('the Merkle tree', () => {
  it('gives the known roots of RFC 6962', () => {
    const tree = new GrowingTree();
    assert.equal(tree.root().toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [i, input] of inputs.entries()) {
      tree.push(leafHash(Buffer.from(input, 'hex')));
      assert.equal(tree.root().toString('hex'), roots[i]);
    }
  });

  it('hashes long leaves as short ones', () => {
    const long = Buffer.alloc(70_000, 7);
    assert.deepEqual(leafHash(long), sha256(Buffer.concat([Buffer.of(0), long])));
    assert.deepEqual(leafHash(Buffer.of(7)), sha256(Buffer.of(0, 7)));
  });

  it('grows as the definition says, from any edge', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (a, b) => {
        const leaves = leavesOf(a + b);
        const tree = new GrowingTree();
        for (const leaf of leaves.slice(0, a)) tree.push(leaf);
        const edge = perfectSubtrees(0, a).map(({ level, index }) =>
          rootOfPerfect(Buffer.concat(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
        );
        assert.deepEqual(tree.edge, edge);
        const resumed = new GrowingTree(a, edge);
        for (const leaf of leaves.slice(a)) resumed.push(leaf);
        assert.deepEqual(resumed.root(), a + b === 0 ? emptyRoot : naiveRoot(leaves));
      }),
      { numRuns: 60 },
    );
  });

  it('verifies every proof of the definition up to 40 entries, and none with a changed part', () => {
    for (let n = 1; n <= 40; n++) {
      const leaves = leavesOf(n);
      const root = naiveRoot(leaves);
      for (let m = 0; m < n; m++) {
        const path = naivePath(m, leaves);
        assert.deepEqual(rootFromInclusion(m, n, leaves[m]!, path), root);
        assert.notDeepEqual(rootFromInclusion(m, n, leaves[(m + 1) % n]!, path), n === 1 ? null : root);
        assert.notDeepEqual(rootFromInclusion(m, n, leaves[m]!, [...path, root]), root);
        if (path.length > 0) assert.notDeepEqual(rootFromInclusion(m, n, leaves[m]!, path.slice(1)), root);
      }
      for (let m = 1; m <= n; m++) {
        const proof = naiveConsistency(m, leaves);
        const old = naiveRoot(leaves.slice(0, m));
        assert.ok(isConsistent(m, n, old, root, proof), `${m} → ${n}`);
        if (m === n) continue;
        assert.ok(!isConsistent(m, n, leaves[0]!, root, proof) || m === 1);
        assert.ok(!isConsistent(m, n, old, old, proof));
        assert.ok(!isConsistent(m, n, old, root, [...proof, root]));
        assert.ok(!isConsistent(m, n, old, root, proof.slice(1)));
      }
    }
  });
});

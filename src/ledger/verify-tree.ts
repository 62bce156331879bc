import type { Checkpoint } from './note.ts';
import { GrowingTree, type OnNode } from './tree.ts';
import type { Problems } from './verify-words.ts';

/** A leaf where the entry and the stored tile disagree. */
interface Doubt {
  readonly seq: number;
  readonly tileHash: Buffer;
}

/**
 * Rebuilds the tree from the entries and compares it with each signed checkpoint on the way. Where entry and tile differ,
 * the next checkpoint decides which of the two was changed: it can be reached with only one of them.
 */
export class TreeCheck {
  readonly #problems: Problems;
  tree = new GrowingTree();
  /** The tree at the last checkpoint that was reached, and every leaf since. */
  #good = new GrowingTree();
  #leaves: Buffer[] = [];
  #doubts: Doubt[] = [];
  /** After a checkpoint that could not be reached no later one can be: the rest is checked entry by entry only. */
  lost = false;
  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** Takes the next leaf: `entryHash` from the entry, `tileHash` from the stored tile; null where there is none. True if they agree. */
  push(entryHash: Buffer | null, tileHash: Buffer | null, onNode?: OnNode): boolean {
    const seq = this.tree.size;
    const agreed = entryHash !== null && (tileHash === null || entryHash.equals(tileHash));
    if (entryHash && tileHash && !agreed) {
      if (this.lost) this.#problems.add('entry-changed', { seq });
      else this.#doubts.push({ seq, tileHash });
    }
    const hash = entryHash ?? tileHash ?? missing;
    this.#leaves.push(hash);
    this.tree.push(hash, onNode);
    return agreed;
  }

  /** Called where the tree has just reached the size of a signed checkpoint. */
  reach({ size, root }: Checkpoint): void {
    if (this.lost) return;
    if (this.tree.root().equals(root)) {
      for (const { seq } of this.#doubts) this.#problems.add('tile-changed', { seq });
    } else {
      const byTiles = this.#rebuiltByTiles();
      if (this.#doubts.length > 0 && byTiles.root().equals(root)) {
        for (const { seq } of this.#doubts) this.#problems.add('entry-changed', { seq });
        this.tree = byTiles;
      } else {
        for (const { seq } of this.#doubts) this.#problems.add('entry-changed', { seq });
        if (this.#good.size === size) this.#problems.add('checkpoint-contradicted', { size });
        else this.#problems.add('tree-broken', { seq: this.#good.size, toSeq: size - 1 });
        this.lost = true;
      }
    }
    this.#good = this.tree.clone();
    this.#leaves = [];
    this.#doubts = [];
  }

  #rebuiltByTiles(): GrowingTree {
    const tree = this.#good.clone();
    const changed = new Map(this.#doubts.map(({ seq, tileHash }) => [seq, tileHash]));
    for (const hash of this.#leaves) tree.push(changed.get(tree.size) ?? hash);
    return tree;
  }
}

/** Stands for an entry that is gone and that no full tile remembers: the next checkpoint will not be reached. */
const missing = Buffer.alloc(32);

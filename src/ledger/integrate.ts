import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Log } from '../base/log.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { openCheckpoint, readVerifyingKey } from './note.ts';
import { edgeOf } from './proofs.ts';
import type { LedgerCheckpoint } from './read.ts';
import type { Signer } from './signer.ts';
import {
  checkpointOfSize,
  insertCheckpoint,
  insertTiles,
  latestCheckpoint,
  leafHashes,
  lockIntegration,
  readHead,
  type Tile,
} from './store.ts';
import { hashesAt, TreeReader, tileHeight, tileWidth } from './tiles.ts';
import { emptyRoot, GrowingTree, hashBytes } from './tree.ts';

/** How many entries one transaction takes into the tree. */
const stepEntriesMax = 65_536;

/**
 * Takes every committed entry into the tree, in order, and publishes checkpoints until all are covered. Each step is one
 * transaction, so it can be killed anywhere and resumes. Returns the newest checkpoint, or null for an empty ledger.
 *
 * @throws Fault `ledger-broken` where what is stored contradicts a checkpoint that was signed
 */
export async function integrate(pool: Pool, signer: Signer, clock: Clock): Promise<LedgerCheckpoint | null> {
  for (;;) {
    const { covered, checkpoint } = await inTransaction(pool, (tx) => step(tx, signer, clock));
    if (covered) return checkpoint;
  }
}

async function step(tx: Tx, signer: Signer, clock: Clock): Promise<{ covered: boolean; checkpoint: LedgerCheckpoint | null }> {
  await lockIntegration(tx);
  const head = await readHead(tx);
  const before = (await latestCheckpoint(tx)) ?? null;
  const size = before?.size ?? 0;
  const signed = signer.last();
  await checkAgainstSigned(tx, signer, before, head);
  // A checkpoint that was signed but did not reach the database is made again first, so that its root is compared.
  const target = signed && signed.size > size ? signed.size : Math.min(head, size + stepEntriesMax);
  if (target === size) return { covered: true, checkpoint: before };

  const { tree, tiles: open } = await loadEdge(tx, size, before?.root ?? emptyRoot);
  const leaves = await leafHashes(tx, size, target);
  if (leaves.length !== (target - size) * hashBytes)
    throw new Fault('ledger-broken', { problem: 'entries are missing', from: size, to: target });
  const full = grow(tree, open, leaves);
  const root = tree.root();
  const checkpoint = { size: target, root, note: signer.sign(target, root), at: clock.now() };
  if (full.length > 0) await insertTiles(tx, full);
  await insertCheckpoint(tx, checkpoint);
  return { covered: target >= head, checkpoint };
}

/** What was signed once binds for ever, also where the database has forgotten it. */
async function checkAgainstSigned(tx: Tx, signer: Signer, before: LedgerCheckpoint | null, head: number): Promise<void> {
  if (before) {
    const opened = openCheckpoint(before.note, readVerifyingKey(signer.vkey));
    if (opened?.size !== before.size || !opened.root.equals(before.root)) {
      throw new Fault('ledger-broken', { problem: 'the newest checkpoint is not signed by this key', size: before.size });
    }
    if (head < before.size) throw new Fault('ledger-broken', { problem: 'the ledger was cut off', signedSize: before.size, entries: head });
  }
  const signed = signer.last();
  if (!signed || signed.size === 0) return;
  if (signed.size > head) throw new Fault('ledger-broken', { problem: 'the ledger was cut off', signedSize: signed.size, entries: head });
  if (before && signed.size <= before.size) {
    const same = signed.size === before.size ? before : await checkpointOfSize(tx, signed.size);
    if (!same?.root.equals(signed.root))
      throw new Fault('ledger-broken', { problem: 'a signed checkpoint differs from the stored one', size: signed.size });
  }
}

/** The right edge of the stored tree, checked against the root that was signed for it, and the tiles still open there. */
async function loadEdge(tx: Tx, size: number, root: Buffer): Promise<{ tree: GrowingTree; tiles: Buffer[][] }> {
  const reader = new TreeReader(tx, size);
  const tree = new GrowingTree(size, await edgeOf(reader, 0, size));
  if (!tree.root().equals(root)) throw new Fault('ledger-broken', { problem: 'the stored tree does not lead to the signed root', size });
  const tiles: Buffer[][] = [];
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const count = hashesAt(level, size);
    const tile = count % tileWidth === 0 ? Buffer.alloc(0) : await reader.tile(level, Math.floor(count / tileWidth));
    tiles.push(Array.from({ length: tile.length / hashBytes }, (_, i) => tile.subarray(i * hashBytes, (i + 1) * hashBytes)));
  }
  return { tree, tiles };
}

/** Pushes the leaves and returns the tiles that became full. */
function grow(tree: GrowingTree, open: Buffer[][], leaves: Buffer): Tile[] {
  const full: Tile[] = [];
  for (let at = 0; at < leaves.length; at += hashBytes) {
    tree.push(leaves.subarray(at, at + hashBytes), (level, index, hash) => {
      if (level % tileHeight !== 0) return;
      const tileLevel = level / tileHeight;
      if (level > 0) {
        full.push({ level: tileLevel - 1, index, hashes: Buffer.concat(open[tileLevel - 1]!), root: hash });
        open[tileLevel - 1] = [];
      }
      open[tileLevel] ??= [];
      open[tileLevel].push(hash);
    });
  }
  return full;
}

export interface IntegratorDeps {
  readonly pool: Pool;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: Log;
  /** The least time between two checkpoints, and the longest that a new entry waits unless `settle` is called. */
  readonly intervalMs?: number;
}

/** Keeps the tree up to date while the server runs: every half second, at once after a quiet time, or when asked to settle. */
export class Integrator {
  readonly #deps: IntegratorDeps;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<LedgerCheckpoint | null> | null = null;
  /** True until the next tick after a pass: checkpoints are kept for ever, so they are not made for every commit. */
  #resting = false;
  constructor(deps: IntegratorDeps) {
    this.#deps = deps;
  }
  start(): void {
    this.#timer ??= setInterval(() => {
      this.#resting = false;
      this.wake();
    }, this.#deps.intervalMs ?? 500);
  }
  /** Says that something was committed. Returns at once; a failure is logged and tried again at the next tick. */
  wake(): void {
    if (this.#resting || this.#timer === undefined) return;
    this.#resting = true;
    this.#pass().catch((error: unknown) => this.#deps.log.error({ err: error }, 'the ledger could not be integrated'));
  }
  /** Resolves when every entry committed before the call is covered by a published checkpoint, which it returns. */
  async settle(): Promise<LedgerCheckpoint | null> {
    const wanted = await readHead(this.#deps.pool);
    for (;;) {
      const checkpoint = await this.#pass();
      if ((checkpoint?.size ?? 0) >= wanted) return checkpoint;
    }
  }
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running?.catch(() => {}); // was logged, or thrown to who asked
  }
  #pass(): Promise<LedgerCheckpoint | null> {
    this.#running ??= this.#work().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }
  async #work(): Promise<LedgerCheckpoint | null> {
    const { pool, signer, clock } = this.#deps;
    const checkpoint = (await latestCheckpoint(pool)) ?? null;
    if (checkpoint && checkpoint.size === (await readHead(pool)) && signer.last()?.size === checkpoint.size) return checkpoint;
    return integrate(pool, signer, clock);
  }
}

import { Fault } from '../base/fault.ts';
import type { Tx } from '../db/pool.ts';
import type { CollectedItem, CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import {
  type ItemRow,
  insertChanges,
  insertItems,
  moveDeviceCounts,
  putSets,
  removeSets,
  type SetRow,
  type SetToPut,
  setsFor,
} from './collect.store.ts';
import { itemDigest, lookUp, numberOf } from './dictionary.ts';

/** The items of one device's collection, as intake accepted them. */
export interface IncomingSet {
  readonly deviceId: string;
  readonly platform: Platform;
  readonly collection: CollectionId;
  readonly token: string;
  /** SHA-256 in hex over the items. */
  readonly digest: string;
  readonly items: readonly CollectedItem[];
  readonly factId: number;
  readonly observedAt: Date;
}

/**
 * Puts sets in the place of those that stood, and writes down what came and what went. The first set of a collection is its
 * beginning, no change. Runs in the transaction of intake, which is the only writer: so sums never race.
 */
export async function collectSets(tx: Tx, sets: readonly IncomingSet[]): Promise<void> {
  const fresh = await lookUp(tx, sets);
  // Those who answer within one transaction answer within seconds.
  const firstSeenAt = new Date(Math.min(...sets.map(({ observedAt }) => observedAt.getTime())));
  const rows = [...fresh.values()].map(
    ({ platform, collection, item, digest }): ItemRow => ({ platform, collection, ...item, digest, firstSeenAt }),
  );
  const made = rows.length > 0 ? await insertItems(tx, rows) : new Map<string, number>();
  const before = new Map((await setsFor(tx, sets)).map((row) => [`${row.deviceId} ${row.collection}`, row]));
  const counts = new Map<number, number>();
  const move = (id: number, by: number) => counts.set(id, (counts.get(id) ?? 0) + by);
  const put: SetToPut[] = [];
  const changes: (IncomingSet & { fromAt: Date; added: number[]; removed: number[] })[] = [];
  for (const set of sets) {
    const old = before.get(`${set.deviceId} ${set.collection}`);
    const has = new Set(set.items.map((item) => numberOf(set, item) ?? madeNow(made, set, item)));
    const had = new Set(old?.items);
    const added = [...has].filter((id) => !had.has(id));
    const removed = (old?.items ?? []).filter((id) => !has.has(id));
    for (const id of added) move(id, 1);
    for (const id of removed) move(id, -1);
    put.push({ ...set, items: [...has].sort((a, b) => a - b) });
    if (old && added.length + removed.length > 0) changes.push({ ...set, fromAt: old.lastObservedAt, added, removed });
  }
  await putSets(tx, put);
  if (changes.length > 0) await insertChanges(tx, changes);
  await moveDeviceCounts(tx, counts);
}

function madeNow(made: ReadonlyMap<string, number>, { collection, platform }: IncomingSet, item: CollectedItem): number {
  const id = made.get(itemDigest(collection, platform, item).toString('hex'));
  if (id === undefined) throw new Fault('internal', { problem: 'an item was neither known nor made', collection, platform });
  return id;
}

/** A device that is retired, or that came back with another system, has nothing any more; what changed on it stays written. */
export async function forgetSets(tx: Tx, deviceId: string): Promise<void> {
  const gone: SetRow[] = await removeSets(tx, deviceId);
  const counts = new Map<number, number>();
  for (const { items } of gone) for (const id of items) counts.set(id, (counts.get(id) ?? 0) - 1);
  await moveDeviceCounts(tx, counts);
}

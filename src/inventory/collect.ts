import { canonicalJson, sha256 } from '../base/hash.ts';
import type { Tx } from '../db/pool.ts';
import type { CollectedItem, CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import {
  type ItemRow,
  insertChanges,
  insertItems,
  itemIds,
  moveDeviceCounts,
  putSets,
  removeSets,
  type SetRow,
  setsFor,
} from './collect.store.ts';

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

/** What makes an item this item, on whatever device. */
export function itemDigest(collection: CollectionId, platform: Platform, item: CollectedItem): Buffer {
  const asWhat = `${platform} ${collection}`;
  const made = digestsMade.get(item);
  if (made?.asWhat === asWhat) return made.digest;
  const digest = sha256(canonicalJson([collection, platform, item.key, { ...item.attributes }]));
  digestsMade.set(item, { asWhat, digest });
  return digest;
}

/** A list is looked at twice on its way in (too much? then what changed?); its digests are made once. */
const digestsMade = new WeakMap<CollectedItem, { readonly asWhat: string; readonly digest: Buffer }>();

/**
 * Puts sets in the place of those that stood, and writes down what came and what went. The first set of a collection is its
 * beginning, no change. Runs in the transaction of intake, which is the only writer: so sums never race.
 */
export async function collectSets(tx: Tx, sets: readonly IncomingSet[]): Promise<void> {
  const digests = new Map<IncomingSet, string[]>();
  const rows = new Map<string, ItemRow>();
  for (const set of sets) {
    const own = new Set<string>();
    for (const item of set.items) {
      const digest = itemDigest(set.collection, set.platform, item);
      const hex = digest.toString('hex');
      own.add(hex);
      rows.set(hex, { collection: set.collection, platform: set.platform, ...item, digest, firstSeenAt: set.observedAt });
    }
    digests.set(set, [...own]);
  }
  const ids = await idsOf(tx, rows);
  const before = new Map((await setsFor(tx, sets)).map((row) => [`${row.deviceId} ${row.collection}`, row]));
  const counts = new Map<number, number>();
  const move = (id: number, by: number) => counts.set(id, (counts.get(id) ?? 0) + by);
  const changes = sets.flatMap((set) => {
    const old = before.get(`${set.deviceId} ${set.collection}`);
    const now = digests.get(set)!.map((hex) => ids.get(hex)!);
    const had = new Set(old?.items);
    const has = new Set(now);
    const added = now.filter((id) => !had.has(id));
    const removed = (old?.items ?? []).filter((id) => !has.has(id));
    for (const id of added) move(id, 1);
    for (const id of removed) move(id, -1);
    if (!old || added.length + removed.length === 0) return [];
    return [{ ...set, fromAt: old.lastObservedAt, added, removed }];
  });
  await putSets(
    tx,
    sets.map((set) => ({
      ...set,
      items: digests
        .get(set)!
        .map((hex) => ids.get(hex)!)
        .sort((a, b) => a - b),
    })),
  );
  if (changes.length > 0) await insertChanges(tx, changes);
  await moveDeviceCounts(tx, counts);
}

async function idsOf(tx: Tx, rows: ReadonlyMap<string, ItemRow>): Promise<Map<string, number>> {
  const all = [...rows.values()];
  const ids = await itemIds(
    tx,
    all.map(({ digest }) => digest),
  );
  const fresh = [...rows].filter(([hex]) => !ids.has(hex)).map(([, row]) => row);
  if (fresh.length > 0) for (const [hex, id] of await insertItems(tx, fresh)) ids.set(hex, id);
  return ids;
}

/** A device that is retired, or that came back with another system, has nothing any more; what changed on it stays written. */
export async function forgetSets(tx: Tx, deviceId: string): Promise<void> {
  const gone: SetRow[] = await removeSets(tx, deviceId);
  const counts = new Map<number, number>();
  for (const { items } of gone) for (const id of items) counts.set(id, (counts.get(id) ?? 0) - 1);
  await moveDeviceCounts(tx, counts);
}

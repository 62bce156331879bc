import { canonicalJson, sha256 } from '../base/hash.ts';
import type { Tx } from '../db/pool.ts';
import type { CollectedItem, CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import { itemIds } from './collect.store.ts';

/** Items of one list of one device, as far as the dictionary is concerned. */
export interface ToldItems {
  readonly platform: Platform;
  readonly collection: CollectionId;
  readonly items: readonly CollectedItem[];
}

/** What makes an item this item, on whatever device. */
export function itemDigest(collection: CollectionId, platform: Platform, item: CollectedItem): Buffer {
  const digests = heldFor({ platform, collection }).digests;
  const made = digests.get(item);
  if (made !== undefined) return made;
  const digest = sha256(canonicalJson([collection, platform, item.key, { ...item.attributes }]));
  digests.set(item, digest);
  return digest;
}

interface HeldOfItems {
  readonly digests: WeakMap<CollectedItem, Buffer>;
  readonly numbers: WeakMap<CollectedItem, number>;
}
/**
 * Sources hand in one object for what a thousand devices have (collecting.ts), so that its digest and its number are found once. Devices of
 * two platforms may share one, and it is another item for each.
 */
const held = new Map<string, HeldOfItems>();
function heldFor({ platform, collection }: Omit<ToldItems, 'items'>): HeldOfItems {
  const name = `${platform} ${collection}`;
  const known = held.get(name);
  if (known) return known;
  const made = { digests: new WeakMap(), numbers: new WeakMap() };
  held.set(name, made);
  return made;
}

/** The number of an item that stands in the dictionary and was looked up; undefined where it was not, or does not. */
export const numberOf = (of: Omit<ToldItems, 'items'>, item: CollectedItem): number | undefined => heldFor(of).numbers.get(item);

/**
 * Looks up what nobody looked up before, before anything is written in this transaction: so a number that is remembered is one that is
 * committed, and items are never removed. Returns what the dictionary does not have, by the hex of its digest.
 */
export async function lookUp(
  tx: Tx,
  told: readonly ToldItems[],
): Promise<Map<string, Omit<ToldItems, 'items'> & { item: CollectedItem; digest: Buffer }>> {
  const unknown = new Map<string, Omit<ToldItems, 'items'> & { item: CollectedItem; digest: Buffer; alike: CollectedItem[] }>();
  for (const { platform, collection, items } of told) {
    const { numbers } = heldFor({ platform, collection });
    for (const item of items) {
      if (numbers.has(item)) continue;
      const digest = itemDigest(collection, platform, item);
      const hex = digest.toString('hex');
      const same = unknown.get(hex);
      if (same) same.alike.push(item);
      else unknown.set(hex, { platform, collection, item, digest, alike: [item] });
    }
  }
  if (unknown.size === 0) return unknown;
  for (const [hex, id] of await itemIds(
    tx,
    [...unknown.values()].map(({ digest }) => digest),
  )) {
    const { platform, collection, alike } = unknown.get(hex)!;
    const { numbers, digests } = heldFor({ platform, collection });
    for (const item of alike) {
      numbers.set(item, id);
      // From now on it is known by its number.
      digests.delete(item);
    }
    unknown.delete(hex);
  }
  return unknown;
}

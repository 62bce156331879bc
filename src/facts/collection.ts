import { z } from 'zod';
import { defineFact, type FactKind } from './kind.ts';

/**
 * Collections (一覧): long lists of a device that change seldom. The fact holds only how many items there are and the digest
 * over all of them; the items themselves are kept by the inventory, each once for all devices that have it.
 */
export const collectionIds = [
  'software',
  'browser-extensions',
  'services',
  'startup-items',
  'listening-programs',
  'config-files',
  'usb-devices',
  'interfaces',
  'accounts',
  'hardware',
  'certificates',
  'settings',
] as const;
export type CollectionId = (typeof collectionIds)[number];

/**
 * One item. `key` tells what it is on one device (a program's name, a file's path); the same key with other attributes is the
 * same thing changed. A device may have several of one key (two kernels).
 */
export interface CollectedItem {
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What one item may weigh and how many a device may tell; a device that lies may bring more, an honest one gets nowhere near. */
export const collectionLimits = { itemsMax: 20_000, keyCharsMax: 400, attributesMax: 12, attributeCharsMax: 400 } as const;

export interface CollectionFact {
  readonly count: number;
  /** SHA-256 in hex over the lines of the items, sorted: the agent computes it, the server checks it against the items that came. */
  readonly digest: string;
}

const schema = z.object({ count: z.number().int().min(0).max(collectionLimits.itemsMax), digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** The kind of fact that stands for a collection: `software-collection`. */
export const collectionFacts: Readonly<Record<CollectionId, FactKind<CollectionFact>>> = Object.fromEntries(
  collectionIds.map((id) => [id, defineFact<CollectionFact>(`${id}-collection`, schema)]),
) as Record<CollectionId, FactKind<CollectionFact>>;

const byKind = new Map(collectionIds.map((id) => [collectionFacts[id].kind, id]));

/** The collection that a kind of fact stands for, or null. */
export const collectionOf = (kind: string): CollectionId | null => byKind.get(kind) ?? null;

/** What the server holds of a device's collection, so that it can be asked whether anything changed. */
export interface KnownCollection extends CollectionFact {
  /** The agent's own digest of what it sent last. */
  readonly token: string;
}

/** Items that came with an answer, because the agent's digest was another than the one known. */
export interface Collected {
  readonly collection: CollectionId;
  readonly token: string;
  readonly items: readonly CollectedItem[];
}

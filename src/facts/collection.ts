import { z } from 'zod';
import { type CollectionId, collectionIds } from './collection-ids.ts';
import { defineFact, type FactKind } from './kind.ts';

export { type CollectionId, collectionIds };

/**
 * What is installed on a device stands in both: the second holds what Windows shows only while its user is signed in (programs of
 * one account, apps of the store). It keeps its last value while nobody is, so that nothing is taken for removed at night.
 */
export const softwareCollections = ['software', 'user-software'] as const satisfies readonly CollectionId[];

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

import { canonicalJson } from '../base/hash.ts';
import type { CollectionId } from '../facts/collection.ts';

/** An item of the inventory, as drift reads it. */
export interface DriftItem {
  readonly id: number;
  readonly collection: CollectionId;
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One thing that came, went, or is the same thing with other attributes. */
export interface Difference {
  readonly collection: CollectionId;
  readonly key: string;
  readonly act: 'added' | 'removed' | 'changed';
  /** Null where it was not there before. */
  readonly before: Readonly<Record<string, string>> | null;
  /** Null where it is not there any more. */
  readonly after: Readonly<Record<string, string>> | null;
}

/**
 * Pairs what went with what came: the same key is the same thing changed. Where a device has several of one key, they are paired in
 * one order, so that the same items give the same differences. Nothing is lost: added + removed + 2 × changed is what was given.
 */
export function differencesOf(added: readonly DriftItem[], removed: readonly DriftItem[]): Difference[] {
  const named = ({ collection, key }: DriftItem) => `${collection}\u0000${key}`;
  const came = byName(added, named);
  const went = byName(removed, named);
  return [...new Set([...went.keys(), ...came.keys()])].sort().flatMap((name) => {
    const [before, after] = [went.get(name) ?? [], came.get(name) ?? []];
    return Array.from({ length: Math.max(before.length, after.length) }, (_, at): Difference => {
      const [old, fresh] = [before[at], after[at]];
      const { collection, key } = (fresh ?? old)!;
      return {
        collection,
        key,
        act: old && fresh ? 'changed' : fresh ? 'added' : 'removed',
        before: old?.attributes ?? null,
        after: fresh?.attributes ?? null,
      };
    });
  });
}

function byName(items: readonly DriftItem[], named: (item: DriftItem) => string): Map<string, DriftItem[]> {
  const found = new Map<string, DriftItem[]>();
  const form = new Map(items.map((item) => [item, canonicalJson({ ...item.attributes })]));
  for (const item of items.toSorted((a, b) => (form.get(a)! < form.get(b)! ? -1 : 1))) {
    const list = found.get(named(item));
    if (list) list.push(item);
    else found.set(named(item), [item]);
  }
  return found;
}

/** The names of the attributes in which a changed thing differs; empty for what came or went. */
export function differing({ before, after }: Pick<Difference, 'before' | 'after'>): string[] {
  if (!before || !after) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]).sort();
}

/** How many of a collection came, went and changed, and the name of one of them. */
export interface Counts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly example: string;
}
export type CountsByCollection = Readonly<Partial<Record<CollectionId, Counts>>>;

export function countsOf(differences: readonly Difference[]): CountsByCollection {
  const counts: Partial<Record<CollectionId, Counts>> = {};
  for (const { collection, act, key } of differences) {
    const now = counts[collection] ?? { added: 0, removed: 0, changed: 0, example: key };
    counts[collection] = { ...now, [act]: now[act] + 1 };
  }
  return counts;
}

export function addCounts(a: CountsByCollection, b: CountsByCollection): CountsByCollection {
  const sum: Partial<Record<CollectionId, Counts>> = { ...a };
  for (const [collection, more] of Object.entries(b) as [CollectionId, Counts][]) {
    const now = sum[collection];
    sum[collection] = now
      ? {
          added: now.added + more.added,
          removed: now.removed + more.removed,
          changed: now.changed + more.changed,
          example: now.example,
        }
      : more;
  }
  return sum;
}

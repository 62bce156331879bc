import { type CollectionId, collectionIds } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';
import type { Baseline, BaselineCollections } from './baseline.store.ts';
import { type Difference, type DriftItem, differencesOf } from './differences.ts';

/** 'linux/server/production': the class of devices that one approved state is for. */
export const unitOf = ({ platform, deviceClass, environment }: DeviceTraits): string =>
  [platform, deviceClass, environment ?? ''].join('/').replace(/\/$/, '');

/** The collections a baseline may hold, and how each is compared unless a person says otherwise. */
export const baselineDefaults: BaselineCollections = {
  services: 'exact',
  'startup-items': 'exact',
  'listening-programs': 'exact',
  'config-files': 'exact',
  settings: 'exact',
};

/**
 * How far a device is from the approved state: `added` is beyond it, `removed` is lacking. `shared`: what both have; by keys alone it is no
 * difference whether a thing is there in one version, another, or two.
 */
export function heldAgainst(
  baseline: Pick<Baseline, 'collections'>,
  { beyond, lacking, shared }: Readonly<Record<'beyond' | 'lacking' | 'shared', readonly DriftItem[]>>,
): Difference[] {
  const here = new Set([...beyond, ...shared].map(nameOf));
  const wanted = new Set([...lacking, ...shared].map(nameOf));
  return differencesOf(beyond, lacking).filter(
    (each) => baseline.collections[each.collection] !== 'keys' || !(here.has(nameOf(each)) && wanted.has(nameOf(each))),
  );
}

const nameOf = ({ collection, key }: { collection: CollectionId; key: string }) => `${collection}\u0000${key}`;

/** The collections of a baseline, in the order of all collections. */
export const collectionsOf = (collections: BaselineCollections): CollectionId[] => collectionIds.filter((id) => collections[id]);

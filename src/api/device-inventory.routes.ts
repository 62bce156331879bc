import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { deviceById, joinedRecords } from '../devices/index.ts';
import { collectionFacts, collectionIds } from '../facts/collection.ts';
import { standingOfFacts } from '../intake/read.ts';
import {
  attributeTitles,
  changesOfDevice,
  collectionsOf,
  collectionTitles,
  type InventoryItem,
  itemsById,
  itemsOfDevice,
} from '../inventory/index.ts';
import {
  deviceChangesQuery,
  deviceChangesSchema,
  deviceInventorySchema,
  deviceItemsParams,
  deviceItemsQuery,
  deviceItemsSchema,
  deviceParams,
} from './contract-inventory.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { isoOrNull } from './wire.ts';

export interface DeviceInventoryRouteDeps {
  readonly pool: Pool;
  ownerOf(deviceId: string): Promise<{ id: string; name: string } | null>;
  linesAbout(deviceId: string): Promise<{ id: string; register: string; code: string; title: Words; label: string }[]>;
}

/** Of one change no more than so many things are told; it says how many there were. */
const shownMax = 50;
const titleOf = (id: string): Words => (collectionTitles as Readonly<Record<string, Words>>)[id] ?? { ja: id, en: id };

/** What one device has, since when, and what changed on it. */
export function deviceInventoryRoutes(app: ApiApp, deps: DeviceInventoryRouteDeps): void {
  const { pool } = deps;
  app.route({
    method: 'GET',
    url: '/api/devices/:id/inventory',
    config: { access: readers },
    schema: {
      summary: 'What a device has of each collection, whose it is, and which lines of registers are about it.',
      params: deviceParams,
      response: { 200: deviceInventorySchema },
    },
    handler: async ({ params: { id } }) => {
      const device = await deviceById(pool, id);
      if (!device) throw new Fault('not-found', { device: id });
      const kinds = collectionIds.map((each) => collectionFacts[each].kind);
      const [held, facts, owner, lines, joined] = await Promise.all([
        collectionsOf(pool, id),
        standingOfFacts(pool, id, kinds),
        deps.ownerOf(id),
        deps.linesAbout(id),
        joinedRecords(pool, id),
      ]);
      const sets = new Map(held.map((set) => [set.collection, set]));
      return {
        collections: collectionIds.flatMap((each) => {
          const [set, fact] = [sets.get(each), facts.get(collectionFacts[each].kind)];
          if (!set && !fact) return [];
          return [
            {
              id: each,
              title: collectionTitles[each],
              count: set?.count ?? 0,
              changedAt: isoOrNull(set?.changedAt ?? null),
              lastObservedAt: isoOrNull(fact?.lastObservedAt ?? null),
              source: fact?.source ?? null,
              unreadable: fact?.unreadable ?? null,
            },
          ];
        }),
        attributes: { ...attributeTitles },
        owner,
        lines,
        ...joined,
        retiredAt: isoOrNull(device.retiredAt),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/devices/:id/inventory/:collection',
    config: { access: readers },
    schema: {
      summary: 'The things of one collection on a device.',
      params: deviceItemsParams,
      querystring: deviceItemsQuery,
      response: { 200: deviceItemsSchema },
    },
    handler: async ({ params: { id, collection }, query }) => {
      const { total, items } = await itemsOfDevice(pool, id, { collection, ...query });
      return { total, items: items.map(({ total: _total, ...item }) => item) };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/devices/:id/changes',
    config: { access: readers },
    schema: {
      summary: 'What was seen to change on a device, the newest first, each with the time within which it happened.',
      params: deviceParams,
      querystring: deviceChangesQuery,
      response: { 200: deviceChangesSchema },
    },
    handler: async ({ params: { id }, query }) => {
      const { total, changes } = await changesOfDevice(pool, id, query);
      const items = await itemsById(pool, [...new Set(changes.flatMap(({ added, removed }) => [...added, ...removed]))]);
      return {
        total,
        changes: changes.map(({ id: changeId, collection, fromAt, at, added, removed, factId }) => ({
          id: changeId,
          collection,
          title: titleOf(collection),
          fromAt: fromAt.toISOString(),
          at: at.toISOString(),
          ...told(added, removed, items),
          factId,
        })),
      };
    },
  });
}

/** The same key that went and came is one thing changed; of several of one key (two kernels) the first goes with the first. */
function told(addedIds: readonly number[], removedIds: readonly number[], items: ReadonlyMap<number, InventoryItem>) {
  const of = (ids: readonly number[]) => ids.map((id) => items.get(id)).filter((item) => item !== undefined);
  const gone = new Map<string, InventoryItem[]>();
  for (const item of of(removedIds)) gone.set(item.key, [...(gone.get(item.key) ?? []), item]);
  const changed: { key: string; before: Record<string, string>; after: Record<string, string> }[] = [];
  const added = of(addedIds).filter((item) => {
    const before = gone.get(item.key)?.shift();
    if (before) changed.push({ key: item.key, before: { ...before.attributes }, after: { ...item.attributes } });
    return before === undefined;
  });
  const removed = [...gone.values()].flat();
  const short = (list: readonly InventoryItem[]) =>
    list.slice(0, shownMax).map(({ key, attributes }) => ({ key, attributes: { ...attributes } }));
  return {
    addedCount: added.length,
    removedCount: removed.length,
    changedCount: changed.length,
    added: short(added),
    removed: short(removed),
    changed: changed.slice(0, shownMax),
  };
}

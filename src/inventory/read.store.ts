import { searchForm } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';

export interface ListedItem {
  readonly id: number;
  readonly platform: Platform;
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** On how many devices in use. */
  readonly devices: number;
  readonly firstSeenAt: Date;
  readonly total: number;
}

export interface ItemFilter {
  readonly collection: CollectionId;
  readonly platform?: Platform | undefined;
  readonly q?: string | undefined;
  readonly sort: 'key' | 'devices' | 'firstSeenAt';
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

const likeOf = (q: string | undefined): string | null =>
  q
    ? `%${searchForm(q)
        .replaceAll('\u0000', '')
        .replace(/[\\%_]/g, '\\$&')}%`
    : null;

/** From a closed set of words to SQL; nothing that a person types stands here. */
const sortColumn = { key: 'i.search', devices: 'i.devices', firstSeenAt: 'i.first_seen_at' } as const;

/** One page of what devices have, each thing once. What no device has any more is left out. */
export async function listItems(db: Db, filter: ItemFilter): Promise<{ total: number; items: ListedItem[] }> {
  const direction = filter.order === 'asc' ? 'ASC' : 'DESC';
  const where = `i.collection = $1 AND i.devices > 0 AND ($2::text IS NULL OR i.platform = $2) AND ($3::text IS NULL OR i.search LIKE $3)`;
  const given = [filter.collection, filter.platform ?? null, likeOf(filter.q)];
  const { rows } = await db.query<ListedItem>(
    `SELECT i.id, i.platform, i.key, i.attributes, i.devices, i.first_seen_at AS "firstSeenAt", (SELECT count(*) FROM inventory_item i WHERE ${where}) AS total
     FROM inventory_item i WHERE ${where} ORDER BY ${sortColumn[filter.sort]} ${direction}, i.search, i.id OFFSET $4 LIMIT $5`,
    [...given, filter.offset, filter.limit],
  );
  if (rows.length === 0 && filter.offset > 0) return { total: (await listItems(db, { ...filter, offset: 0, limit: 1 })).total, items: [] };
  return { total: rows[0]?.total ?? 0, items: rows };
}

/** How many things of each collection there are on the devices in use. */
export async function countItems(db: Db): Promise<Map<string, number>> {
  const { rows } = await db.query<{ collection: string; items: number }>(
    'SELECT collection, count(*) AS items FROM inventory_item WHERE devices > 0 GROUP BY collection',
  );
  return new Map(rows.map((row) => [row.collection, row.items]));
}

export async function itemById(db: Db, id: number): Promise<(Omit<ListedItem, 'total'> & { readonly collection: string }) | null> {
  const { rows } = await db.query<Omit<ListedItem, 'total'> & { readonly collection: string }>(
    `SELECT id, collection, platform, key, attributes, devices, first_seen_at AS "firstSeenAt" FROM inventory_item WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly platform: Platform;
  readonly lastObservedAt: Date;
}

/**
 * The devices that have an item, by name. How many there are the item itself says: counting them would read the sets of all, while a
 * page of what everybody has is found after a few (docs/performance.md).
 */
export async function holdersOf(
  db: Db,
  item: { readonly id: number; readonly collection: string; readonly platform: Platform; readonly devices: number },
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; devices: Holder[] }> {
  const { rows } = await db.query<Holder>(
    `SELECT d.id, d.name, d.platform, coalesce(c.last_observed_at, s.changed_at) AS "lastObservedAt"
     FROM devices_device d JOIN inventory_set s ON s.device_id = d.id AND s.collection = $1
       LEFT JOIN intake_current c ON c.device_id = d.id AND c.fact_id = s.fact_id
     WHERE d.platform = $2 AND d.retired_at IS NULL AND s.items @> ARRAY[$3::int] ORDER BY lower(d.name), d.id OFFSET $4 LIMIT $5`,
    [item.collection, item.platform, item.id, offset, limit],
  );
  return { total: item.devices, devices: rows };
}

export interface HeldCollection {
  readonly collection: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly changedAt: Date;
}

/** What a device has of each collection: how much, since when, and when it last differed. */
export async function collectionsOf(db: Db, deviceId: string): Promise<HeldCollection[]> {
  const { rows } = await db.query<HeldCollection>(
    `SELECT collection, cardinality(items) AS count, first_at AS "firstAt", changed_at AS "changedAt" FROM inventory_set WHERE device_id = $1 ORDER BY collection`,
    [deviceId],
  );
  return rows;
}

export interface ItemOfDevice {
  readonly id: number;
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly devices: number;
  readonly total: number;
}

export async function itemsOfDevice(
  db: Db,
  deviceId: string,
  { collection, q, offset, limit }: { collection: CollectionId; q?: string | undefined; offset: number; limit: number },
): Promise<{ total: number; items: ItemOfDevice[] }> {
  const { rows } = await db.query<ItemOfDevice>(
    `SELECT i.id, i.key, i.attributes, i.devices, count(*) OVER () AS total
     FROM inventory_set s CROSS JOIN unnest(s.items) AS held (id) JOIN inventory_item i ON i.id = held.id
     WHERE s.device_id = $1 AND s.collection = $2 AND ($3::text IS NULL OR i.search LIKE $3) ORDER BY i.search, i.id OFFSET $4 LIMIT $5`,
    [deviceId, collection, likeOf(q), offset, limit],
  );
  if (rows.length === 0 && offset > 0)
    return { total: (await itemsOfDevice(db, deviceId, { collection, q, offset: 0, limit: 1 })).total, items: [] };
  return { total: rows[0]?.total ?? 0, items: rows };
}

export interface ChangeOfDevice {
  readonly id: number;
  readonly collection: string;
  readonly fromAt: Date;
  readonly at: Date;
  readonly added: readonly number[];
  readonly removed: readonly number[];
  readonly factId: number;
  readonly total: number;
}

/** What changed on a device, the newest first; also of a device that is retired. */
export async function changesOfDevice(
  db: Db,
  deviceId: string,
  { collection, offset, limit }: { collection?: CollectionId | undefined; offset: number; limit: number },
): Promise<{ total: number; changes: ChangeOfDevice[] }> {
  const where = 'device_id = $1 AND ($2::text IS NULL OR collection = $2)';
  const { rows } = await db.query<ChangeOfDevice>(
    `SELECT id, collection, from_at AS "fromAt", at, added, removed, fact_id AS "factId", (SELECT count(*) FROM inventory_change WHERE ${where}) AS total
     FROM inventory_change WHERE ${where} ORDER BY at DESC, id DESC OFFSET $3 LIMIT $4`,
    [deviceId, collection ?? null, offset, limit],
  );
  if (rows.length === 0 && offset > 0)
    return { total: (await changesOfDevice(db, deviceId, { collection, offset: 0, limit: 1 })).total, changes: [] };
  return { total: rows[0]?.total ?? 0, changes: rows };
}

import type { Db } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';

/** One time at which a device's collection was seen to differ: after `fromAt`, by `at`. The lists are ids of items. */
export interface InventoryChange {
  readonly id: number;
  readonly deviceId: string;
  readonly collection: CollectionId;
  readonly fromAt: Date;
  readonly at: Date;
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

const changeColumns = 'id, device_id AS "deviceId", collection, from_at AS "fromAt", at, added, removed';

/** Changes in the order in which they were stored, from behind the given one. */
export async function changesAfter(db: Db, id: number, limit: number): Promise<InventoryChange[]> {
  const { rows } = await db.query<InventoryChange>(`SELECT ${changeColumns} FROM inventory_change WHERE id > $1 ORDER BY id LIMIT $2`, [
    id,
    limit,
  ]);
  return rows;
}

export async function changesById(db: Db, ids: readonly number[]): Promise<InventoryChange[]> {
  const { rows } = await db.query<InventoryChange>(
    `SELECT ${changeColumns} FROM inventory_change WHERE id = ANY ($1::bigint[]) ORDER BY id`,
    [ids],
  );
  return rows;
}

export interface InventoryItem {
  readonly id: number;
  readonly collection: CollectionId;
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export async function itemsById(db: Db, ids: readonly number[]): Promise<Map<number, InventoryItem>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<InventoryItem>('SELECT id, collection, key, attributes FROM inventory_item WHERE id = ANY ($1::int[])', [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a device has of one collection, and when it was last seen to be so. */
export interface HeldSet {
  readonly deviceId: string;
  readonly collection: CollectionId;
  readonly items: readonly number[];
  readonly lastObservedAt: Date;
}

/** `collections`: whose items are wanted; of the others only when they were seen. */
export async function setsOfDevices(db: Db, deviceIds: readonly string[], collections: readonly CollectionId[]): Promise<HeldSet[]> {
  const { rows } = await db.query<HeldSet>(
    `SELECT s.device_id AS "deviceId", s.collection, CASE WHEN s.collection = ANY ($2::text[]) THEN s.items ELSE '{}' END AS items,
       coalesce(p.last_observed_at, c.last_observed_at, s.changed_at) AS "lastObservedAt"
     FROM inventory_set s LEFT JOIN intake_span p ON p.fact_id = s.fact_id
       LEFT JOIN intake_current c ON c.device_id = s.device_id AND c.kind = s.collection || '-collection' AND c.fact_id = s.fact_id
     WHERE s.device_id = ANY ($1::uuid[])`,
    [deviceIds, collections],
  );
  return rows;
}

/** Items that at least so many percent of the devices in use of these traits have, of those that reported the collection. */
export async function commonItems(
  db: Db,
  { platform, deviceClass, environment }: DeviceTraits,
  collections: readonly CollectionId[],
  share: number,
): Promise<{ devices: number; items: number[] }> {
  const { rows } = await db.query<{ devices: number; items: number[] }>(
    `WITH held AS MATERIALIZED (
       SELECT s.collection, s.items FROM inventory_set s JOIN devices_device d ON d.id = s.device_id AND d.retired_at IS NULL
       WHERE d.platform = $1 AND d.class = $2 AND d.environment IS NOT DISTINCT FROM $3 AND s.collection = ANY ($4::text[])),
     sums AS (SELECT collection, count(*) AS devices FROM held GROUP BY collection),
     common AS (
       SELECT i.item FROM (SELECT h.collection, u.item, count(*) AS devices FROM held h, unnest(h.items) AS u (item) GROUP BY 1, 2) i
       JOIN sums USING (collection) WHERE i.devices * 100 >= sums.devices * $5::int)
     SELECT coalesce((SELECT max(devices) FROM sums), 0) AS devices, coalesce((SELECT array_agg(item ORDER BY item) FROM common), '{}') AS items`,
    [platform, deviceClass, environment, collections, share],
  );
  return rows[0]!;
}

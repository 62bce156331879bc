import type { Db, Tx } from '../db/pool.ts';
import { type CollectionId, collectionFacts, type KnownCollection } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';

export interface ItemRow {
  readonly collection: CollectionId;
  readonly platform: Platform;
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly digest: Buffer;
  readonly firstSeenAt: Date;
}

export interface SetRow {
  readonly deviceId: string;
  readonly collection: CollectionId;
  readonly items: readonly number[];
  /** When this set was last seen as it is. */
  readonly lastObservedAt: Date;
}

/** Items that are known already, by the hex of their digest. */
export async function itemIds(tx: Tx, digests: readonly Buffer[]): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: number; digest: Buffer }>('SELECT id, digest FROM inventory_item WHERE digest = ANY($1::bytea[])', [
    digests,
  ]);
  return new Map(rows.map((row) => [row.digest.toString('hex'), row.id]));
}

export async function insertItems(tx: Tx, rows: readonly ItemRow[]): Promise<Map<string, number>> {
  const { rows: made } = await tx.query<{ id: number; digest: Buffer }>(
    `INSERT INTO inventory_item (collection, platform, key, attributes, digest, first_seen_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::bytea[], $6::timestamptz[]) RETURNING id, digest`,
    [
      rows.map((row) => row.collection),
      rows.map((row) => row.platform),
      rows.map((row) => row.key),
      rows.map((row) => JSON.stringify(row.attributes)),
      rows.map((row) => row.digest),
      rows.map((row) => row.firstSeenAt),
    ],
  );
  return new Map(made.map((row) => [row.digest.toString('hex'), row.id]));
}

/**
 * The sets that stand for the given devices and collections. When one was last seen follows from the fact that it came with, which
 * intake has closed in this very transaction where another one took its place.
 */
export async function setsFor(tx: Tx, asked: readonly { deviceId: string; collection: CollectionId }[]): Promise<SetRow[]> {
  const { rows } = await tx.query<SetRow>(
    `SELECT s.device_id AS "deviceId", s.collection, s.items, coalesce(p.last_observed_at, c.last_observed_at, s.changed_at) AS "lastObservedAt"
     FROM unnest($1::uuid[], $2::text[]) AS asked (device_id, collection)
     JOIN inventory_set s ON s.device_id = asked.device_id AND s.collection = asked.collection
     LEFT JOIN intake_span p ON p.fact_id = s.fact_id LEFT JOIN intake_current c ON c.fact_id = s.fact_id AND c.device_id = s.device_id`,
    [asked.map((each) => each.deviceId), asked.map((each) => each.collection)],
  );
  return rows;
}

export interface SetToPut {
  readonly deviceId: string;
  readonly collection: CollectionId;
  readonly token: string;
  readonly digest: string;
  readonly items: readonly number[];
  readonly factId: number;
  readonly observedAt: Date;
}

export async function putSets(tx: Tx, sets: readonly SetToPut[]): Promise<void> {
  // A list of lists: each device's numbers travel as one text, because arrays of arrays must be rectangular.
  await tx.query(
    `INSERT INTO inventory_set AS s (device_id, collection, token, digest, items, fact_id, first_at, changed_at)
     SELECT device_id, collection, token, decode(digest, 'hex'), items::integer[], fact_id, at, at
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::timestamptz[]) AS u (device_id, collection, token, digest, items, fact_id, at)
     ON CONFLICT (device_id, collection) DO UPDATE SET token = excluded.token, digest = excluded.digest, fact_id = excluded.fact_id,
       items = excluded.items, changed_at = CASE WHEN s.items = excluded.items THEN s.changed_at ELSE excluded.changed_at END`,
    [
      sets.map((set) => set.deviceId),
      sets.map((set) => set.collection),
      sets.map((set) => set.token),
      sets.map((set) => set.digest),
      sets.map((set) => `{${set.items.join(',')}}`),
      sets.map((set) => set.factId),
      sets.map((set) => set.observedAt),
    ],
  );
}

export async function insertChanges(
  tx: Tx,
  changes: readonly (SetToPutKey & {
    fromAt: Date;
    observedAt: Date;
    added: readonly number[];
    removed: readonly number[];
    factId: number;
  })[],
): Promise<void> {
  await tx.query(
    `INSERT INTO inventory_change (device_id, collection, from_at, at, added, removed, fact_id)
     SELECT device_id, collection, from_at, at, added::integer[], removed::integer[], fact_id
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[], $7::bigint[]) AS u (device_id, collection, from_at, at, added, removed, fact_id)`,
    [
      changes.map((each) => each.deviceId),
      changes.map((each) => each.collection),
      changes.map((each) => each.fromAt),
      changes.map((each) => each.observedAt),
      changes.map((each) => `{${each.added.join(',')}}`),
      changes.map((each) => `{${each.removed.join(',')}}`),
      changes.map((each) => each.factId),
    ],
  );
}
type SetToPutKey = Pick<SetToPut, 'deviceId' | 'collection'>;

/** Moves the sums of items. Rows are touched in one order, so that two writers never wait for one another. */
export async function moveDeviceCounts(tx: Tx, counts: ReadonlyMap<number, number>): Promise<void> {
  const moved = [...counts].filter(([, by]) => by !== 0).sort(([a], [b]) => a - b);
  if (moved.length === 0) return;
  await tx.query(
    'UPDATE inventory_item i SET devices = i.devices + u.by FROM unnest($1::int[], $2::int[]) AS u (id, by) WHERE i.id = u.id',
    [moved.map(([id]) => id), moved.map(([, by]) => by)],
  );
}

export async function removeSets(tx: Tx, deviceId: string): Promise<SetRow[]> {
  const { rows } = await tx.query<SetRow>(
    'DELETE FROM inventory_set WHERE device_id = $1 RETURNING device_id AS "deviceId", collection, items, changed_at AS "lastObservedAt"',
    [deviceId],
  );
  return rows;
}

/** What the server holds of a device, so that its agent sends only what differs. */
export async function knownCollections(db: Db, deviceId: string): Promise<Map<CollectionId, KnownCollection>> {
  const { rows } = await db.query<{ collection: CollectionId; token: string; digest: string; count: number }>(
    `SELECT collection, token, encode(digest, 'hex') AS digest, cardinality(items) AS count FROM inventory_set WHERE device_id = $1`,
    [deviceId],
  );
  // A collection that this version no longer has is nothing that could be asked.
  return new Map(rows.filter(({ collection }) => collection in collectionFacts).map(({ collection, ...known }) => [collection, known]));
}

import { searchForm } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { TitleState } from './decide.ts';
import type { SeenItem, Title } from './title.ts';

/** Everything this room writes is made by one writer at a time; who retires a device waits for it too. */
export async function lockSoftware(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034023)');
}

export interface UnknownItem extends SeenItem {
  readonly id: number;
  readonly firstSeenAt: Date;
}

/** Items of the devices' sets that are no version of a title yet. */
export async function unknownItems(tx: Tx, deviceIds: readonly string[], collections: readonly CollectionId[]): Promise<UnknownItem[]> {
  const { rows } = await tx.query<UnknownItem>(
    `SELECT i.id, i.collection, i.platform, i.key, i.attributes, i.first_seen_at AS "firstSeenAt" FROM inventory_item i
     WHERE i.id IN (SELECT DISTINCT unnest(items) FROM inventory_set WHERE device_id = ANY ($1::uuid[]) AND collection = ANY ($2::text[]))
       AND NOT EXISTS (SELECT 1 FROM software_item known WHERE known.item_id = i.id)`,
    [deviceIds, collections],
  );
  return rows;
}

export interface TitleRow extends Title {
  readonly digest: Buffer;
  readonly firstSeenAt: Date;
  readonly state: TitleState;
  readonly limited: boolean;
  readonly rule: string | null;
}

/** Puts titles where they are new, and gives the ids of all, by the hex of their digest. */
export async function titleIds(tx: Tx, rows: readonly TitleRow[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  await tx.query(
    `INSERT INTO software_title (kind, platform, name, publisher, digest, search, first_seen_at, state, limited, rule)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[], $8::text[], $9::boolean[], $10::text[])
     ON CONFLICT (digest) DO NOTHING`,
    [
      rows.map((row) => row.kind),
      rows.map((row) => row.platform),
      rows.map((row) => row.name),
      rows.map((row) => row.publisher),
      rows.map((row) => row.digest),
      rows.map((row) => searchForm(`${row.name}\n${row.publisher}`)),
      rows.map((row) => row.firstSeenAt),
      rows.map((row) => row.state),
      rows.map((row) => row.limited),
      rows.map((row) => row.rule),
    ],
  );
  const { rows: found } = await tx.query<{ id: number; digest: Buffer }>(
    'SELECT id, digest FROM software_title WHERE digest = ANY ($1::bytea[])',
    [rows.map((row) => row.digest)],
  );
  return new Map(found.map(({ id, digest }) => [digest.toString('hex'), id]));
}

export interface ItemRow {
  readonly itemId: number;
  readonly titleId: number;
  readonly version: string;
  readonly state: number;
  readonly development: boolean;
}

export async function insertItems(tx: Tx, rows: readonly ItemRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO software_item (item_id, title_id, version, state, development)
     SELECT * FROM unnest($1::int[], $2::int[], $3::text[], $4::smallint[], $5::boolean[]) ON CONFLICT (item_id) DO NOTHING`,
    [
      rows.map((row) => row.itemId),
      rows.map((row) => row.titleId),
      rows.map((row) => row.version),
      rows.map((row) => row.state),
      rows.map((row) => row.development),
    ],
  );
}

export interface StoredTitle extends Title {
  readonly id: number;
  readonly state: TitleState;
  readonly limited: boolean;
  readonly rule: string | null;
}
const titleColumns = 'id, kind, platform, name, publisher, state, limited, rule';

export async function allTitles(db: Db): Promise<StoredTitle[]> {
  const { rows } = await db.query<StoredTitle>(`SELECT ${titleColumns} FROM software_title`);
  return rows;
}

export async function titlesById(db: Db, ids: readonly number[]): Promise<StoredTitle[]> {
  const { rows } = await db.query<StoredTitle>(`SELECT ${titleColumns} FROM software_title WHERE id = ANY ($1::int[]) ORDER BY id`, [ids]);
  return rows;
}

export async function itemsOfTitles(tx: Tx, titles: readonly number[]): Promise<ItemRow[]> {
  const { rows } = await tx.query<ItemRow>(
    'SELECT item_id AS "itemId", title_id AS "titleId", version, state, development FROM software_item WHERE title_id = ANY ($1::int[])',
    [titles],
  );
  return rows;
}

export async function setItemStates(tx: Tx, rows: readonly Pick<ItemRow, 'itemId' | 'state' | 'development'>[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `UPDATE software_item i SET state = u.state, development = u.development
     FROM unnest($1::int[], $2::smallint[], $3::boolean[]) AS u (id, state, development) WHERE i.item_id = u.id`,
    [rows.map((row) => row.itemId), rows.map((row) => row.state), rows.map((row) => row.development)],
  );
}

export async function setTitleStates(tx: Tx, rows: readonly Pick<StoredTitle, 'id' | 'state' | 'limited' | 'rule'>[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `UPDATE software_title t SET state = u.state, limited = u.limited, rule = u.rule
     FROM unnest($1::int[], $2::text[], $3::boolean[], $4::text[]) AS u (id, state, limited, rule) WHERE t.id = u.id`,
    [rows.map((row) => row.id), rows.map((row) => row.state), rows.map((row) => row.limited), rows.map((row) => row.rule)],
  );
}

/** Moves the sums of titles. Rows are touched in one order, so that two writers never wait for one another. */
export async function moveTitleCounts(tx: Tx, counts: ReadonlyMap<number, number>, at: Date): Promise<void> {
  const moved = [...counts].filter(([, by]) => by !== 0).sort(([a], [b]) => a - b);
  if (moved.length === 0) return;
  await tx.query(
    `UPDATE software_title t SET devices = t.devices + u.by, gone_at = CASE WHEN t.devices + u.by = 0 THEN $3::timestamptz END
     FROM unnest($1::int[], $2::int[]) AS u (id, by) WHERE t.id = u.id`,
    [moved.map(([id]) => id), moved.map(([, by]) => by), at],
  );
}

import type { Words } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import { type CollectionId, collectionFacts } from '../facts/collection.ts';
import { softwareControl } from '../facts/software-control.ts';
import type { Title } from './title.ts';

/** A device as its sets and its newest observation say it; `sets` is what stands now, `known` what its titles were made from. */
export interface DeviceSets {
  readonly deviceId: string;
  readonly sets: string;
  readonly known: string | null;
  readonly unlisted: readonly number[];
  readonly unlistedSince: readonly Date[];
  readonly bodyDigest: Buffer | null;
  readonly observedAt: Date;
  readonly receivedAt: Date;
  /** Why the list of what is installed could not be read lately. */
  readonly unreadable: Words | null;
  /** Whether the records of what ran could be read; null where nobody answered yet. */
  readonly tracesRead: boolean | null;
}

/** What a device's sets are told from earlier ones by. */
const setsOf = (device: string, collections: string): string =>
  `SELECT string_agg(collection || ':' || encode(digest, 'hex'), ' ' ORDER BY collection) AS sets FROM inventory_set
       WHERE device_id = ${device} AND collection = ANY (${collections}::text[])`;

/** Of these it matters beside what they list whether they could be read. */
const beside = [collectionFacts['executed-programs'].kind, collectionFacts['user-software'].kind];

/** Devices in use, of those given, of which the list of what is installed has ever come or was refused. */
export async function deviceSets(tx: Tx, ids: readonly string[], collections: readonly CollectionId[]): Promise<DeviceSets[]> {
  const { rows } = await tx.query<DeviceSets>(
    `SELECT v.id AS "deviceId", coalesce(s.sets, '') AS sets, d.sets AS known,
       coalesce(t.unlisted, '{}') AS unlisted, coalesce(t.unlisted_since, '{}') AS "unlistedSince", t.body_digest AS "bodyDigest",
       c.last_observed_at AS "observedAt", f.received_at AS "receivedAt", coalesce(f.unreadable, o.unreadable) AS unreadable, r.readable AS "tracesRead"
     FROM devices_device v
     JOIN intake_current c ON c.device_id = v.id AND c.kind = $3 JOIN intake_fact f ON f.id = c.fact_id
     LEFT JOIN LATERAL (${setsOf('v.id', '$2')}) AS s ON true
     LEFT JOIN LATERAL (SELECT e.unreadable IS NULL AS readable FROM intake_current k JOIN intake_fact e ON e.id = k.fact_id
       WHERE k.device_id = v.id AND k.kind = $4) AS r ON true
     -- What people installed for themselves: not told while nobody is signed in, but where it cannot be read nobody knows what is there.
     LEFT JOIN LATERAL (SELECT e.unreadable FROM intake_current k JOIN intake_fact e ON e.id = k.fact_id
       WHERE k.device_id = v.id AND k.kind = $5) AS o ON true
     LEFT JOIN software_device d ON d.device_id = v.id LEFT JOIN software_standing t ON t.device_id = v.id
     WHERE v.id = ANY ($1::uuid[]) AND v.retired_at IS NULL ORDER BY v.id`,
    [ids, collections, collectionFacts.software.kind, ...beside],
  );
  return rows;
}

/** Which titles each device has now. */
export async function heldTitles(tx: Tx, ids: readonly string[], collections: readonly CollectionId[]): Promise<Map<string, number[]>> {
  const { rows } = await tx.query<{ deviceId: string; titles: string }>(
    `SELECT s.device_id AS "deviceId", string_agg(DISTINCT i.title_id::text, ',') AS titles
     FROM inventory_set s CROSS JOIN LATERAL unnest(s.items) AS u (item) JOIN software_item i ON i.item_id = u.item
     WHERE s.device_id = ANY ($1::uuid[]) AND s.collection = ANY ($2::text[]) GROUP BY s.device_id`,
    [ids, collections],
  );
  return new Map(
    rows.map(({ deviceId, titles }) => [
      deviceId,
      titles
        .split(',')
        .map(Number)
        .sort((a, b) => a - b),
    ]),
  );
}

/** A version on a device of which something is to be said: not plainly permitted, or a tool of developers. */
export interface NotedItem extends Title {
  readonly deviceId: string;
  readonly itemId: number;
  readonly titleId: number;
  readonly version: string;
  readonly state: number;
  readonly development: boolean;
}

export async function notedItems(tx: Tx, ids: readonly string[], collections: readonly CollectionId[]): Promise<NotedItem[]> {
  const { rows } = await tx.query<NotedItem>(
    `SELECT u.device_id AS "deviceId", n.* FROM (
       SELECT device_id, unnest(items) AS item FROM inventory_set WHERE device_id = ANY ($1::uuid[]) AND collection = ANY ($2::text[])
     ) AS u JOIN (
       SELECT i.item_id AS "itemId", i.title_id AS "titleId", i.version, i.state, i.development, t.kind, t.platform, t.name, t.publisher
       FROM software_item i JOIN software_title t ON t.id = i.title_id WHERE i.state >= 2 OR i.development
     ) AS n ON n."itemId" = u.item`,
    [ids, collections],
  );
  return rows;
}

const list = (values: readonly (number | string)[]): string => `{${values.join(',')}}`;

/** The titles that stand for these devices. */
export async function knownTitles(tx: Tx, ids: readonly string[]): Promise<Map<string, readonly number[]>> {
  const { rows } = await tx.query<{ deviceId: string; titles: number[] }>(
    'SELECT device_id AS "deviceId", titles FROM software_device WHERE device_id = ANY ($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ deviceId, titles }) => [deviceId, titles]));
}

/** Whose titles stay as they are keeps them untouched: only what they were made from is noted. */
export async function putDevices(
  tx: Tx,
  rows: readonly { readonly deviceId: string; readonly sets: string; readonly titles: readonly number[] | null }[],
): Promise<void> {
  const same = rows.filter(({ titles }) => titles === null);
  const moved = rows.filter(({ titles }) => titles !== null);
  if (same.length > 0)
    await tx.query(
      'UPDATE software_device d SET sets = u.sets FROM unnest($1::uuid[], $2::text[]) AS u (id, sets) WHERE d.device_id = u.id',
      [same.map((row) => row.deviceId), same.map((row) => row.sets)],
    );
  if (moved.length > 0)
    await tx.query(
      `INSERT INTO software_device (device_id, sets, titles)
       SELECT id, sets, titles::int[] FROM unnest($1::uuid[], $2::text[], $3::text[]) AS u (id, sets, titles)
       ON CONFLICT (device_id) DO UPDATE SET sets = excluded.sets, titles = excluded.titles`,
      [moved.map((row) => row.deviceId), moved.map((row) => row.sets), moved.map((row) => list(row.titles!))],
    );
}

export interface StandingRow {
  readonly deviceId: string;
  readonly unlisted: readonly number[];
  readonly unlistedSince: readonly Date[];
  readonly forbidden: readonly number[];
  readonly bodyDigest: Buffer;
}

export async function putStandings(tx: Tx, rows: readonly StandingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO software_standing (device_id, unlisted, unlisted_since, forbidden, body_digest)
     SELECT id, unlisted::int[], since::timestamptz[], forbidden::int[], body
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[]) AS u (id, unlisted, since, forbidden, body)
     ON CONFLICT (device_id) DO UPDATE SET unlisted = excluded.unlisted, unlisted_since = excluded.unlisted_since,
       forbidden = excluded.forbidden, body_digest = excluded.body_digest`,
    [
      rows.map((row) => row.deviceId),
      rows.map((row) => list(row.unlisted)),
      rows.map((row) => list(row.unlistedSince.map((at) => at.toISOString()))),
      rows.map((row) => list(row.forbidden)),
      rows.map((row) => row.bodyDigest),
    ],
  );
}

/** Devices that have any of these titles. */
export async function devicesHolding(tx: Tx, titles: readonly number[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('SELECT device_id AS id FROM software_device WHERE titles && $1::int[]', [titles]);
  return rows.map(({ id }) => id);
}

/** What was derived of these devices under these rules has been handed over. */
export async function putUnder(db: Db, deviceIds: readonly string[], rulesDigest: Buffer): Promise<void> {
  await db.query('UPDATE software_standing SET under = $2 WHERE device_id = ANY ($1::uuid[]) AND under IS DISTINCT FROM $2', [
    deviceIds,
    rulesDigest,
  ]);
}

/** Devices whose list of installed software was seen, or whose lists or rules changed, since their facts were last derived and handed over. */
export async function devicesToDerive(db: Db, rulesDigest: Buffer, collections: readonly CollectionId[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.device_id AS id FROM intake_current c
     LEFT JOIN intake_current k ON k.device_id = c.device_id AND k.kind = $2
     LEFT JOIN software_standing t ON t.device_id = c.device_id LEFT JOIN software_device d ON d.device_id = c.device_id
     WHERE c.kind = $1 AND (k.last_observed_at IS NULL OR k.last_observed_at < c.last_observed_at OR t.under IS DISTINCT FROM $3
       OR d.sets IS DISTINCT FROM coalesce((${setsOf('c.device_id', '$4')}), '')
       OR EXISTS (SELECT FROM intake_current e JOIN intake_fact f ON f.id = e.fact_id
         WHERE e.device_id = c.device_id AND e.kind = ANY ($5::text[]) AND f.received_at > k.last_observed_at))`,
    [collectionFacts.software.kind, softwareControl.kind, rulesDigest, collections, beside],
  );
  return rows.map(({ id }) => id);
}

export async function devicesUnlisted(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('SELECT device_id AS id FROM software_standing WHERE cardinality(unlisted) > 0');
  return rows.map(({ id }) => id);
}

/** Gives the titles that it had. */
export async function removeDevice(tx: Tx, deviceId: string): Promise<readonly number[]> {
  await tx.query('DELETE FROM software_standing WHERE device_id = $1', [deviceId]);
  const { rows } = await tx.query<{ titles: number[] }>('DELETE FROM software_device WHERE device_id = $1 RETURNING titles', [deviceId]);
  return rows[0]?.titles ?? [];
}

import type { Db, Tx } from '../db/pool.ts';

export type SegmentRule = 'ask' | 'ignore' | 'undecided';

export interface Segment {
  readonly id: number;
  readonly network: string;
  readonly gateway: string;
  readonly rule: SegmentRule;
  readonly lastReportedAt: Date;
}

const columns = 'id, network, gateway, rule, last_reported_at AS "lastReportedAt"';

/** Segments are few and made one after the other: two devices of one office must not make it twice. */
export async function lockSegments(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034022)');
}

export async function allSegments(db: Db): Promise<Segment[]> {
  return (await db.query<Segment>(`SELECT ${columns} FROM inventory_segment ORDER BY network, gateway`)).rows;
}

export async function insertSegment(
  tx: Tx,
  { network, gateway, rule, at }: { network: string; gateway: string; rule: SegmentRule; at: Date },
): Promise<Segment> {
  const { rows } = await tx.query<Segment>(
    `INSERT INTO inventory_segment (network, gateway, rule, first_seen_at, last_reported_at) VALUES ($1, $2, $3, $4, $4) RETURNING ${columns}`,
    [network, gateway, rule, at],
  );
  return rows[0]!;
}

export async function setGateway(tx: Tx, id: number, gateway: string): Promise<void> {
  await tx.query('UPDATE inventory_segment SET gateway = $2 WHERE id = $1', [id, gateway]);
}

export async function touchReporters(tx: Tx, reports: readonly { segmentId: number; deviceId: string; at: Date }[]): Promise<void> {
  await tx.query(
    `INSERT INTO inventory_reporter AS r (segment_id, device_id, last_at) SELECT * FROM unnest($1::int[], $2::uuid[], $3::timestamptz[])
     ON CONFLICT (segment_id, device_id) DO UPDATE SET last_at = greatest(r.last_at, excluded.last_at)`,
    [reports.map((each) => each.segmentId), reports.map((each) => each.deviceId), reports.map((each) => each.at)],
  );
  await tx.query(
    `UPDATE inventory_segment s SET last_reported_at = u.at FROM (SELECT id, max(at) AS at FROM unnest($1::int[], $2::timestamptz[]) AS t (id, at) GROUP BY id) u
     WHERE s.id = u.id AND s.last_reported_at < u.at`,
    [reports.map((each) => each.segmentId), reports.map((each) => each.at)],
  );
}

export interface NeighbourRow {
  readonly segmentId: number;
  readonly mac: string;
  readonly address: string;
  readonly name: string;
  readonly at: Date;
  readonly seenBy: string | null;
}

/** Beyond it nothing new is kept of a segment, and that is said: no office has so many machines behind one router. */
export const neighboursOfSegmentMax = 5_000;
/** Places of their own for those that change their address: whoever makes addresses up must not take the places of the others. */
const randomisedOfSegmentMax = 1_000;
const randomised = (mac: string) => `${mac} ~ '^.[26ae]'`;

/**
 * One row for each machine and segment. Seen again it is written only where something is new or the last time lies hours back, for
 * every device of an office tells of the same printer every hour.
 */
export async function putNeighbours(tx: Tx, rows: readonly NeighbourRow[]): Promise<void> {
  await tx.query(
    `WITH said AS (SELECT *, ${randomised('mac')} AS random FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::uuid[]) AS u (segment_id, mac, address, name, at, seen_by)),
       room AS (SELECT segment_id, ${randomised('mac')} AS random, count(*) AS held FROM inventory_neighbour
         WHERE segment_id IN (SELECT segment_id FROM said) GROUP BY 1, 2),
       numbered AS (SELECT said.*, row_number() OVER (PARTITION BY said.segment_id, said.random ORDER BY n.mac IS NULL, said.mac) + CASE WHEN n.mac IS NULL THEN coalesce(room.held, 0) ELSE 0 END AS place, n.mac IS NOT NULL AS held
         FROM said LEFT JOIN room USING (segment_id, random) LEFT JOIN inventory_neighbour n ON n.segment_id = said.segment_id AND n.mac = said.mac)
     INSERT INTO inventory_neighbour AS k (segment_id, mac, addresses, name, first_seen_at, last_seen_at, seen_by)
     SELECT segment_id, mac, ARRAY[address], name, at, at, seen_by FROM numbered WHERE held OR place <= CASE WHEN random THEN $8::int ELSE $7::int END ORDER BY segment_id, mac
     ON CONFLICT (segment_id, mac) DO UPDATE SET last_seen_at = greatest(k.last_seen_at, excluded.last_seen_at), seen_by = coalesce(excluded.seen_by, k.seen_by),
       addresses = excluded.addresses, name = CASE WHEN excluded.name = '' THEN k.name ELSE excluded.name END
     WHERE k.last_seen_at < excluded.last_seen_at - interval '6 hours' OR k.addresses <> excluded.addresses OR (excluded.name <> '' AND k.name <> excluded.name)`,
    [
      rows.map((row) => row.segmentId),
      rows.map((row) => row.mac),
      rows.map((row) => row.address),
      rows.map((row) => row.name),
      rows.map((row) => row.at),
      rows.map((row) => row.seenBy),
      neighboursOfSegmentMax,
      randomisedOfSegmentMax,
    ],
  );
}

/** Segments in which a machine that comes new would no longer be kept. */
export async function fullSegments(db: Db): Promise<Set<number>> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT segment_id AS id FROM inventory_neighbour WHERE NOT ${randomised('mac')} GROUP BY segment_id HAVING count(*) >= $1`,
    [neighboursOfSegmentMax],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Who was seen in these segments since a moment. */
export async function neighboursSince(
  db: Db,
  segmentIds: readonly number[],
  since: Date,
): Promise<{ segmentId: number; mac: string; name: string; lastSeenAt: Date }[]> {
  const { rows } = await db.query<{ segmentId: number; mac: string; name: string; lastSeenAt: Date }>(
    `SELECT segment_id AS "segmentId", mac, name, last_seen_at AS "lastSeenAt" FROM inventory_neighbour
     WHERE segment_id = ANY($1::int[]) AND last_seen_at >= $2 ORDER BY segment_id, mac`,
    [segmentIds, since],
  );
  return rows;
}

/** A device that names more network cards than this as its own vouches for none of them: it could make any machine known. */
const cardsOfDeviceMax = 200;

/** Which of these addresses belong to a device with an agent, or to a machine that another inventory tells of. */
export async function measuredMacs(db: Db, macs: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ mac: string }>(
    `WITH claimed AS (SELECT unnest(items) AS id, count(*) AS devices FROM inventory_set
       WHERE collection = 'interfaces' AND cardinality(items) > $2 GROUP BY 1)
     SELECT DISTINCT i.attributes ->> 'mac' AS mac FROM inventory_item i LEFT JOIN claimed c ON c.id = i.id
     WHERE i.collection = 'interfaces' AND i.attributes ->> 'mac' = ANY($1::text[]) AND i.devices > coalesce(c.devices, 0)
     UNION SELECT unnest(macs) FROM inventory_foreign WHERE source = 'glpi' AND macs && $1::text[]`,
    [macs, cardsOfDeviceMax],
  );
  return new Set(rows.map((row) => row.mac));
}

/** How many segments a device has told of. */
export async function segmentsToldBy(db: Db, deviceId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*)::int AS count FROM inventory_reporter WHERE device_id = $1', [
    deviceId,
  ]);
  return rows[0]!.count;
}

/** The devices that told of these segments since a moment. */
export async function reportersOf(db: Db, segmentIds: readonly number[], since: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT DISTINCT device_id AS id FROM inventory_reporter WHERE segment_id = ANY($1::int[]) AND last_at >= $2 ORDER BY 1',
    [segmentIds, since],
  );
  return rows.map((row) => row.id);
}

/** The segments that each device told of at its last look, and when that was. A device outside of them all is not in it. */
export async function lastReports(db: Db, deviceIds: readonly string[]): Promise<{ deviceId: string; segmentIds: number[]; at: Date }[]> {
  const { rows } = await db.query<{ deviceId: string; segmentIds: number[]; at: Date }>(
    `SELECT device_id AS "deviceId", array_agg(segment_id ORDER BY segment_id) AS "segmentIds", last_at AS at
     FROM (SELECT r.*, max(last_at) OVER (PARTITION BY device_id) AS newest FROM inventory_reporter r WHERE device_id = ANY($1::uuid[])) last
     WHERE last_at = newest GROUP BY device_id, last_at`,
    [deviceIds],
  );
  return rows;
}

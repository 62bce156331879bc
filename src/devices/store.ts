import type { Words } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import type { DeviceClass, DeviceTraits, Environment, Platform } from '../facts/kind.ts';

export interface Device {
  readonly id: string;
  readonly hardwareUuid: string;
  readonly serial: string | null;
  readonly instanceId: string;
  readonly platform: Platform;
  readonly name: string;
  readonly os: string;
  readonly agentVersion: string;
  readonly hardware: string;
  readonly enrolledAt: Date;
  readonly lastSeenAt: Date;
  readonly retiredAt: Date | null;
  readonly conflict: Words | null;
  readonly conflictWith: string | null;
  readonly deviceClass: DeviceClass;
  readonly environment: Environment | null;
  /** A person told it apart from a copy of itself: its agent's instance names it, not its hardware. */
  readonly byInstance: boolean;
  /** The record of the same machine that it was joined with. */
  readonly mergedInto: string | null;
}
/** Its class follows from its system until a person says otherwise. */
export type NewDevice = Omit<Device, 'deviceClass' | 'environment' | 'mergedInto'>;

const columns = `id, hardware_uuid AS "hardwareUuid", serial, instance_id AS "instanceId", platform, name, os, agent_version AS "agentVersion",
  hardware, enrolled_at AS "enrolledAt", last_seen_at AS "lastSeenAt", retired_at AS "retiredAt", conflict, conflict_with AS "conflictWith",
  class AS "deviceClass", environment, by_instance AS "byInstance", merged_into AS "mergedInto"`;

/** Enrolments of one machine must not overtake one another: each plugin of the agent starts its own. */
export async function lockIdentity(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(8034020)`);
}

export async function devicesLike(tx: Tx, hardwareUuid: string, serial: string | null): Promise<Device[]> {
  const { rows } = await tx.query<Device>(
    `SELECT ${columns} FROM devices_device WHERE retired_at IS NULL AND (hardware_uuid = $1 OR serial = $2) ORDER BY enrolled_at`,
    [hardwareUuid, serial],
  );
  return rows;
}

export async function deviceById(db: Db, id: string): Promise<Device | null> {
  const { rows } = await db.query<Device>(`SELECT ${columns} FROM devices_device WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

export async function insertDevice(tx: Tx, device: NewDevice, search: string): Promise<void> {
  await tx.query(
    `INSERT INTO devices_device (id, hardware_uuid, serial, instance_id, platform, name, search, os, agent_version, hardware, enrolled_at, last_seen_at, conflict, conflict_with, conflict_at, by_instance)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, CASE WHEN $13::jsonb IS NULL THEN NULL ELSE $11::timestamptz END, $15)`,
    [
      device.id,
      device.hardwareUuid,
      device.serial,
      device.instanceId,
      device.platform,
      device.name,
      search,
      device.os,
      device.agentVersion,
      device.hardware,
      device.enrolledAt,
      device.lastSeenAt,
      device.conflict ? JSON.stringify(device.conflict) : null,
      device.conflictWith,
      device.byInstance,
    ],
  );
}

export async function updateDevice(tx: Tx, device: Device, search: string): Promise<void> {
  await tx.query(
    `UPDATE devices_device SET instance_id = $2, platform = $3, name = $4, search = $5, os = $6, agent_version = $7, hardware = $8, last_seen_at = $9, serial = $10 WHERE id = $1`,
    [
      device.id,
      device.instanceId,
      device.platform,
      device.name,
      search,
      device.os,
      device.agentVersion,
      device.hardware,
      device.lastSeenAt,
      device.serial,
    ],
  );
}

/** Marks a conflict where there is none yet: the first one knows with whom, and a person is about to decide it. */
export async function raiseConflict(tx: Tx, id: string, conflict: Words, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE devices_device SET conflict = $2, conflict_at = $3 WHERE id = $1 AND conflict IS NULL AND retired_at IS NULL',
    [id, JSON.stringify(conflict), at],
  );
  return rowCount === 1;
}

/** Sets or ends a conflict; `conflict_at` stays the time of the decision, before which nothing is told again. */
export async function setConflict(db: Db, id: string, conflict: Words | null, conflictWith: string | null, at: Date): Promise<void> {
  await db.query('UPDATE devices_device SET conflict = $2, conflict_with = $3, conflict_at = $4 WHERE id = $1', [
    id,
    conflict ? JSON.stringify(conflict) : null,
    conflictWith,
    at,
  ]);
}

export async function retireDevice(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE devices_device SET retired_at = $2, conflict = NULL, conflict_with = NULL WHERE id = $1', [id, at]);
  await tx.query('UPDATE devices_node SET revoked_at = $2 WHERE device_id = $1 AND revoked_at IS NULL', [id, at]);
}

export async function insertNode(tx: Tx, keyHash: Buffer, deviceId: string, instanceId: string, at: Date): Promise<void> {
  await tx.query('INSERT INTO devices_node (key_hash, device_id, instance_id, issued_at) VALUES ($1, $2, $3, $4)', [
    keyHash,
    deviceId,
    instanceId,
    at,
  ]);
}

/** All but the newest keys of a device end: a few stay good for the requests that are under way with an older one. */
export async function revokeOldNodes(tx: Tx, deviceId: string, newest: Buffer, keep: number, at: Date): Promise<Buffer[]> {
  const { rows } = await tx.query<{ key_hash: Buffer }>(
    `UPDATE devices_node SET revoked_at = $3 WHERE revoked_at IS NULL AND device_id = $1 AND key_hash NOT IN
       (SELECT key_hash FROM devices_node WHERE device_id = $1 AND revoked_at IS NULL ORDER BY key_hash = $4 DESC, issued_at DESC LIMIT $2)
     RETURNING key_hash`,
    [deviceId, keep, at, newest],
  );
  return rows.map((row) => row.key_hash);
}

export interface NodeRow {
  readonly deviceId: string;
  readonly instanceId: string;
  readonly platform: Platform;
  readonly issuedAt: Date;
  /** The instance that enrolled last under this device's identity, and when; null where a person has looked since. */
  readonly newestInstanceId: string;
  readonly newestAt: Date | null;
}

export async function nodeByKey(db: Db, keyHash: Buffer): Promise<NodeRow | null> {
  const { rows } = await db.query<NodeRow>(
    `SELECT n.device_id AS "deviceId", n.instance_id AS "instanceId", d.platform, n.issued_at AS "issuedAt",
       d.instance_id AS "newestInstanceId", (SELECT max(issued_at) FROM devices_node WHERE device_id = n.device_id AND instance_id = d.instance_id AND issued_at > coalesce(d.conflict_at, '-infinity')) AS "newestAt"
     FROM devices_node n JOIN devices_device d ON d.id = n.device_id
     WHERE n.key_hash = $1 AND n.revoked_at IS NULL AND d.retired_at IS NULL`,
    [keyHash],
  );
  return rows[0] ?? null;
}

export async function touchDevices(db: Db, ids: readonly string[], seenAt: readonly Date[]): Promise<void> {
  await db.query(
    `UPDATE devices_device d SET last_seen_at = greatest(d.last_seen_at, seen.at)
     FROM unnest($1::uuid[], $2::timestamptz[]) AS seen (id, at) WHERE d.id = seen.id`,
    [ids, seenAt],
  );
}

export async function describeDevice(db: Db, id: string, os: string, agentVersion: string): Promise<void> {
  await db.query('UPDATE devices_device SET os = $2, agent_version = $3 WHERE id = $1 AND (os <> $2 OR agent_version <> $3)', [
    id,
    os,
    agentVersion,
  ]);
}

/** At most this many (address, reason) pairs are kept; a stranger cannot fill the table. */
export const failuresKeptMax = 1000;

export interface FailureCount {
  readonly address: string;
  readonly reason: string;
  readonly count: number;
  readonly at: Date;
}

export async function countFailures(db: Db, failures: readonly FailureCount[]): Promise<void> {
  await db.query(
    `INSERT INTO devices_enrolment_failure AS f (address, reason, count, last_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[])
     ON CONFLICT (address, reason) DO UPDATE SET count = f.count + excluded.count, last_at = excluded.last_at`,
    [failures.map((f) => f.address), failures.map((f) => f.reason), failures.map((f) => f.count), failures.map((f) => f.at)],
  );
  await db.query(
    `DELETE FROM devices_enrolment_failure WHERE (address, reason) IN (SELECT address, reason FROM devices_enrolment_failure ORDER BY last_at DESC OFFSET $1)`,
    [failuresKeptMax],
  );
}

export interface Unanswered {
  readonly question: string;
  readonly askedAt: Date;
  readonly message: string;
  readonly misses: number;
}

export async function setUnanswered(db: Db, deviceId: string, rows: readonly Unanswered[]): Promise<void> {
  await db.query(
    `INSERT INTO devices_unanswered (device_id, question, asked_at, message, misses)
     SELECT $1, * FROM unnest($2::text[], $3::timestamptz[], $4::text[], $5::int[])
     ON CONFLICT (device_id, question) DO UPDATE SET asked_at = excluded.asked_at, message = excluded.message, misses = excluded.misses`,
    [
      deviceId,
      rows.map((row) => row.question),
      rows.map((row) => row.askedAt),
      rows.map((row) => row.message),
      rows.map((row) => row.misses),
    ],
  );
}

export async function clearUnanswered(db: Db, deviceId: string, questions: readonly string[]): Promise<void> {
  await db.query('DELETE FROM devices_unanswered WHERE device_id = $1 AND question = ANY($2)', [deviceId, questions]);
}

/** When each kind of fact was last seen on a device, and what it left unanswered: from here the next questions follow. */
export async function askedSoFar(db: Db, deviceId: string): Promise<{ seen: Map<string, Date>; unanswered: Map<string, Unanswered> }> {
  const seen = await db.query<{ kind: string; at: Date }>('SELECT kind, last_observed_at AS at FROM intake_current WHERE device_id = $1', [
    deviceId,
  ]);
  const missed = await db.query<Unanswered>(
    'SELECT question, asked_at AS "askedAt", message, misses FROM devices_unanswered WHERE device_id = $1',
    [deviceId],
  );
  return {
    seen: new Map(seen.rows.map((row) => [row.kind, row.at])),
    unanswered: new Map(missed.rows.map((row) => [row.question, row])),
  };
}

/** What decides which checks concern the devices that are still in use. */
export async function traitsOf(db: Db, ids: readonly string[]): Promise<Map<string, DeviceTraits>> {
  const { rows } = await db.query<DeviceTraits & { id: string }>(
    'SELECT id, platform, class AS "deviceClass", environment FROM devices_device WHERE id = ANY($1) AND retired_at IS NULL',
    [ids],
  );
  return new Map(rows.map(({ id, ...traits }) => [id, traits]));
}

/** How many devices there are of each platform, and of each combination of traits. */
export interface DeviceCounts {
  readonly devicesByPlatform: Readonly<Record<Platform, number>>;
  readonly devicesByTraits: readonly (DeviceTraits & { readonly count: number })[];
}

/**
 * The devices in use at a moment, now where none is given. Their class and environment are those of today: a device that changed
 * its place counts in the new one, also for past days.
 */
export async function deviceCounts(db: Db, at: Date | null = null): Promise<DeviceCounts> {
  const { rows } = await db.query<DeviceTraits & { count: number }>(
    `SELECT platform, class AS "deviceClass", environment, count(*) AS count FROM devices_device
     WHERE CASE WHEN $1::timestamptz IS NULL THEN retired_at IS NULL ELSE enrolled_at <= $1 AND (retired_at IS NULL OR retired_at > $1) END
     GROUP BY platform, class, environment`,
    [at],
  );
  const devicesByPlatform: Record<Platform, number> = { windows: 0, macos: 0, linux: 0 };
  for (const { platform, count } of rows) devicesByPlatform[platform] += count;
  return { devicesByPlatform, devicesByTraits: rows };
}

/** Names of devices in use whose system is a server's by its own name. */
export async function serverSystems(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM devices_device WHERE retired_at IS NULL AND os ILIKE '%server%' ORDER BY name`,
  );
  return rows.map((row) => row.name);
}

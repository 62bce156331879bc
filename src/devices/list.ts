import { searchForm } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import type { DeviceClass, DeviceTraits, Environment, Platform } from '../facts/kind.ts';

export interface DeviceListed {
  readonly id: string;
  readonly name: string;
  readonly platform: Platform;
  readonly os: string;
  readonly lastSeenAt: Date;
  readonly conflict: boolean;
  readonly deviceClass: DeviceClass;
  readonly environment: Environment | null;
  readonly agentVersion: string;
  readonly pass: number;
  readonly fail: number;
  /** Measured and unknown; what was never measured is added by the reader, who knows how many checks concern a platform. */
  readonly unknown: number;
  readonly total: number;
}

export interface DeviceFilter {
  readonly q?: string | undefined;
  readonly platform?: Platform | undefined;
  readonly verdict?: 'pass' | 'fail' | 'unknown' | undefined;
  readonly state?: 'active' | 'silent' | 'conflict' | undefined;
  readonly deviceClass?: DeviceClass | undefined;
  /** `none`: nobody said where it stands. */
  readonly environment?: Environment | 'none' | undefined;
  /** A group by its id. */
  readonly group?: string | undefined;
  /** Only devices whose agent is of one of these versions. */
  readonly agents?: readonly string[] | undefined;
  readonly sort: 'name' | 'platform' | 'lastSeenAt' | 'fail' | 'unknown';
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
  /** A device last seen before this moment is silent. */
  readonly silentBefore: Date;
  /** How many checks concern a device of each combination of traits. */
  readonly checksOf: readonly (DeviceTraits & { readonly checks: number })[];
}

/** From a closed set of words to SQL; nothing that a person types stands here. */
const sortColumn = {
  name: 'lower(d.name)',
  platform: 'd.platform',
  lastSeenAt: 'd.last_seen_at',
  fail: 'd.fail',
  unknown: 'd.unknown',
} as const;

/** One page of the devices. Filters, sorts and counts in the database; 10,000 rows are nothing to it. */
export async function listDevices(db: Db, filter: DeviceFilter): Promise<{ total: number; devices: DeviceListed[] }> {
  const direction = filter.order === 'asc' ? 'ASC' : 'DESC';
  const { rows } = await db.query<DeviceListed>(
    `WITH expected (platform, class, environment, checks) AS (SELECT * FROM unnest($6::text[], $7::text[], $8::text[], $11::int[])),
     listed AS (
       SELECT d.id, d.name, d.platform, d.os, d.last_seen_at, d.conflict IS NOT NULL AS conflict, d.class, d.environment, d.agent_version,
         coalesce(c.pass, 0) AS pass, coalesce(c.fail, 0) AS fail, e.checks - coalesce(c.pass, 0) - coalesce(c.fail, 0) AS unknown
       FROM devices_device d
         JOIN expected e ON e.platform = d.platform AND e.class = d.class AND e.environment = coalesce(d.environment, '') LEFT JOIN checks_device c ON c.device_id = d.id
       WHERE d.retired_at IS NULL AND ($1::text IS NULL OR d.search LIKE $1) AND ($2::text IS NULL OR d.platform = $2)
         AND ($12::text IS NULL OR d.class = $12) AND ($13::text IS NULL OR coalesce(d.environment, 'none') = $13)
         AND ($14::uuid IS NULL OR d.id IN (SELECT devices_in_group($14))) AND ($15::text[] IS NULL OR d.agent_version = ANY ($15))
     )
     SELECT d.id, d.name, d.platform, d.os, d.last_seen_at AS "lastSeenAt", d.conflict, d.class AS "deviceClass", d.environment,
       d.agent_version AS "agentVersion", d.pass, d.fail, d.unknown, count(*) OVER () AS total
     FROM listed d
     WHERE ($3::text IS NULL OR ($3 = 'fail' AND d.fail > 0) OR ($3 = 'unknown' AND d.unknown > 0) OR ($3 = 'pass' AND d.fail = 0 AND d.unknown = 0))
       AND ($4::text IS NULL OR ($4 = 'conflict' AND d.conflict) OR ($4 = 'silent' AND d.last_seen_at < $5) OR ($4 = 'active' AND d.last_seen_at >= $5))
     ORDER BY ${sortColumn[filter.sort]} ${direction}, d.name, d.id
     OFFSET $9 LIMIT $10`,
    [
      filter.q
        ? `%${searchForm(filter.q)
            .replaceAll('\u0000', '')
            .replace(/[\\%_]/g, '\\$&')}%`
        : null,
      filter.platform ?? null,
      filter.verdict ?? null,
      filter.state ?? null,
      filter.silentBefore,
      filter.checksOf.map((each) => each.platform),
      filter.checksOf.map((each) => each.deviceClass),
      filter.checksOf.map((each) => each.environment ?? ''),
      filter.offset,
      filter.limit,
      filter.checksOf.map((each) => each.checks),
      filter.deviceClass ?? null,
      filter.environment ?? null,
      filter.group ?? null,
      filter.agents ?? null,
    ],
  );
  // Behind the last page there are no rows to say how many there are.
  if (rows.length === 0 && filter.offset > 0)
    return { total: (await listDevices(db, { ...filter, offset: 0, limit: 1 })).total, devices: [] };
  return { total: rows[0]?.total ?? 0, devices: rows };
}

export async function deviceSums(db: Db, silentBefore: Date): Promise<{ total: number; silent: number; conflicts: number }> {
  const { rows } = await db.query<{ total: number; silent: number; conflicts: number }>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE last_seen_at < $1) AS silent, count(*) FILTER (WHERE conflict IS NOT NULL) AS conflicts
     FROM devices_device WHERE retired_at IS NULL`,
    [silentBefore],
  );
  return rows[0]!;
}

export interface Failure {
  readonly address: string;
  readonly reason: 'wrong-secret' | 'bad-request' | 'no-identity';
  readonly count: number;
  readonly lastAt: Date;
}

export async function recentFailures(db: Db, limit: number): Promise<Failure[]> {
  const { rows } = await db.query<Failure>(
    'SELECT address, reason, count, last_at AS "lastAt" FROM devices_enrolment_failure ORDER BY last_at DESC LIMIT $1',
    [limit],
  );
  return rows;
}

export async function conflicts(
  db: Db,
  limit: number,
): Promise<{ device: string; name: string; because: { ja: string; en: string }; at: Date }[]> {
  const { rows } = await db.query<{ device: string; name: string; because: { ja: string; en: string }; at: Date }>(
    `SELECT id AS device, name, conflict AS because, conflict_at AS at FROM devices_device WHERE conflict IS NOT NULL AND retired_at IS NULL ORDER BY conflict_at DESC LIMIT $1`,
    [limit],
  );
  return rows;
}

export async function unansweredOf(db: Db, deviceId: string): Promise<{ question: string; askedAt: Date; message: string }[]> {
  const { rows } = await db.query<{ question: string; askedAt: Date; message: string }>(
    'SELECT question, asked_at AS "askedAt", message FROM devices_unanswered WHERE device_id = $1 ORDER BY question',
    [deviceId],
  );
  return rows;
}

export interface DeviceInUse {
  readonly id: string;
  readonly name: string;
  readonly serial: string | null;
  readonly platform: Platform;
  readonly os: string;
  readonly hardware: string;
  readonly lastSeenAt: Date;
}

/** Every device in use, as its agent told of it, by name. */
export async function devicesInUse(db: Db): Promise<DeviceInUse[]> {
  const { rows } = await db.query<DeviceInUse>(
    `SELECT id, name, serial, platform, os, hardware, last_seen_at AS "lastSeenAt" FROM devices_device WHERE retired_at IS NULL ORDER BY name, id`,
  );
  return rows;
}

/** Names of devices by id, of retired ones too. */
export async function deviceNames(db: Db, ids: readonly string[]): Promise<Map<string, { name: string; retired: boolean }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; name: string; retired: boolean }>(
    'SELECT id, name, retired_at IS NOT NULL AS retired FROM devices_device WHERE id = ANY($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Devices in use that a name or serial number means, by what was asked for. Names are compared without case. */
export async function devicesNamed(db: Db, texts: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ text: string; id: string }>(
    `SELECT t.text, d.id FROM unnest($1::text[]) AS t (text)
     JOIN devices_device d ON d.retired_at IS NULL AND (lower(d.name) = lower(t.text) OR lower(d.serial) = lower(t.text)) ORDER BY d.id`,
    [texts],
  );
  const found = new Map<string, string[]>();
  for (const { text, id } of rows) found.set(text, [...(found.get(text) ?? []), id]);
  return found;
}

const choice = `id, name AS label, os || coalesce(' · ' || serial, '') AS detail`;
interface DeviceToChoose {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

/** These devices, as far as they are in use. */
export async function devicesById(db: Db, ids: readonly string[]): Promise<DeviceToChoose[]> {
  const { rows } = await db.query<DeviceToChoose>(
    `SELECT ${choice} FROM devices_device WHERE retired_at IS NULL AND id = ANY ($1::uuid[]) ORDER BY lower(name), id`,
    [ids],
  );
  return rows;
}

/** A few devices in use for a person to choose from: what is found by its own words, and `also` those. */
export async function devicesToChoose(db: Db, q: string, limit: number, also: readonly string[] = []): Promise<DeviceToChoose[]> {
  const like = `%${searchForm(q)
    .replaceAll('\u0000', '')
    .replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await db.query<DeviceToChoose>(
    `SELECT ${choice} FROM devices_device
     WHERE retired_at IS NULL AND (search LIKE $1 OR id = ANY ($3::uuid[])) ORDER BY lower(name), id LIMIT $2`,
    [like, limit, also],
  );
  return rows;
}

/** How many devices in use run each version of the agent. */
export async function agentVersions(db: Db): Promise<{ version: string; devices: number }[]> {
  const { rows } = await db.query<{ version: string; devices: number }>(
    `SELECT agent_version AS version, count(*) AS devices FROM devices_device WHERE retired_at IS NULL GROUP BY agent_version ORDER BY 2 DESC, 1`,
  );
  return rows;
}

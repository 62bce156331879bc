import type { Db } from '../db/pool.ts';

export interface EstimateRow {
  readonly deviceId: string;
  readonly offsetMs: number;
  readonly boundMs: number;
  readonly observedAt: Date;
}

/** The newest estimate of each device. One that is older than what stands changes nothing. */
export async function keepEstimates(db: Db, rows: readonly EstimateRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO clocks_device (device_id, offset_ms, bound_ms, observed_at)
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::timestamptz[])
     ON CONFLICT (device_id) DO UPDATE SET offset_ms = excluded.offset_ms, bound_ms = excluded.bound_ms, observed_at = excluded.observed_at`,
    [rows.map((row) => row.deviceId), rows.map((row) => row.offsetMs), rows.map((row) => row.boundMs), rows.map((row) => row.observedAt)],
  );
}

/** Puts estimates behind those of their day. A day that is full stays as it is. */
export async function appendDays(
  db: Db,
  rows: readonly { readonly deviceId: string; readonly day: string; readonly offsetsMs: readonly number[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO clocks_day AS d (device_id, day, offsets_ms)
     SELECT r."deviceId", r.day, r."offsetsMs" FROM jsonb_to_recordset($1::jsonb) AS r ("deviceId" uuid, day date, "offsetsMs" bigint[])
     ON CONFLICT (device_id, day) DO UPDATE SET offsets_ms = d.offsets_ms || excluded.offsets_ms
     WHERE cardinality(d.offsets_ms) + cardinality(excluded.offsets_ms) <= 200`,
    [JSON.stringify(rows.map((row) => ({ ...row, offsetsMs: row.offsetsMs.slice(0, 200) })))],
  );
}

export async function dropDaysBefore(db: Db, day: string): Promise<void> {
  await db.query('DELETE FROM clocks_day WHERE day < $1::date', [day]);
}

export interface ClockListed {
  readonly deviceId: string;
  readonly name: string;
  readonly platform: 'windows' | 'macos' | 'linux';
  readonly offsetMs: number;
  readonly boundMs: number;
  readonly observedAt: Date;
}

/** Devices in use by the size of their offset, the worst first; `q` is the pattern of a LIKE, already made harmless. */
export async function clocksByWorst(
  db: Db,
  { q, offset, limit }: { readonly q: string | null; readonly offset: number; readonly limit: number },
): Promise<ClockListed[]> {
  const { rows } = await db.query<ClockListed>(
    `SELECT c.device_id AS "deviceId", d.name, d.platform, c.offset_ms AS "offsetMs", c.bound_ms AS "boundMs", c.observed_at AS "observedAt"
     FROM clocks_device c JOIN devices_device d ON d.id = c.device_id AND d.retired_at IS NULL
     WHERE $1::text IS NULL OR d.search LIKE $1 ORDER BY abs(c.offset_ms) DESC, c.device_id OFFSET $2 LIMIT $3`,
    [q, offset, limit],
  );
  return rows;
}

export interface ClockSums {
  /** Devices whose clock was measured, and those of them that the search names. */
  readonly measured: number;
  readonly found: number;
  /** Devices in use of which no clock was ever measured. */
  readonly unmeasured: number;
  /** Surely off by more than the limit; surely within it. What is too coarse to tell is in neither. */
  readonly over: number;
  readonly within: number;
}

export async function clockSums(db: Db, q: string | null, limitMs: number): Promise<ClockSums> {
  const { rows } = await db.query<ClockSums>(
    `SELECT count(c.device_id) AS measured, count(c.device_id) FILTER (WHERE $1::text IS NULL OR d.search LIKE $1) AS found,
       count(*) FILTER (WHERE c.device_id IS NULL) AS unmeasured,
       count(*) FILTER (WHERE abs(c.offset_ms) - c.bound_ms > $2) AS over, count(*) FILTER (WHERE abs(c.offset_ms) + c.bound_ms <= $2) AS within
     FROM devices_device d LEFT JOIN clocks_device c ON c.device_id = d.id WHERE d.retired_at IS NULL`,
    [q, limitMs],
  );
  return rows[0]!;
}

/** Days of some devices from a day on, oldest first. */
export async function daysOf(
  db: Db,
  deviceIds: readonly string[],
  from: string,
): Promise<{ deviceId: string; day: string; offsetsMs: number[] }[]> {
  const { rows } = await db.query<{ deviceId: string; day: string; offsetsMs: (string | number)[] }>(
    `SELECT device_id AS "deviceId", to_char(day, 'YYYY-MM-DD') AS day, offsets_ms AS "offsetsMs" FROM clocks_day
     WHERE device_id = ANY($1::uuid[]) AND day >= $2::date ORDER BY device_id, day`,
    [deviceIds, from],
  );
  return rows.map((row) => ({ ...row, offsetsMs: row.offsetsMs.map(Number) }));
}

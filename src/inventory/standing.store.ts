import type { Db } from '../db/pool.ts';

const namedMax = 5;

/** The devices in use at a moment, how many of them had told a readable fact of a kind since another, and some that had not. */
export async function collectingAt(
  db: Db,
  kind: string,
  at: Date,
  since: Date,
): Promise<{ devices: number; told: number; oldest: Date | null; missing: readonly string[] }> {
  const { rows } = await db.query<{ devices: number; told: number; oldest: Date | null; missing: string[] | null }>(
    `WITH seen AS (
       SELECT d.name, f.readable AND f.last_at >= $3 AS told, f.last_at FROM devices_device d
       LEFT JOIN LATERAL (
         SELECT f.unreadable IS NULL AS readable, least(coalesce(p.last_observed_at, c.last_observed_at, f.observed_at), $2) AS last_at
         FROM intake_fact f LEFT JOIN intake_span p ON p.fact_id = f.id LEFT JOIN intake_current c ON c.device_id = f.device_id AND c.kind = f.kind AND c.fact_id = f.id
         WHERE f.device_id = d.id AND f.kind = $1 AND f.observed_at <= $2 ORDER BY f.observed_at DESC, f.id DESC LIMIT 1
       ) f ON true
       WHERE d.enrolled_at <= $2 AND (d.retired_at IS NULL OR d.retired_at > $2)
     )
     SELECT count(*) AS devices, count(*) FILTER (WHERE told) AS told, min(last_at) FILTER (WHERE told) AS oldest,
       (array_agg(name ORDER BY name) FILTER (WHERE told IS NOT TRUE))[1:${namedMax}] AS missing FROM seen`,
    [kind, at, since],
  );
  const [row] = rows;
  return { devices: row!.devices, told: row!.told, oldest: row!.oldest, missing: row!.missing ?? [] };
}

import type { Db } from '../db/pool.ts';
import { referenceSpeaksMs } from './reference-standing.ts';

const dayMs = 86_400_000;

/**
 * Whether other clocks say that this server's is off by more than a day. Named time servers are heard first; where none answered lately the
 * devices are, by what they told within the last day: as many as agree are enough to doubt. Nobody to ask: no doubt.
 *
 * Answers that were written down while the clock stood elsewhere, before or after now, say nothing.
 */
export async function isServerDoubted(db: Db, named: readonly string[], now: Date): Promise<boolean> {
  const servers = named.map((name) => name.trim().toLowerCase());
  const { rows } = await db.query<{ source: string; near: number; far: number }>(
    `WITH said AS (
       SELECT 'server' AS source, offset_ms FROM (
         SELECT DISTINCT ON (server) server, offset_ms FROM clocks_reference
         WHERE server = ANY ($1::text[]) AND at > $2 AND at <= $3 AND refused IS NULL ORDER BY server, id DESC) newest
       UNION ALL
       SELECT 'device', offset_ms FROM clocks_device WHERE observed_at > $4 AND observed_at <= $3
     )
     SELECT source, count(*) FILTER (WHERE abs(offset_ms) <= $5)::int AS near, count(*) FILTER (WHERE abs(offset_ms) > $5)::int AS far
     FROM said GROUP BY source ORDER BY source DESC`,
    [servers, new Date(now.getTime() - referenceSpeaksMs), now, new Date(now.getTime() - dayMs), dayMs],
  );
  // Time servers sort before devices; whoever speaks first decides.
  const [first] = rows;
  return first !== undefined && first.far > 0 && first.far >= first.near;
}

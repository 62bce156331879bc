import type { Db } from '../../db/pool.ts';

/** How many requests came and were decided in a span of time. */
export async function countsBetween(db: Db, from: Date, to: Date): Promise<{ submitted: number; approved: number; denied: number }> {
  const { rows } = await db.query<{ submitted: number; approved: number; denied: number }>(
    `SELECT count(*) FILTER (WHERE act = 'submitted')::int AS submitted, count(*) FILTER (WHERE act = 'approved')::int AS approved,
       count(*) FILTER (WHERE act = 'denied')::int AS denied
     FROM requests_event WHERE at >= $1 AND at < $2`,
    [from, to],
  );
  return rows[0]!;
}

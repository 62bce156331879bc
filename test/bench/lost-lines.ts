import type { Pool } from '../../src/db/pool.ts';

/** Which of the acknowledged lines the database does not hold. */
export async function lostLines(pool: Pool, acknowledged: readonly string[]): Promise<string[]> {
  const missing = new Set(acknowledged);
  for (const id of await storedLines(pool)) missing.delete(id);
  return [...missing];
}

/** The ids of all simulated lines, as often as they are stored. */
export async function storedLines(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM (SELECT coalesce(body->'columns'->>'eid', substring(body->>'message' FROM '\\[eid=([^\\]]+)\\]')) AS id FROM intake_line) l WHERE id IS NOT NULL`,
  );
  return rows.map((row) => row.id);
}

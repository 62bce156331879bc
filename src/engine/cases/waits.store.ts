import type { Db } from '../../db/pool.ts';
import type { Wait } from './waits.ts';

const did = (steps: string, account: string): string =>
  `EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = c.id AND e.actors @> ARRAY[${account}::uuid] ${steps})`;

/** Whether a case `c` waits for an act of an account; the names of the parameters that hold the waits as JSON, and the account. */
export const waitsHere = (waits: string, account: string): string =>
  `c.ended_at IS NULL AND EXISTS (
     SELECT 1 FROM jsonb_to_recordset(${waits}::jsonb) AS w (kind text, variant text, state text, own boolean, apart text[])
     WHERE w.kind = c.kind AND w.variant = c.variant AND w.state = c.state
       AND (NOT w.own OR ${did('', account)}) AND NOT ${did('AND e.step = ANY (w.apart)', account)})`;

/** Which of these cases wait for an act of this account. */
export async function waitingAmong(db: Db, ids: readonly string[], waits: readonly Wait[], account: string): Promise<ReadonlySet<string>> {
  if (ids.length === 0 || waits.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.id FROM cases_case c WHERE c.id = ANY ($1::uuid[]) AND ${waitsHere('$2', '$3')}`,
    [ids, JSON.stringify(waits), account],
  );
  return new Set(rows.map(({ id }) => id));
}

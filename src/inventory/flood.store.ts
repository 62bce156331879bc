import type { Tx } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';

/** Which of these devices have told of these collections before, as `device collection`. */
export async function hasSets(tx: Tx, asked: readonly { deviceId: string; collection: CollectionId }[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ pair: string }>(
    `SELECT s.device_id || ' ' || s.collection AS pair FROM unnest($1::uuid[], $2::text[]) AS asked (device_id, collection)
     JOIN inventory_set s ON s.device_id = asked.device_id AND s.collection = asked.collection`,
    [asked.map((each) => each.deviceId), asked.map((each) => each.collection)],
  );
  return new Set(rows.map((row) => row.pair));
}

/** How many new items each device brought on the (UTC) day of this moment. */
export async function freshToday(tx: Tx, deviceIds: readonly string[], now: Date): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: string; items: number }>(
    `SELECT device_id AS id, items FROM inventory_fresh WHERE device_id = ANY($1::uuid[]) AND day = ($2::timestamptz AT TIME ZONE 'UTC')::date`,
    [deviceIds, now],
  );
  return new Map(rows.map((row) => [row.id, row.items]));
}

export async function addFresh(tx: Tx, counts: ReadonlyMap<string, number>, now: Date): Promise<void> {
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.query(
    `INSERT INTO inventory_fresh AS f (device_id, day, items)
     SELECT id, ($3::timestamptz AT TIME ZONE 'UTC')::date, items FROM unnest($1::uuid[], $2::int[]) AS u (id, items)
     ON CONFLICT (device_id) DO UPDATE SET day = excluded.day, items = CASE WHEN f.day = excluded.day THEN f.items ELSE 0 END + excluded.items`,
    [rows.map(([id]) => id), rows.map(([, items]) => items), now],
  );
}

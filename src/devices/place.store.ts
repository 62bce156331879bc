import type { Db, Tx } from '../db/pool.ts';
import type { DeviceTraits, Environment } from '../facts/kind.ts';

export interface PlacedRow extends DeviceTraits {
  readonly id: string;
  /** Who decided its class: the name of its system, or a person. */
  readonly classBy: 'rule' | 'person';
}

/**
 * The devices in use among these, held until the end of the transaction, in one order for all who do so. Whoever stores what a
 * device said meanwhile is not held up: he only needs that the device is there.
 */
export async function holdPlaces(tx: Tx, ids: readonly string[]): Promise<PlacedRow[]> {
  const { rows } = await tx.query<PlacedRow>(
    `SELECT id, platform, class AS "deviceClass", class_by AS "classBy", environment FROM devices_device
     WHERE id = ANY($1::uuid[]) AND retired_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    [ids],
  );
  return rows;
}

/** Writes where each stands. A class by rule is worked out by the database, from the name of the system. */
export async function putPlaces(tx: Tx, rows: readonly PlacedRow[]): Promise<PlacedRow[]> {
  const written = await tx.query<PlacedRow>(
    `UPDATE devices_device d SET class = u.class, class_by = u.class_by, environment = nullif(u.environment, '')
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS u (id, class, class_by, environment) WHERE d.id = u.id
     RETURNING d.id, d.platform, d.class AS "deviceClass", d.class_by AS "classBy", d.environment`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.deviceClass),
      rows.map((row) => row.classBy),
      rows.map((row) => row.environment ?? ''),
    ],
  );
  return written.rows;
}

/** Where some devices stand in the life of a system; null where nobody said so. */
export async function usesOf(db: Db, ids: readonly string[]): Promise<Map<string, Environment | null>> {
  const { rows } = await db.query<{ id: string; environment: Environment | null }>(
    'SELECT id, environment FROM devices_device WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, environment }) => [id, environment]));
}

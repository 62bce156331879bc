import type { Db } from '../db/pool.ts';
import type { DeviceClass, Platform } from '../facts/kind.ts';

/** Which devices somebody means: these by their ids, or all that are so; what is left out does not matter. */
export interface DeviceChoice {
  readonly ids?: readonly string[] | undefined;
  readonly platforms?: readonly Platform[] | undefined;
  readonly deviceClass?: DeviceClass | undefined;
  /** A group by its id. */
  readonly group?: string | undefined;
}

/** The devices in use that are meant, by id, with when each was last seen. */
export async function chosenDevices(
  db: Db,
  { ids, platforms, deviceClass, group }: DeviceChoice,
  most: number,
): Promise<{ id: string; lastSeenAt: Date }[]> {
  const { rows } = await db.query<{ id: string; lastSeenAt: Date }>(
    `SELECT id, last_seen_at AS "lastSeenAt" FROM devices_device
     WHERE retired_at IS NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) AND ($2::text[] IS NULL OR platform = ANY($2)) AND ($3::text IS NULL OR class = $3)
       AND ($4::uuid IS NULL OR id IN (SELECT devices_in_group($4)))
     ORDER BY id LIMIT $5`,
    [ids ?? null, platforms ?? null, deviceClass ?? null, group ?? null, most],
  );
  return rows;
}

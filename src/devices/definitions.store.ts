import type { Db, Tx } from '../db/pool.ts';

/** What a device tells of its virus definitions; null where it tells no age (any more). */
export interface DefinitionsSeen {
  readonly deviceId: string;
  readonly product: string;
  readonly updatedAt: Date | null;
}

/** Apple publishes these about every two weeks: among products that are updated daily they would always be the oldest. */
const notDaily = ['XProtect'];
const productCharsMax = 200;

/** Keeps the age of the definitions beside the devices, in the transaction that stores the fact. The last of two for a device counts. */
export async function recordDefinitions(tx: Tx, seen: readonly DefinitionsSeen[]): Promise<void> {
  const last = [...new Map(seen.map((each) => [each.deviceId, each])).values()].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
  const counts = ({ product, updatedAt }: DefinitionsSeen) => updatedAt !== null && product !== '' && !notDaily.includes(product);
  const kept = last.filter(counts);
  const gone = last.filter((each) => !counts(each)).map(({ deviceId }) => deviceId);
  if (kept.length > 0)
    await tx.query(
      `INSERT INTO devices_definitions (device_id, product, updated_at) SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[])
       ON CONFLICT (device_id) DO UPDATE SET product = excluded.product, updated_at = excluded.updated_at`,
      [
        kept.map(({ deviceId }) => deviceId),
        kept.map(({ product }) => product.slice(0, productCharsMax)),
        kept.map(({ updatedAt }) => updatedAt),
      ],
    );
  if (gone.length > 0) await tx.query('DELETE FROM devices_definitions WHERE device_id = ANY($1::uuid[])', [gone]);
}

export interface OldestDefinitions {
  readonly deviceId: string;
  readonly name: string;
  readonly product: string;
  readonly updatedAt: Date;
}

/** The device in use whose definitions are the oldest, or null where none tells an age. */
export async function oldestDefinitions(db: Db): Promise<OldestDefinitions | null> {
  const { rows } = await db.query<OldestDefinitions>(
    `SELECT m.device_id AS "deviceId", d.name, m.product, m.updated_at AS "updatedAt"
     FROM devices_definitions m JOIN devices_device d ON d.id = m.device_id AND d.retired_at IS NULL
     ORDER BY m.updated_at, m.device_id LIMIT 1`,
  );
  return rows[0] ?? null;
}

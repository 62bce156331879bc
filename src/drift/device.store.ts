import type { Db } from '../db/pool.ts';
import type { DeviceTraits } from '../facts/kind.ts';

/** What was told of a device last, by kind of fact: the digest of its content and when it spoke. */
export type Told = Readonly<Record<string, { readonly digest: string; readonly observedAt: string }>>;

export interface DueDevice extends DeviceTraits {
  readonly id: string;
  readonly told: Told;
  /** How often something new had happened to it when it was read. */
  readonly news: number;
}

/** Devices in use of which something is new, or that were not looked at since a moment (an earlier one for those that were silent and were heard again), or that were looked at in a time to come, before the server's clock was set back; those with news first. */
export async function dueDevices(
  db: Db,
  { before, silentBefore, now }: { before: Date; silentBefore: Date; now: Date },
  limit: number,
): Promise<DueDevice[]> {
  const { rows } = await db.query<DueDevice>(
    `SELECT d.id, d.platform, d.class AS "deviceClass", d.environment, coalesce(t.told, '{}') AS told, coalesce(t.news, 0) AS news
     FROM devices_device d LEFT JOIN drift_device t ON t.device_id = d.id
     WHERE d.retired_at IS NULL AND (t.device_id IS NULL OR t.news > t.seen OR t.looked_at < $1 OR t.looked_at > $4
       OR (t.silent AND t.looked_at < $3 AND d.last_seen_at > t.looked_at))
     ORDER BY coalesce(t.news > t.seen, false) DESC, t.looked_at NULLS FIRST, d.id LIMIT $2`,
    [before, limit, silentBefore, now],
  );
  return rows;
}

/** Devices to be told of anew. */
export async function markDevices(db: Db, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.query(
    `INSERT INTO drift_device AS t (device_id, news, looked_at, told) SELECT id, 1, $2, '{}' FROM unnest($1::uuid[]) AS u (id) ORDER BY id
     ON CONFLICT (device_id) DO UPDATE SET news = t.news + 1`,
    [[...new Set(ids)].sort(), at],
  );
}

/** All devices of a class, after its approved state changed. */
export async function markUnit(db: Db, { platform, deviceClass, environment }: DeviceTraits): Promise<void> {
  await db.query(
    `UPDATE drift_device SET news = news + 1 FROM devices_device d WHERE d.id = device_id AND d.platform = $1 AND d.class = $2
       AND d.environment IS NOT DISTINCT FROM $3`,
    [platform, deviceClass, environment],
  );
}

/** All devices that are held against an approved state, after a rule changed. */
export async function markHeld(db: Db): Promise<void> {
  await db.query('UPDATE drift_device SET news = news + 1 WHERE baseline IS NOT NULL');
}

export interface LookedAt {
  readonly deviceId: string;
  readonly news: number;
  readonly told: Told;
  readonly baseline: string | null;
  readonly differs: number | null;
  readonly unseen: number;
  readonly silent: boolean;
}

/** Written after what was told is stored; what became new meanwhile stays to be told. */
export async function putLooked(db: Db, looked: readonly LookedAt[], at: Date): Promise<void> {
  if (looked.length === 0) return;
  await db.query(
    `INSERT INTO drift_device (device_id, seen, looked_at, told, baseline, differs, unseen, silent)
     SELECT l."deviceId", l.news, $2, l.told, l.baseline, l.differs, l.unseen, l.silent
     FROM jsonb_to_recordset($1::jsonb) AS l ("deviceId" uuid, news int, told jsonb, baseline uuid, differs int, unseen int, silent boolean) ORDER BY 1
     ON CONFLICT (device_id) DO UPDATE SET seen = excluded.seen, looked_at = excluded.looked_at, told = excluded.told, baseline = excluded.baseline,
       differs = excluded.differs, unseen = excluded.unseen, silent = excluded.silent`,
    [JSON.stringify(looked), at],
  );
}

import { searchForm } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import { deviceKey } from './plan-devices.ts';
import { numberKey } from './plan-people.ts';
import type { DeviceRecord } from './shape.ts';

export interface StoredDevice extends DeviceRecord {
  readonly id: string;
}

const recordColumns = `o.id, o.serial, o.host, o.asset, coalesce(p.number, '') AS owner`;

export async function allDevices(db: Db): Promise<StoredDevice[]> {
  const { rows } = await db.query<StoredDevice>(
    `SELECT ${recordColumns} FROM staff_device_owner o LEFT JOIN staff_person p ON p.id = o.person_id ORDER BY o.key`,
  );
  return rows;
}

export interface DeviceView extends StoredDevice {
  readonly personId: string | null;
  readonly ownerName: string;
  /** The device with an agent that it is, by serial number or name; null where there is none yet, or where two would fit. */
  readonly deviceId: string | null;
}

/** Names are compared without their domain: a list says PC-12, the agent PC-12.example.co.jp. */
const enrolled = `LEFT JOIN LATERAL (
    SELECT min(d.id::text)::uuid AS id FROM devices_device d
    WHERE d.retired_at IS NULL AND (o.serial <> '' AND lower(d.serial) = lower(o.serial)
      OR o.serial = '' AND lower(split_part(d.name, '.', 1)) = lower(split_part(o.host, '.', 1)))
    HAVING count(*) = 1) e ON true`;

export async function listDevices(
  db: Db,
  filter: { readonly q?: string | undefined; readonly person?: string | undefined; readonly offset: number; readonly limit: number },
): Promise<{ total: number; devices: DeviceView[] }> {
  const like = filter.q
    ? `%${searchForm(filter.q)
        .replaceAll('\u0000', '')
        .replace(/[\\%_]/g, '\\$&')}%`
    : null;
  const conditions = `($1::text IS NULL OR lower(o.serial || ' ' || o.host || ' ' || o.asset || ' ' || coalesce(p.search, '')) LIKE $1)
    AND ($2::uuid IS NULL OR o.person_id = $2)`;
  const from = 'staff_device_owner o LEFT JOIN staff_person p ON p.id = o.person_id';
  const counted = await db.query<{ total: number }>(`SELECT count(*) AS total FROM ${from} WHERE ${conditions}`, [
    like,
    filter.person ?? null,
  ]);
  const { rows } = await db.query<DeviceView>(
    `SELECT ${recordColumns}, o.person_id AS "personId", coalesce(p.name, '') AS "ownerName", e.id AS "deviceId"
     FROM ${from} ${enrolled} WHERE ${conditions} ORDER BY o.key OFFSET $3 LIMIT $4`,
    [like, filter.person ?? null, filter.offset, filter.limit],
  );
  return { total: counted.rows[0]!.total, devices: rows };
}

/** Whose enrolled devices are, of these people, by device. */
export async function devicesOfPeople(db: Db, people: readonly string[]): Promise<Map<string, string>> {
  if (people.length === 0) return new Map();
  const { rows } = await db.query<{ person: string; device: string }>(
    `SELECT o.person_id AS person, e.id AS device FROM staff_device_owner o ${enrolled} WHERE o.person_id = ANY ($1::uuid[]) AND e.id IS NOT NULL`,
    [people],
  );
  return new Map(rows.map(({ device, person }) => [device, person]));
}

/** Whose enrolled devices are, by name; those that no record, or more than one person, claims are absent. */
export async function ownersOfDevices(db: Db, deviceIds: readonly string[]): Promise<Map<string, string>> {
  if (deviceIds.length === 0) return new Map();
  const { rows } = await db.query<{ device: string; name: string }>(
    `SELECT d.id AS device, min(p.name) AS name FROM devices_device d JOIN staff_device_owner o ON (o.serial <> '' AND lower(o.serial) = lower(d.serial))
       OR (o.serial = '' AND lower(split_part(o.host, '.', 1)) = lower(split_part(d.name, '.', 1))) JOIN staff_person p ON p.id = o.person_id
     WHERE d.id = ANY ($1::uuid[]) GROUP BY d.id HAVING count(DISTINCT p.id) = 1`,
    [deviceIds],
  );
  return new Map(rows.map(({ device, name }) => [device, name]));
}

/** Whose an enrolled device is; null where no record, or more than one person, claims it. */
export async function ownerOfDevice(db: Db, deviceId: string): Promise<{ id: string; name: string } | null> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `SELECT DISTINCT p.id, p.name FROM devices_device d JOIN staff_device_owner o ON (o.serial <> '' AND lower(o.serial) = lower(d.serial))
       OR (o.serial = '' AND lower(split_part(o.host, '.', 1)) = lower(split_part(d.name, '.', 1))) JOIN staff_person p ON p.id = o.person_id
     WHERE d.id = $1 LIMIT 2`,
    [deviceId],
  );
  return rows.length === 1 ? rows[0]! : null;
}

/** Adds and changes in one statement each; an owner is named by number. */
export async function writeDevices(
  tx: Tx,
  { added, changed, removed }: { added: readonly StoredDevice[]; changed: readonly StoredDevice[]; removed: readonly string[] },
  at: Date,
): Promise<void> {
  const json = (devices: readonly StoredDevice[]) =>
    JSON.stringify(
      devices.map(({ owner, ...device }) => ({ ...device, key: deviceKey(device), owner_key: owner === '' ? null : numberKey(owner) })),
    );
  const columns = 'id uuid, key text, serial text, host text, asset text, owner_key text';
  if (removed.length > 0) await tx.query('DELETE FROM staff_device_owner WHERE id = ANY ($1::uuid[])', [removed]);
  if (added.length > 0) {
    await tx.query(
      `INSERT INTO staff_device_owner (id, key, serial, host, asset, person_id, changed_at)
       SELECT r.id, r.key, r.serial, r.host, r.asset, p.id, $2 FROM jsonb_to_recordset($1::jsonb) AS r (${columns})
       LEFT JOIN staff_person p ON p.number_key = r.owner_key`,
      [json(added), at],
    );
  }
  if (changed.length > 0) {
    await tx.query(
      `UPDATE staff_device_owner o SET key = r.key, serial = r.serial, host = r.host, asset = r.asset, person_id = p.id, changed_at = $2
       FROM jsonb_to_recordset($1::jsonb) AS r (${columns}) LEFT JOIN staff_person p ON p.number_key = r.owner_key WHERE o.id = r.id`,
      [json(changed), at],
    );
  }
}

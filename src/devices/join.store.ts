import type { Db, Tx } from '../db/pool.ts';

/** Marks an identity as one of several copies: from now on its agent's instance names it. */
export async function setByInstance(tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE devices_device SET by_instance = true WHERE id = $1', [id]);
}

/** The other instances that are still good for a device: their keys end, and each gets a record of its own when it calls again. */
export async function separateOthers(tx: Tx, id: string, keep: string, at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ instance_id: string }>(
    `WITH ended AS (UPDATE devices_node SET revoked_at = $3 WHERE device_id = $1 AND instance_id <> $2 AND revoked_at IS NULL RETURNING instance_id)
     INSERT INTO devices_separated (instance_id, from_device, decided_at) SELECT DISTINCT instance_id, $1::uuid, $3::timestamptz FROM ended
     ON CONFLICT (instance_id) DO NOTHING RETURNING instance_id`,
    [id, keep, at],
  );
  return rows.map((row) => row.instance_id);
}

/** What was decided about an instance that enrols: null where nobody decided, else the record that it has, or has not yet. */
export async function separatedInstance(tx: Tx, instanceId: string): Promise<{ deviceId: string | null } | null> {
  const { rows } = await tx.query<{ deviceId: string | null }>(
    `SELECT CASE WHEN d.retired_at IS NULL THEN s.device_id END AS "deviceId" FROM devices_separated s LEFT JOIN devices_device d ON d.id = s.device_id WHERE s.instance_id = $1`,
    [instanceId],
  );
  return rows[0] ?? null;
}

export async function setSeparated(tx: Tx, instanceId: string, deviceId: string): Promise<void> {
  await tx.query('UPDATE devices_separated SET device_id = $2 WHERE instance_id = $1', [instanceId, deviceId]);
}

/** The kept record takes the identity and the keys of the one that was seen later, so that its agent goes on speaking for it. */
export async function takeOver(tx: Tx, keep: string, other: string): Promise<void> {
  await tx.query(
    `UPDATE devices_device k SET hardware_uuid = o.hardware_uuid, serial = coalesce(o.serial, k.serial), instance_id = o.instance_id, platform = o.platform,
       name = o.name, search = o.search, os = o.os, agent_version = o.agent_version, hardware = o.hardware, last_seen_at = o.last_seen_at, by_instance = o.by_instance
     FROM devices_device o WHERE k.id = $1 AND o.id = $2`,
    [keep, other],
  );
  await tx.query('UPDATE devices_node SET device_id = $1 WHERE device_id = $2 AND revoked_at IS NULL', [keep, other]);
  await tx.query('UPDATE devices_separated SET device_id = $1 WHERE device_id = $2', [keep, other]);
}

export async function setMerged(tx: Tx, other: string, keep: string): Promise<void> {
  await tx.query('UPDATE devices_device SET merged_into = $2 WHERE id = $1', [other, keep]);
}

/** Records of the same machine: those that were joined with this one, and the one that this was joined with. */
export async function joinedRecords(
  db: Db,
  id: string,
): Promise<{ mergedFrom: { id: string; name: string }[]; mergedInto: { id: string; name: string } | null }> {
  const { rows } = await db.query<{ id: string; name: string; into: boolean }>(
    `SELECT o.id, o.name, false AS into FROM devices_device o WHERE o.merged_into = $1
     UNION ALL SELECT k.id, k.name, true FROM devices_device d JOIN devices_device k ON k.id = d.merged_into WHERE d.id = $1`,
    [id],
  );
  const named = rows.map(({ id: each, name, into }) => ({ into, record: { id: each, name } }));
  return {
    mergedFrom: named.filter(({ into }) => !into).map(({ record }) => record),
    mergedInto: named.find(({ into }) => into)?.record ?? null,
  };
}

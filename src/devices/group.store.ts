import type { Db, Tx } from '../db/pool.ts';
import type { DeviceClass, Environment, Platform } from '../facts/kind.ts';

/** What makes a device one of a group. Each condition that is given must hold; within a list one is enough. */
export interface GroupRule {
  readonly platforms?: readonly Platform[] | undefined;
  readonly deviceClass?: DeviceClass | undefined;
  /** `none`: nobody said the environment. */
  readonly environments?: readonly (Environment | 'none')[] | undefined;
  /** `*` stands for any text; without one the whole name is meant. Small and capital letters are one. */
  readonly name?: string | undefined;
  /** A part of what the system calls itself: `Windows 11`. */
  readonly os?: string | undefined;
  /** Departments of whom the staff list gives the device to, with those below them. */
  readonly departments?: readonly string[] | undefined;
  /** Networks as the inventory lists them: `192.168.10.0/24`. */
  readonly networks?: readonly string[] | undefined;
}

const quoted = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('\u0000', '')
    .replace(/[\\%_]/g, '\\$&');

const conditions = (rule: GroupRule): unknown[] => [
  rule.platforms ?? null,
  rule.deviceClass ?? null,
  rule.environments?.map((each) => (each === 'none' ? '' : each)) ?? null,
  rule.name === undefined ? null : quoted(rule.name).replaceAll('*', '%'),
  rule.os === undefined ? null : `%${quoted(rule.os)}%`,
  rule.departments ?? null,
  rule.networks ?? null,
];
const byRule = 'devices_by_rule($1::text[], $2::text, $3::text[], $4::text, $5::text, $6::uuid[], $7::text[])';

/** How many devices a rule means now, with the names of a few. */
export async function devicesByRule(db: Db, rule: GroupRule, shown: number): Promise<{ devices: number; names: string[] }> {
  const { rows } = await db.query<{ name: string; devices: number }>(
    `SELECT d.name, count(*) OVER () AS devices FROM ${byRule} AS r (id) JOIN devices_device d ON d.id = r.id ORDER BY lower(d.name), d.id LIMIT $8`,
    [...conditions(rule), shown],
  );
  return { devices: rows[0]?.devices ?? 0, names: rows.map(({ name }) => name) };
}

/** The devices in use of a group, by id. */
export async function devicesOfGroup(db: Db, group: string, most = 1_000_000): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM devices_in_group($1) AS r (id) ORDER BY id LIMIT $2', [group, most]);
  return rows.map(({ id }) => id);
}

export interface GroupVersion {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly rule: GroupRule;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly endedAt: Date | null;
}

const columns = 'g.id, v.version, v.name, v.rule, v.reason, v.by, v.at, g.ended_at AS "endedAt"';

/** The groups that there are, by name, each with how many devices are in it now. */
export async function groupsInUse(db: Db): Promise<(GroupVersion & { devices: number })[]> {
  const { rows } = await db.query<GroupVersion & { devices: number }>(
    `SELECT ${columns}, (SELECT count(*) FROM devices_in_group(g.id)) AS devices
     FROM devices_group g JOIN devices_group_version v ON v.group_id = g.id AND v.version = g.version
     WHERE g.ended_at IS NULL ORDER BY lower(v.name), g.id`,
  );
  return rows;
}

/** Name and id only: for choosing one. */
export async function groupNames(db: Db): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `SELECT g.id, v.name FROM devices_group g JOIN devices_group_version v ON v.group_id = g.id AND v.version = g.version
     WHERE g.ended_at IS NULL ORDER BY lower(v.name), g.id`,
  );
  return rows;
}

export async function groupVersions(db: Db, id: string): Promise<GroupVersion[]> {
  const { rows } = await db.query<GroupVersion>(
    `SELECT ${columns} FROM devices_group g JOIN devices_group_version v ON v.group_id = g.id WHERE g.id = $1 ORDER BY v.version DESC`,
    [id],
  );
  return rows;
}

/** Who writes groups goes one after the other: two of one name must not be. */
export async function lockGroups(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034027)');
}

export async function groupVersionInForce(tx: Tx, id: string): Promise<GroupVersion | null> {
  const { rows } = await tx.query<GroupVersion>(
    `SELECT ${columns} FROM devices_group g JOIN devices_group_version v ON v.group_id = g.id AND v.version = g.version WHERE g.id = $1 FOR UPDATE OF g`,
    [id],
  );
  return rows[0] ?? null;
}

export async function putGroupVersion(tx: Tx, group: Omit<GroupVersion, 'endedAt'>, ledgerSeq: number): Promise<void> {
  if (group.version === 1) await tx.query('INSERT INTO devices_group (id, version) VALUES ($1, 1)', [group.id]);
  else await tx.query('UPDATE devices_group SET version = $2 WHERE id = $1', [group.id, group.version]);
  await tx.query(
    `INSERT INTO devices_group_version (platforms, class, environments, name_like, os_like, departments, networks, group_id, version, name, rule, reason, by, at, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...conditions(group.rule),
      group.id,
      group.version,
      group.name,
      JSON.stringify(group.rule),
      group.reason,
      group.by,
      group.at,
      ledgerSeq,
    ],
  );
}

export async function endStoredGroup(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE devices_group SET ended_at = $2 WHERE id = $1', [id, at]);
}

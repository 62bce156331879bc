import { newId } from '../../base/id.ts';
import type { TestDatabase } from '../../db/test-database.ts';

/** A device that is enrolled, without an agent. */
export async function testDevice(
  { owner }: Pick<TestDatabase, 'owner'>,
  name = 'srv',
  deviceClass: 'client' | 'server' = 'server',
): Promise<string> {
  const id = newId();
  await owner.query(
    `INSERT INTO devices_device (id, hardware_uuid, instance_id, platform, name, search, os, agent_version, hardware, enrolled_at, last_seen_at, class)
     VALUES ($1::uuid, $1::text, $1::text, 'linux', $2, lower($2), 'Debian 12', '5.23.1', '', '2026-01-01', '2026-01-01', $3)`,
    [id, name, deviceClass],
  );
  return id;
}

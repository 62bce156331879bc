import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { inTransaction } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { type DefinitionsSeen, Devices, oldestDefinitions, recordDefinitions } from './index.ts';

describe('the oldest virus definitions', () => {
  let database: TestDatabase;
  const clock = new FakeClock();
  const ids: string[] = [];
  let devices: Devices;
  before(async () => {
    database = await testDatabase();
    devices = new Devices(database.app, clock);
    for (const name of ['PC-01', 'PC-02', 'mac-03']) {
      const said = {
        name,
        platform: 'windows',
        hardware: '',
        serial: null,
        os: '',
        hardwareUuid: name,
        instanceId: name,
        agentVersion: '5',
      } as const;
      ids.push((await devices.enrol(said)).deviceId);
    }
  });
  after(() => database.close());

  const at = (day: number) => new Date(Date.UTC(2026, 10, day));
  const record = (...seen: [number, string, Date | null][]) =>
    inTransaction(database.app, (tx) =>
      recordDefinitions(
        tx,
        seen.map(([device, product, updatedAt]): DefinitionsSeen => ({ deviceId: ids[device]!, product, updatedAt })),
      ),
    );
  const oldest = async () => (await oldestDefinitions(database.app))?.name ?? null;

  it('is none before any device has told an age', async () => assert.equal(await oldest(), null));
  it('follows the newest word of each device', async () => {
    await record([0, 'Microsoft Defender', at(20)], [1, 'Microsoft Defender', at(18)]);
    assert.deepEqual(await oldestDefinitions(database.app), {
      deviceId: ids[1],
      name: 'PC-02',
      product: 'Microsoft Defender',
      updatedAt: at(18),
    });
    await record([1, 'Microsoft Defender', at(21)]);
    assert.equal(await oldest(), 'PC-01');
    // Two facts of one device in one round: the later one counts.
    await record([0, 'Microsoft Defender', at(10)], [0, 'Microsoft Defender', at(22)]);
    assert.equal(await oldest(), 'PC-02');
  });
  it('leaves out definitions that are not published daily, and ages that are not told any more', async () => {
    await record([2, 'XProtect', at(1)]);
    assert.equal(await oldest(), 'PC-02');
    await record([1, 'ESET', null]);
    assert.equal(await oldest(), 'PC-01');
  });
  it('leaves out a device that is out of use', async () => {
    await devices.retire(ids[0]!, 'account:x', async () => {});
    assert.equal(await oldest(), null);
  });
  it('is read by its index among many', async () => {
    await database.owner.query(
      `INSERT INTO devices_device (id, name, platform, os, agent_version, hardware, hardware_uuid, instance_id, enrolled_at, last_seen_at, search)
       SELECT gen_random_uuid(), 'm' || n, 'windows', '', '', '', 'u' || n, 'i' || n, now(), now(), '' FROM generate_series(1, 3000) n`,
    );
    await database.owner.query(
      `INSERT INTO devices_definitions SELECT id, 'Microsoft Defender', now() FROM devices_device WHERE name LIKE 'm%' AND name <> 'mac-03'`,
    );
    await database.owner.query('ANALYZE devices_definitions, devices_device');
    const { rows } = await database.owner.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT m.device_id FROM devices_definitions m JOIN devices_device d ON d.id = m.device_id AND d.retired_at IS NULL
       ORDER BY m.updated_at, m.device_id LIMIT 1`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    assert.match(plan, /devices_definitions_age/, plan);
  });
});

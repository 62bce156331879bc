import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { readEntries } from '../ledger/index.ts';
import { conflicts, type Device, Devices, type Enrolment } from './index.ts';
import { deviceById } from './store.ts';

describe('enrolment', () => {
  let database: TestDatabase;
  const clock = new FakeClock();
  let devices: Devices;
  const forgotten: string[] = [];
  before(async () => {
    database = await testDatabase();
    devices = newDevices();
  });
  after(() => database.close());

  const newDevices = () =>
    new Devices(database.app, clock, async (_tx, id) => {
      forgotten.push(id);
    });
  let machines = 0;
  const machine = (said: Partial<Enrolment> = {}): Enrolment => {
    machines += 1;
    const id = `m-${machines}`;
    return {
      name: id,
      hardwareUuid: id,
      serial: id,
      instanceId: id,
      platform: 'linux',
      os: 'Debian 13',
      agentVersion: '5',
      hardware: '',
      ...said,
    };
  };
  const device = async (id: string): Promise<Device> => (await deviceById(database.app, id))!;
  const kinds = async (id: string) =>
    (await readEntries(database.app, { limit: 100, subject: `device:${id}` })).map((entry) => entry.kind).reverse();
  const keysOf = async (id: string) => {
    const { rows } = await database.owner.query<{ count: number }>(
      'SELECT count(*) AS count FROM devices_node WHERE device_id = $1 AND revoked_at IS NULL',
      [id],
    );
    return rows[0]!.count;
  };

  it('gives a new machine a record, a ledger entry and a key of which only the hash is stored', async () => {
    const { nodeKey, deviceId } = await devices.enrol(machine());
    assert.deepEqual(await devices.node(nodeKey), { deviceId, platform: 'linux' });
    assert.deepEqual(await kinds(deviceId), ['device.enrolled']);
    assert.equal(await devices.node('made up'), null);
    assert.equal(await devices.node(''), null);
    const { rows } = await database.owner.query<{ text: string }>('SELECT key_hash::text || instance_id AS text FROM devices_node');
    assert.ok(rows.every((row) => !row.text.includes(nodeKey)));
  });

  it('knows a machine again, with one entry for one agent however many of its plugins enrol', async () => {
    const said = machine();
    const first = await devices.enrol(said);
    const again = await devices.enrol({ ...said, instanceId: 'reinstalled', name: '改名したPC' });
    await devices.enrol({ ...said, instanceId: 'reinstalled' });
    assert.equal(again.deviceId, first.deviceId);
    assert.deepEqual(await kinds(first.deviceId), ['device.enrolled', 'device.re-enrolled']);
    assert.equal((await devices.node(first.nodeKey))?.deviceId, first.deviceId, 'the older key is good for what is under way');
  });

  it('makes one record of one machine whose plugins enrol at the same time', async () => {
    const said = machine();
    const made = await Promise.all([1, 2, 3].map(() => devices.enrol(said)));
    assert.equal(new Set(made.map((one) => one.deviceId)).size, 1);
    assert.deepEqual(await kinds(made[0]!.deviceId), ['device.enrolled']);
  });

  it('keeps the four newest keys, the one just given among them, and ends the others at once', async () => {
    const said = machine();
    const keys: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      const { nodeKey, deviceId } = await devices.enrol(said);
      keys.push(nodeKey);
      assert.equal((await devices.node(nodeKey))?.deviceId, deviceId);
    }
    const good = await Promise.all(keys.map(async (key) => (await devices.node(key)) !== null));
    assert.equal(good.filter(Boolean).length, 4);
    assert.ok(good.at(-1));
    assert.equal(await keysOf((await devices.node(keys.at(-1)!))!.deviceId), 4);
  });

  it('leaves the same hardware id with another serial, and the other way round, to a person', async () => {
    const said = machine();
    const { deviceId } = await devices.enrol(said);
    const clone = await devices.enrol({ ...said, serial: 'another', instanceId: 'clone' });
    const repaired = await devices.enrol({ ...said, hardwareUuid: 'new board', instanceId: 'repaired' });
    for (const other of [clone, repaired]) {
      assert.notEqual(other.deviceId, deviceId);
      assert.equal((await device(other.deviceId)).conflictWith, deviceId);
      assert.deepEqual(await kinds(other.deviceId), ['device.enrolled', 'device.conflict']);
    }
    assert.equal((await device(deviceId)).conflict, null);
    assert.ok((await conflicts(database.app, 10)).some((item) => item.device === clone.deviceId && item.because.ja.includes(said.name)));
    assert.equal((await devices.enrol({ ...said, serial: 'another', instanceId: 'clone' })).deviceId, clone.deviceId, 'known from then on');
  });

  it('drops the verdicts of a machine that comes back with another system', async () => {
    const said = machine({ platform: 'windows' });
    const { deviceId } = await devices.enrol(said);
    await devices.enrol(said);
    assert.ok(!forgotten.includes(deviceId));
    await devices.enrol({ ...said, platform: 'linux', instanceId: 'other system' });
    assert.ok(forgotten.includes(deviceId));
    assert.equal((await device(deviceId)).platform, 'linux');
  });

  it('notices two agents at work under one identity, also after a restart, and tells it once', async () => {
    const said = machine();
    const original = await devices.enrol(said);
    clock.advance({ minutes: 1 });
    const copy = await devices.enrol({ ...said, instanceId: 'copy' });
    const conflict = async () => (await device(original.deviceId)).conflict;
    await devices.node(original.nodeKey);
    assert.equal(await conflict(), null, 'a request may be under way');
    clock.advance({ hours: 9 });
    await devices.node(copy.nodeKey);
    assert.equal(await conflict(), null, 'the newest agent alone is no conflict');
    devices = newDevices();
    await Promise.all([devices.node(original.nodeKey), devices.node(copy.nodeKey), devices.node(original.nodeKey)]);
    assert.match((await conflict())!.ja, /同時に2つ/);
    clock.advance({ minutes: 5 });
    for (const key of [original.nodeKey, copy.nodeKey, original.nodeKey]) await devices.node(key);
    assert.deepEqual(await kinds(original.deviceId), ['device.enrolled', 'device.re-enrolled', 'device.conflict']);
  });
});

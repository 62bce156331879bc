import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { readEntries } from '../ledger/index.ts';
import { Devices, deviceCounts, recentFailures, traitsOf } from './index.ts';
import { deviceById } from './store.ts';

const said = { platform: 'linux', os: '', agentVersion: '', hardware: '' } as const;

describe('decisions and contacts', () => {
  let database: TestDatabase;
  let devices: Devices;
  const clock = new FakeClock();
  before(async () => {
    database = await testDatabase();
    devices = new Devices(database.app, clock);
  });
  after(() => database.close());

  let pairs = 0;
  /** A device, and one that looks like it and yet not. */
  async function twins() {
    pairs += 1;
    const one = { ...said, name: `pc-${pairs}`, hardwareUuid: `u-${pairs}`, serial: `a-${pairs}`, instanceId: `i-${pairs}` };
    const known = await devices.enrol(one);
    const alike = await devices.enrol({ ...one, serial: `b-${pairs}`, instanceId: `j-${pairs}` });
    return { known, alike };
  }
  const device = async (id: string) => (await deviceById(database.app, id))!;

  it('retires the older record where it is the same machine: its keys end, and it counts no more', async () => {
    const { known, alike } = await twins();
    await devices.node(known.nodeKey);
    const before = (await deviceCounts(database.app)).devicesByPlatform.linux;
    const retired: string[] = [];
    await devices.decide(alike.deviceId, 'same-device', 'account:a', async (_tx, id) => {
      retired.push(id);
    });
    assert.deepEqual(retired, [known.deviceId]);
    assert.equal(await devices.node(known.nodeKey), null);
    assert.equal((await devices.node(alike.nodeKey))!.deviceId, alike.deviceId);
    assert.equal((await deviceCounts(database.app)).devicesByPlatform.linux, before - 1);
    assert.deepEqual([...(await traitsOf(database.app, [known.deviceId, alike.deviceId])).keys()], [alike.deviceId]);
    const [entry] = await readEntries(database.app, { limit: 1 });
    assert.deepEqual([entry!.kind, entry!.actor], ['device.decided', 'account:a']);
    assert.deepEqual(entry!.payload, { decision: 'same-device', with: known.deviceId });
  });

  it('keeps both where they are two', async () => {
    const { known, alike } = await twins();
    await devices.decide(alike.deviceId, 'separate', 'account:a', async () => {});
    assert.deepEqual([(await device(alike.deviceId)).conflict, (await device(known.deviceId)).retiredAt], [null, null]);
  });

  it('lets one of two people who decide at the same time decide', async () => {
    const { alike } = await twins();
    const waiting = "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let second: Promise<unknown> | undefined;
    await devices.decide(alike.deviceId, 'same-device', 'account:a', async () => {
      second = devices.decide(alike.deviceId, 'separate', 'account:b', async () => {});
      second.catch(() => {});
      while ((await database.owner.query<{ count: number }>(waiting)).rows[0]!.count === 0);
    });
    await assert.rejects(second!, { code: 'not-found' });
    assert.equal((await readEntries(database.app, { limit: 100, subject: `device:${alike.deviceId}`, kind: 'device.decided' })).length, 1);
  });

  it('changes nothing where what follows fails, and knows no conflict where there is none', async () => {
    const { known, alike } = await twins();
    const failing = devices.decide(alike.deviceId, 'same-device', 'account:a', async () => {
      throw new Error('cannot forget');
    });
    await assert.rejects(failing, /cannot forget/);
    assert.ok((await device(alike.deviceId)).conflict);
    assert.equal((await device(known.deviceId)).retiredAt, null);
    await assert.rejects(
      devices.decide(known.deviceId, 'separate', 'account:a', async () => {}),
      { code: 'not-found' },
    );
  });

  it('tells of two agents at once no more after a decision, until another one enrols', async () => {
    const one = { ...said, name: 'dual', hardwareUuid: 'dual', serial: 'dual', instanceId: 'first' };
    const first = await devices.enrol(one);
    await devices.enrol({ ...one, instanceId: 'second' });
    clock.advance({ minutes: 5 });
    await devices.node(first.nodeKey);
    assert.ok((await device(first.deviceId)).conflict);
    await devices.decide(first.deviceId, 'same-device', 'account:a', async () => {});
    devices = new Devices(database.app, clock);
    await devices.node(first.nodeKey);
    assert.equal((await device(first.deviceId)).conflict, null);
    clock.advance({ minutes: 1 });
    await devices.enrol({ ...one, instanceId: 'third' });
    clock.advance({ minutes: 5 });
    await devices.node(first.nodeKey);
    assert.ok((await device(first.deviceId)).conflict);
  });

  it('writes when devices were seen, never backwards, and keeps what could not be written', async () => {
    const { known } = await twins();
    clock.advance({ minutes: 1 });
    devices.seen(known.deviceId);
    const at = clock.now();
    await database.owner.query('ALTER TABLE devices_device RENAME TO devices_away');
    await assert.rejects(devices.flush());
    await database.owner.query('ALTER TABLE devices_away RENAME TO devices_device');
    await devices.flush();
    assert.deepEqual((await device(known.deviceId)).lastSeenAt, at);
    clock.advance({ minutes: -30 });
    devices.seen(known.deviceId);
    await devices.flush();
    assert.deepEqual((await device(known.deviceId)).lastSeenAt, at);
    clock.advance({ minutes: 30 });
  });

  it('counts refused enrolments by address and reason, a flood of them in few writes, and forgets the oldest', async () => {
    await Promise.all(Array.from({ length: 500 }, () => devices.refused('192.0.2.1', 'wrong-secret')));
    await devices.refused('192.0.2.1', 'no-identity');
    const failures = await recentFailures(database.app, 10);
    assert.deepEqual(failures.map(({ reason, count }) => `${reason} ${count}`).sort(), ['no-identity 1', 'wrong-secret 500']);
    clock.advance({ minutes: 1 });
    await Promise.all(Array.from({ length: 1200 }, (_, n) => devices.refused(`198.51.100.${n}`, 'bad-request')));
    const { rows } = await database.owner.query<{ count: number }>('SELECT count(*) AS count FROM devices_enrolment_failure');
    assert.ok(rows[0]!.count <= 1000);
  });
});

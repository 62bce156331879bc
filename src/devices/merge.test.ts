import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { readEntries } from '../ledger/index.ts';
import { Devices, deviceById, type Enrolment, joinedRecords } from './index.ts';

describe('records that a person joins or tells apart', () => {
  let database: TestDatabase;
  let devices: Devices;
  const clock = new FakeClock();
  const forgotten: string[] = [];
  const forget = async (_tx: unknown, id: string) => void forgotten.push(id);
  before(async () => {
    database = await testDatabase();
    devices = new Devices(database.app, clock, forget);
  });
  after(() => database.close());

  let machines = 0;
  function machine(said: Partial<Enrolment> = {}): Enrolment {
    machines += 1;
    const id = `m-${machines}`;
    return {
      name: id,
      hardwareUuid: id,
      serial: id,
      instanceId: id,
      platform: 'linux',
      os: 'Debian',
      agentVersion: '5',
      hardware: '',
      ...said,
    };
  }
  const device = async (id: string) => (await deviceById(database.app, id))!;

  /** A device whose disk was copied: both agents speak under one identity, and it was noticed. */
  async function cloned() {
    const said = machine();
    const first = await devices.enrol(said);
    await devices.enrol({ ...said, instanceId: `${said.instanceId}-copy` });
    clock.advance({ minutes: 5 });
    await devices.node(first.nodeKey);
    assert.ok((await device(first.deviceId)).conflict);
    return { said, first };
  }

  it('gives a copy a record of its own from its next call on, and leaves it there', async () => {
    const { said, first } = await cloned();
    await devices.decide(first.deviceId, 'separate', 'account:a', forget);
    assert.equal(await devices.node(first.nodeKey), null, 'the older agent must enrol again');
    const apart = await devices.enrol(said);
    assert.notEqual(apart.deviceId, first.deviceId);
    assert.equal((await device(apart.deviceId)).conflict, null, 'a person has decided already');
    assert.equal((await devices.enrol(said)).deviceId, apart.deviceId);
    assert.equal((await devices.enrol({ ...said, instanceId: `${said.instanceId}-copy` })).deviceId, first.deviceId);
    clock.advance({ minutes: 30 });
    await devices.node(apart.nodeKey);
    assert.equal((await device(apart.deviceId)).conflict, null, 'two agents are no conflict any more');
  });

  it('leaves a third agent under that identity to a person', async () => {
    const { said, first } = await cloned();
    await devices.decide(first.deviceId, 'separate', 'account:a', forget);
    const third = await devices.enrol({ ...said, instanceId: 'reinstalled' });
    assert.notEqual(third.deviceId, first.deviceId);
    assert.match((await device(third.deviceId)).conflict!.ja, /新しいエージェント/);
    await devices.decide(third.deviceId, 'separate', 'account:a', forget);
    assert.equal((await devices.enrol({ ...said, instanceId: 'reinstalled' })).deviceId, third.deviceId);
  });

  it('joins two records: the kept one goes on as whichever was seen later, the other stays readable', async () => {
    const old = await devices.enrol(machine({ name: 'old-board' }));
    clock.advance({ days: 1 });
    const said = machine({ name: 'new-board' });
    const fresh = await devices.enrol(said);
    await devices.merge(old.deviceId, fresh.deviceId, 'account:a', forget);
    assert.equal((await devices.node(fresh.nodeKey))!.deviceId, old.deviceId, 'its agent speaks on without a word');
    assert.equal((await devices.enrol(said)).deviceId, old.deviceId);
    const kept = await device(old.deviceId);
    assert.deepEqual([kept.name, kept.hardwareUuid, kept.retiredAt], ['new-board', said.hardwareUuid, null]);
    assert.ok((await device(fresh.deviceId)).retiredAt);
    assert.deepEqual((await joinedRecords(database.app, old.deviceId)).mergedFrom, [{ id: fresh.deviceId, name: 'new-board' }]);
    assert.deepEqual((await joinedRecords(database.app, fresh.deviceId)).mergedInto, { id: old.deviceId, name: 'new-board' });
    assert.deepEqual(
      [old, fresh].map(({ deviceId }) => forgotten.includes(deviceId)),
      [false, true],
      'what was told of the machine before stands with its age',
    );
    for (const id of [old.deviceId, fresh.deviceId]) {
      const [entry] = await readEntries(database.app, { limit: 1, subject: `device:${id}`, kind: 'device.decided' });
      assert.equal(entry!.actor, 'account:a');
    }
  });

  it('ends the keys of a record that was seen earlier, and refuses what cannot be joined', async () => {
    const dead = await devices.enrol(machine());
    clock.advance({ days: 1 });
    const live = await devices.enrol(machine());
    const mac = await devices.enrol(machine({ platform: 'macos' }));
    await assert.rejects(devices.merge(live.deviceId, mac.deviceId, 'account:a', forget), { code: 'conflict' });
    await assert.rejects(devices.merge(live.deviceId, live.deviceId, 'account:a', forget), { code: 'not-found' });
    await devices.merge(live.deviceId, dead.deviceId, 'account:a', forget);
    assert.equal(await devices.node(dead.nodeKey), null);
    assert.equal((await devices.node(live.nodeKey))!.deviceId, live.deviceId);
    await assert.rejects(devices.merge(live.deviceId, dead.deviceId, 'account:a', forget), { code: 'not-found' });
    await assert.rejects(devices.merge(dead.deviceId, live.deviceId, 'account:a', forget), { code: 'not-found' });
  });

  it('lets one of two people who join at the same time join', async () => {
    const one = await devices.enrol(machine());
    const two = await devices.enrol(machine());
    const done = await Promise.allSettled([
      devices.merge(one.deviceId, two.deviceId, 'account:a', forget),
      devices.merge(two.deviceId, one.deviceId, 'account:b', forget),
    ]);
    assert.deepEqual(done.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });
});

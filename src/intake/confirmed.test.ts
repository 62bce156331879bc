import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { z } from 'zod';
import { FakeClock } from '../base/clock.ts';
import { silentLog } from '../base/log.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { Devices } from '../devices/index.ts';
import { defineFact, type FactKind } from '../facts/kind.ts';
import { Intake } from './index.ts';

const color = defineFact('color', z.object({ color: z.string() }));
const kinds = new Map([[color.kind, color as unknown as FactKind]]);

describe('facts that are seen again each minute', () => {
  let database: TestDatabase;
  let intake: Intake;
  let device: string;
  const clock = new FakeClock();
  const state = { steady: true, judged: 0, settled: 0, fails: false };
  const rows = async <T extends object>(sql: string) => (await database.owner.query<T>(sql, [device])).rows;
  const seenAt = async () =>
    (await rows<{ last_observed_at: Date }>('SELECT last_observed_at FROM intake_current WHERE device_id = $1'))[0]!.last_observed_at;
  const facts = async () => (await rows('SELECT 1 FROM intake_fact WHERE device_id = $1')).length;
  const see = (body: unknown, more: object = {}) =>
    intake.accept({
      drafts: [{ deviceId: device, kind: 'color', source: 'test', observedAt: clock.now(), receivedAt: clock.now(), body, ...more }],
      counts: { seen: 1 },
    });

  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    Object.assign(state, { steady: true, judged: 0, settled: 0, fails: false });
    const devices = new Devices(database.app, clock);
    const name = `pc-${clock.now().getTime()}`;
    clock.advance({ seconds: 1 });
    const said = { name, serial: name, hardwareUuid: name, instanceId: name, os: '', agentVersion: '', hardware: '' };
    device = (await devices.enrol({ ...said, platform: 'linux' })).deviceId;
    intake = new Intake({
      pool: database.app,
      clock,
      log: silentLog,
      kinds,
      afterAccept: async () => {
        state.judged += 1;
        if (state.fails) throw Object.assign(new Error('the database went away'), { code: '57P01' });
      },
      holds: { kinds: new Set(['color']), steady: () => state.steady, settled: () => (state.settled += 1) },
      afterCommit: () => {},
    });
    await see({ color: 'red' });
  });

  it('cost no transaction, and move their time with the next flush', async () => {
    const first = await seenAt();
    clock.advance({ minutes: 1 });
    await see({ color: 'red' });
    assert.deepEqual([await seenAt(), state.judged], [first, 1], 'nothing was written or judged');
    await intake.flush();
    assert.deepEqual([await seenAt(), state.judged, await facts()], [clock.now(), 1, 1]);
  });

  it('are stored and judged where they say anything else, cannot be read, or a verdict would move', async () => {
    clock.advance({ minutes: 1 });
    await see({ color: 'blue' });
    assert.deepEqual([await facts(), state.judged], [2, 2]);
    await see({}, { unreadable: { ja: '読めません', en: 'unreadable' } });
    assert.deepEqual([await facts(), state.judged], [3, 3]);
    await see({ color: 'blue' });
    state.steady = false;
    clock.advance({ minutes: 1 });
    await see({ color: 'blue' });
    assert.deepEqual([await facts(), state.judged, await seenAt()], [4, 5, clock.now()]);
  });

  it('never overtake another observation that still waits for its commit', async () => {
    clock.advance({ minutes: 1 });
    const changed = see({ color: 'blue' });
    clock.advance({ seconds: 1 });
    await Promise.all([changed, see({ color: 'red' })]);
    const [last] = await rows<{ body: unknown }>('SELECT body FROM intake_fact WHERE device_id = $1 ORDER BY id DESC LIMIT 1');
    assert.deepEqual(last!.body, { color: 'red' });
    assert.deepEqual(await seenAt(), clock.now());
  });

  it('are not held where their own storing failed, and their times wait for a database that is back', async () => {
    clock.advance({ minutes: 1 });
    await see({ color: 'red' });
    const confirmed = clock.now();
    state.fails = true;
    await assert.rejects(see({ color: 'blue' }));
    assert.notDeepEqual(await seenAt(), confirmed, 'the flush went back with the transaction');
    state.fails = false;
    await intake.flush();
    assert.deepEqual(await seenAt(), confirmed);
    clock.advance({ minutes: 1 });
    await see({ color: 'red' });
    assert.equal(state.judged, 3, 'what failed is looked up again');
  });

  it('are nothing of a device that was forgotten, and of a clock that goes back', async () => {
    clock.advance({ minutes: 1 });
    await see({ color: 'red' }, { observedAt: new Date(clock.now().getTime() - 3_600_000) });
    assert.equal(state.judged, 2, 'an answer from before goes the long way');
    intake.forget(device);
    await see({ color: 'red' });
    assert.equal(state.judged, 3);
  });

  it('bring their counters', async () => {
    const count = async () => (await database.owner.query("SELECT count FROM intake_counter WHERE name = 'seen'")).rows[0].count as number;
    const before = await count();
    await see({ color: 'red' });
    assert.equal(await count(), before);
    await intake.flush();
    assert.equal(await count(), before + 1);
  });
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { AgeGuard } from './age-guard.ts';
import { expire, lineKeptDays, quarantineKeptDays } from './retention.ts';

const start = '2026-11-24T00:00:00Z';
const year = 365;

describe('a clock that jumps makes nothing old', () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  let clock: FakeClock;
  let device: string;
  let doubted: boolean;
  let told: string[];
  const log = { info: (_: object, text: string) => told.push(text), warn: (_: object, text: string) => told.push(text) } as unknown as Log;

  beforeEach(async () => {
    database = await testDatabase();
    opened.push(database);
    [clock, device, doubted, told] = [new FakeClock(start), randomUUID(), false, []];
    await database.owner.query(
      `INSERT INTO devices_device (id, hardware_uuid, instance_id, platform, name, search, os, agent_version, hardware, enrolled_at, last_seen_at)
       VALUES ($1, 'u', 'i', 'linux', 'pc', 'pc', '', '', '', $2, $2)`,
      [device, clock.now()],
    );
  });
  after(() => Promise.all(opened.map((each) => each.close())));

  const open = () => AgeGuard.open({ pool: database.app, clock, log, isDoubted: async () => doubted });
  const receive = async (key: string) => {
    await database.app.query(
      `INSERT INTO intake_line (key, device_id, type, name, at, received_at, body) VALUES ($1, $2, 'status', 'n', $3, $3, '{}')`,
      [Buffer.from(key), device, clock.now()],
    );
    await database.app.query(`INSERT INTO intake_quarantine (at, what, reason, content) VALUES ($1, 'line', 'r', $2)`, [clock.now(), key]);
  };
  /** What the hourly timer does. */
  const hour = async (guard: AgeGuard) => ((await guard.mayDelete()) ? expire(database.app, clock.now()) : null);
  const run = async (guard: AgeGuard, hours: number) => {
    let last: Awaited<ReturnType<typeof hour>> = null;
    for (let each = 0; each < hours; each += 1) {
      clock.advance({ hours: 1 });
      last = await hour(guard);
    }
    return last;
  };
  const left = async () =>
    (await database.app.query('SELECT (SELECT count(*) FROM intake_line) AS lines, (SELECT count(*) FROM intake_quarantine) AS unread'))
      .rows[0];

  it('deletes as ever while the clock goes on as a clock does, over a weekend too', async () => {
    const guard = await open();
    await receive('old');
    for (let days = 0; days <= quarantineKeptDays; days += 2) {
      clock.advance({ days: 2 });
      await hour(guard);
      if (days === lineKeptDays) assert.deepEqual(await left(), { lines: 0, unread: 1 });
    }
    assert.deepEqual(await left(), { lines: 0, unread: 0 });
    assert.deepEqual(told, []);
  });

  it('deletes nothing when it jumps five years ahead, says so once, and loses nothing when it goes back', async () => {
    const guard = await open();
    await hour(guard);
    await receive('before');
    clock.advance({ days: 5 * year });
    assert.equal(await hour(guard), null);
    await receive('while it was wrong');
    assert.equal(await run(guard, 20), null);
    assert.equal(told.length, 1);
    clock.advance({ days: -5 * year });
    assert.equal(await hour(guard), null);
    assert.deepEqual(await run(guard, 25), { lines: 0, quarantined: 0 });
    assert.deepEqual(await left(), { lines: 2, unread: 2 });
    assert.deepEqual(
      told.map((text) => /^[^:,]*/.exec(text)![0]),
      ['the clock jumped', 'the clock jumped', 'the clock went on for a day'],
    );
  });

  it('stays unbelieved beyond the day while other clocks contradict it', async () => {
    const guard = await open();
    await hour(guard);
    await receive('before');
    clock.advance({ days: 5 * year });
    doubted = true;
    assert.equal(await run(guard, 72), null);
    assert.deepEqual(await left(), { lines: 1, unread: 1 });
    assert.equal(told.length, 2, 'the jump and the doubt, once each');
    doubted = false;
    assert.deepEqual(await run(guard, 1), { lines: 1, quarantined: 1 });
  });

  it('a server that was off for a year deletes after a day of running, not at once, however often it is started', async () => {
    await hour(await open());
    await receive('before');
    clock.advance({ days: year });
    for (let starts = 0; starts < 4; starts += 1) {
      const guard = await open();
      assert.equal(await hour(guard), null);
      assert.equal(await run(guard, 5), null, 'twenty hours in four runs, and the nights between');
      clock.advance({ hours: 14 });
    }
    const guard = await open();
    assert.equal(await hour(guard), null);
    assert.equal(await run(guard, 3), null);
    assert.deepEqual(await run(guard, 1), { lines: 1, quarantined: 1 });
    assert.equal(told.length, 2, 'held once, released once');
  });

  it('an installation that remembers no clock yet goes by the newest fact that came in', async () => {
    await database.app.query(
      `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, digest) VALUES ($1, 'color', 'test', $2, $2, '{}', $3)`,
      [device, clock.now(), Buffer.alloc(32)],
    );
    await receive('before');
    clock.advance({ days: 5 * year });
    assert.equal(await hour(await open()), null);
    assert.deepEqual(await left(), { lines: 1, unread: 1 });
  });

  it('a new one has nothing to wait for', async () => {
    assert.deepEqual(await hour(await open()), { lines: 0, quarantined: 0 });
  });
});

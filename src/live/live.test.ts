import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { sha256Hex } from '../base/hash.ts';
import { silentLog } from '../base/log.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { Devices } from '../devices/index.ts';
import { readEntries } from '../ledger/index.ts';
import { noCost } from './answer.ts';
import { Live, listRows, listTargets, liveLimits, targetsSince } from './index.ts';

const cost = { wallMs: 12, userMs: 3, systemMs: 4, memoryBytes: 4096 };

describe('asking devices at once', () => {
  let database: TestDatabase;
  let live: Live;
  let devices: Devices;
  const clock = new FakeClock();
  let number = 0;
  const open = () =>
    Live.open({ pool: database.app, clock, log: silentLog, kindOf: (id) => (id === 'trial/a' ? 'kind-a' : null), afterCommit: () => {} });
  before(async () => {
    database = await testDatabase();
    devices = new Devices(database.app, clock);
  });
  beforeEach(async () => {
    await live?.idle();
    await database.owner.query("UPDATE live_ask SET ended = 'stopped', ended_at = now() WHERE ended IS NULL");
    live = await open();
  });
  after(() => database.close());

  async function device(): Promise<string> {
    number += 1;
    const name = `pc-${number}`;
    const said = { name, serial: name, hardwareUuid: `uuid-${name}`, instanceId: name, os: 'test', agentVersion: '1', hardware: 'test' };
    return (await devices.enrol({ ...said, platform: 'linux' })).deviceId;
  }
  const asked = { by: 'account:a', chosen: { by: 'ids' } };
  const query = (sql: string, ...deviceIds: string[]) => live.ask({ ...asked, sql, deviceIds });
  const none = () => [];
  const next = (id: string) => live.next(id, clock.now(), none);
  const answer = (deviceId: string, askId: string, rows: Record<string, string>[] | null, message: string | null = null) =>
    live.answered(deviceId, [{ askId, rows, message, cost }], clock.now());
  const target = async (askId: string, deviceId: string) =>
    (await listTargets(database.app, askId, { offset: 0, limit: 1000 })).find((each) => each.deviceId === deviceId)!;
  const ended = async (askId: string) =>
    (await database.owner.query<{ ended: string | null }>('SELECT ended FROM live_ask WHERE id = $1', [askId])).rows[0]!.ended;
  const entry = async (kind: 'live.asked' | 'live.ended') => (await readEntries(database.app, { limit: 1, kind }))[0]!;

  it('asks each device once, keeps its rows with what they cost, and ends when all have answered', async () => {
    const [one, two] = [await device(), await device()];
    const { id } = await query('SELECT 1 AS a -- who', one, two, one);
    const began = await entry('live.asked');
    assert.deepEqual([began.actor, began.subject], ['account:a', `live:${id}`]);
    const said = began.payload as Record<string, unknown>;
    assert.deepEqual(
      [said.sql, said.sqlDigest, said.devices, said.deviceCount],
      ['SELECT 1 AS a -- who', sha256Hex('SELECT 1 AS a -- who'), [one, two].sort(), 2],
    );
    assert.equal(live.concerns(await device()), false);
    const round = await next(one);
    assert.equal(round.query!.id, `live/${id}`);
    assert.match(round.query!.sql, /^SELECT \* FROM \(\nSELECT 1 AS a -- who\n\) LIMIT 1001$/);
    assert.equal(round.accelerate, 60);
    assert.equal((await next(one)).query, null, 'once');
    assert.equal((await target(id, one)).state, 'asked');
    assert.equal(await answer(one, id, [{ a: '1', b: '<i>' }]), 0);
    const done = await target(id, one);
    assert.deepEqual([done.state, done.rows, done.wallMs, done.userMs, done.systemMs, done.memoryBytes], ['answered', 1, 12, 3, 4, 4096]);
    assert.equal(await ended(id), null);
    await next(two);
    await answer(two, id, [{ a: '2', c: '3' }]);
    await live.idle();
    assert.equal(await ended(id), 'complete');
    const { total, rows } = await listRows(database.app, id, { offset: 0, limit: 10 });
    assert.deepEqual(
      [total, rows.map((row) => row.cells)],
      [
        2,
        [
          { a: '1', b: '<i>' },
          { a: '2', c: '3' },
        ],
      ],
    );
    const { rows: asks } = await database.owner.query('SELECT columns, row_count FROM live_ask WHERE id = $1', [id]);
    assert.deepEqual(asks[0], { columns: ['a', 'b', 'c'], row_count: 2 });
    const end = (await entry('live.ended')).payload as Record<string, unknown>;
    assert.deepEqual([end.ask, end.ended, end.targets, end.rows], [id, 'complete', { answered: 2 }, 2]);
    assert.match(String(end.answersDigest), /^[0-9a-f]{64}$/);
    assert.equal(live.concerns(one), true, 'it polls quickly for a while');
    clock.advance({ minutes: 3 });
    await live.tick();
    assert.equal(live.concerns(one), false);
  });

  it('takes nothing that a device was not asked, was asked under another id, or says twice', async () => {
    const [one, other] = [await device(), await device()];
    const { id } = await query('SELECT 1', one);
    assert.equal(await answer(one, id, [{ a: 'before it was asked' }]), 1);
    await next(one);
    assert.equal(await answer(other, id, [{ a: 'not mine' }]), 1);
    assert.equal(await answer(one, '00000000-0000-4000-8000-000000000000', [{ a: 'x' }]), 1);
    assert.equal(await answer(one, id, [{ a: 'mine' }]), 0);
    assert.equal(await answer(one, id, [{ a: 'again' }]), 1);
    await live.idle();
    assert.deepEqual(
      (await listRows(database.app, id, { offset: 0, limit: 9 })).rows.map((row) => row.cells.a),
      ['mine'],
    );
  });

  it('ends what was asked in a time to come when the server’s clock is set back, and hurries nobody for it', async () => {
    for (const back of [{ hours: -1 }, { days: -365 }]) {
      const one = await device();
      const { id } = await query('SELECT 1 AS a', one);
      assert.equal((await next(one)).accelerate, 60);
      clock.advance(back);
      assert.equal((await next(one)).accelerate, 0, 'not each five seconds for a year');
      await live.tick();
      assert.equal(await ended(id), 'time');
      assert.equal(live.concerns(one), false);
      assert.equal(await answer(one, id, [{ a: '1' }]), 1, 'an answer to what has ended was not asked');
      clock.advance({ hours: 24 * 365 });
    }
  });

  it('tells what failed from what is denylisted, never answered or never called', async () => {
    const [failed, denied, dead, away] = [await device(), await device(), await device(), await device()];
    const { id } = await query('SELECT * FROM no_such_table', failed, denied, dead, away);
    for (const each of [failed, denied, dead]) await next(each);
    await answer(failed, id, null, 'no such table: no_such_table');
    await answer(denied, id, null, 'distributed query is denylisted');
    clock.advance({ minutes: 4 });
    await live.tick();
    assert.equal((await target(id, dead)).state, 'no-answer');
    assert.equal((await next(dead)).query, null, 'what it did not survive is not sent again');
    clock.advance({ minutes: 7 });
    await live.tick();
    assert.equal(await ended(id), 'time');
    const states = await Promise.all([failed, denied, dead, away].map(async (each) => (await target(id, each)).state));
    assert.deepEqual(states, ['failed', 'denylisted', 'no-answer', 'offline']);
    assert.equal((await target(id, failed)).message, 'no such table: no_such_table');
    assert.equal(live.concerns(away), false);
  });

  it('still takes an answer that comes late, as long as the ask is under way, and none after', async () => {
    const [late, other] = [await device(), await device()];
    const { id } = await query('SELECT 1', late, other);
    await next(late);
    clock.advance({ minutes: 4 });
    await live.tick();
    assert.equal(await answer(late, id, [{ a: '1' }]), 0);
    assert.equal((await target(id, late)).state, 'answered');
    await next(other);
    await live.stop(id, 'account:b');
    assert.equal(await ended(id), 'stopped');
    assert.equal((await entry('live.ended')).actor, 'account:b');
    assert.equal(await answer(other, id, [{ a: '1' }]), 1);
    await assert.rejects(live.stop(id, 'account:b'), { code: 'wrong-state' });
  });

  it('does not ask again after a restart, and ends what was under way', async () => {
    const [asked1, waiting] = [await device(), await device()];
    const { id } = await query('SELECT 1', asked1, waiting);
    await next(asked1);
    live = await open();
    assert.equal((await next(asked1)).query, null);
    assert.ok((await next(waiting)).query);
    assert.equal(await answer(asked1, id, [{ a: '1' }]), 0, 'its answer counts all the same');
    await answer(waiting, id, []);
    await live.idle();
    assert.equal(await ended(id), 'complete');
  });

  it('asks the questions of a check, or of a device, again and knows when they have come', async () => {
    const one = await device();
    const renewed: unknown[] = [];
    const { id } = await live.ask({ ...asked, checkId: 'trial/a', deviceIds: [one] });
    await live.next(one, clock.now(), (kinds, gently) => {
      renewed.push([...kinds!], gently);
      return ['kind-a'];
    });
    assert.deepEqual(renewed, [['kind-a'], false]);
    await live.observed(one, ['kind-b'], noCost, clock.now());
    assert.equal((await target(id, one)).state, 'asked');
    await live.observed(one, ['kind-b', 'kind-a'], cost, clock.now());
    assert.deepEqual([(await target(id, one)).state, (await target(id, one)).wallMs], ['answered', 12]);
    await live.idle();
    assert.equal(await ended(id), 'complete');
    const all = await live.ask({ ...asked, deviceIds: [one] });
    await live.next(one, clock.now(), (kinds, gently) => {
      assert.deepEqual([kinds, gently], [null, true]);
      return [];
    });
    await live.idle();
    assert.equal(await ended(all.id), 'complete', 'nothing to ask is done');
  });

  it('refuses bad SQL, no devices and too many at once, and leaves nothing behind', async () => {
    const one = await device();
    const count = async () => (await database.owner.query('SELECT 1 FROM live_ask')).rowCount;
    const before = await count();
    await assert.rejects(query('SELECT 1; SELECT 2', one), { code: 'value-out-of-bounds' });
    await assert.rejects(query('SELECT 1'), { code: 'bad-request' });
    await assert.rejects(query('SELECT 1', '00000000-0000-4000-8000-000000000000'), 'a device that there is not');
    assert.equal(await count(), before);
    const many = await Promise.allSettled(Array.from({ length: 5 }, () => query('SELECT 1', one)));
    assert.equal(many.filter((each) => each.status === 'fulfilled').length, liveLimits.asksOfOneMax);
    assert.equal(live.count, liveLimits.asksOfOneMax);
    await assert.rejects(query('SELECT 1', one), { code: 'too-many-attempts' });
  });

  it('hands out one query a poll, and ends an ask that has brought enough', async () => {
    const pcs = await Promise.all(Array.from({ length: 3 }, device));
    const first = await query('SELECT 1', ...pcs);
    const second = await query('SELECT 2', pcs[0]!);
    assert.equal((await next(pcs[0]!)).query!.id, `live/${first.id}`);
    assert.equal((await next(pcs[0]!)).query!.id, `live/${second.id}`);
    await database.owner.query('UPDATE live_ask SET row_count = $2 WHERE id = $1', [first.id, liveLimits.rowsMax - 2]);
    live = await open();
    await answer(pcs[0]!, first.id, [{ a: '1' }, { a: '2' }, { a: '3' }]);
    await live.idle();
    assert.equal(await ended(first.id), 'limit');
    assert.deepEqual([(await target(first.id, pcs[0]!)).rows, (await target(first.id, pcs[0]!)).cut], [2, true]);
    assert.equal((await target(first.id, pcs[1]!)).state, 'cancelled');
  });

  it('lets a reader that comes back go on where it was, with many answers at once', async () => {
    const pcs = await Promise.all(Array.from({ length: 30 }, device));
    const { id } = await query('SELECT 1', ...pcs);
    let woken = 0;
    const stop = live.watch(id, () => {
      woken += 1;
    });
    await Promise.all(pcs.map(next));
    const seen = await targetsSince(database.app, id, 0, 1000);
    assert.equal(seen.length, 30);
    await Promise.all(pcs.map((pc) => answer(pc, id, [{ a: pc }])));
    await live.idle();
    const more = await targetsSince(database.app, id, seen.at(-1)!.seq, 1000);
    assert.deepEqual(more.map((each) => each.deviceId).sort(), pcs.toSorted());
    assert.ok(more.every((each) => each.state === 'answered'));
    assert.ok(woken >= 60);
    stop();
  });

  it('forgets answers after a week and keeps what was asked', async () => {
    const one = await device();
    const { id } = await query('SELECT 1', one);
    await next(one);
    await answer(one, id, [{ a: '1' }]);
    await live.idle();
    clock.advance({ days: liveLimits.keptDays });
    await live.expire();
    assert.equal((await listRows(database.app, id, { offset: 0, limit: 1 })).total, 1, 'to the end of the week');
    clock.advance({ seconds: 1 });
    await live.expire();
    assert.equal((await listRows(database.app, id, { offset: 0, limit: 1 })).total, 0);
    assert.equal((await database.owner.query('SELECT sql FROM live_ask WHERE id = $1', [id])).rowCount, 1);
  });

  it('does not let an ask that has ended be changed, or its text, not even by the application', async () => {
    const one = await device();
    const { id } = await query('SELECT 1', one);
    await assert.rejects(database.app.query("UPDATE live_ask SET sql = 'SELECT 2' WHERE id = $1", [id]), { code: '42501' });
    await assert.rejects(database.app.query('DELETE FROM live_ask WHERE id = $1', [id]), { code: '42501' });
    await live.stop(id, 'account:a');
    await assert.rejects(database.app.query('UPDATE live_ask SET row_count = 1 WHERE id = $1', [id]), { code: '55000' });
  });
});

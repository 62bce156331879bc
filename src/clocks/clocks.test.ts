import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { listClocks } from './list.ts';
import { ReferenceClock, type TimeSaid } from './reference.ts';
import { judgeReference } from './reference-standing.ts';
import { ClockTrend, trendDays } from './trend.ts';
import { estimateOf, narrowed, summaryOf, windowOf } from './window.ts';

const at = new Date('2026-11-22T03:00:00Z');
const minutes = (count: number) => new Date(at.getTime() + count * 60_000);

describe('clocks: the window', () => {
  it('narrows what coarse looks say to what all of them allow', () => {
    const first = windowOf({ offsetMs: -76, boundMs: 508 }, at);
    const second = narrowed(first, { offsetMs: -320, boundMs: 505 }, minutes(1))!;
    const third = narrowed(second, { offsetMs: 180, boundMs: 500 }, minutes(2))!;
    assert.deepEqual(estimateOf(third), { offsetMs: -67, boundMs: 253 });
    assert.deepEqual([third.since, third.until], [at, minutes(2)]);
  });
  it('never widens, changes nothing by the same look twice, and says when looks exclude one another', () => {
    let window = windowOf({ offsetMs: 0, boundMs: 500 }, at);
    let seed = 11;
    for (let step = 0; step < 500; step++) {
      seed = (seed * 48_271) % 2_147_483_647;
      // The true offset is 37: every look contains it.
      const boundMs = 400 + (seed % 200);
      const offsetMs = 37 - boundMs + (seed % (2 * boundMs));
      const next = narrowed(window, { offsetMs, boundMs }, minutes(step))!;
      assert.ok(next.lowMs >= window.lowMs && next.highMs <= window.highMs);
      assert.deepEqual(narrowed(next, { offsetMs, boundMs }, minutes(step)), next);
      window = next;
    }
    const { offsetMs, boundMs } = estimateOf(window);
    assert.ok(Math.abs(offsetMs - 37) <= boundMs && boundMs < 30, `${offsetMs} ± ${boundMs}`);
    assert.equal(narrowed(window, { offsetMs: 5000, boundMs: 500 }, at), null);
  });
  it('sums a day up', () => {
    assert.deepEqual(summaryOf([9, -5, 3]), { minMs: -5, medianMs: 3, maxMs: 9 });
    assert.deepEqual(summaryOf([4, 1]), { minMs: 1, medianMs: 1, maxMs: 4 });
    assert.deepEqual(summaryOf([7]), { minMs: 7, medianMs: 7, maxMs: 7 });
  });
});

describe('clocks: trend and list', () => {
  let db: TestDatabase;
  const clock = new FakeClock(at);
  const dayOf = (date: Date) => new Date(date.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  const device = async (name: string, retired = false) => {
    const id = randomUUID();
    await db.owner.query(
      `INSERT INTO devices_device (id, hardware_uuid, instance_id, name, search, platform, os, agent_version, hardware, enrolled_at, last_seen_at, retired_at)
       VALUES ($1, 'u-' || $2, 'i-' || $2, $2, lower($2), 'linux', 'Debian', '5.23.1', '', $3, $3, $4)`,
      [id, name, at, retired ? at : null],
    );
    return id;
  };
  const page = (more = {}) => listClocks(db.app, { offset: 0, limit: 50, limitMs: 2000, from: '2026-10-01', ...more });
  const draft = (deviceId: string, offsetMs: number, observedAt: Date, boundMs = 500) => ({
    deviceId,
    kind: 'clock-offset',
    observedAt,
    body: { offsetMs, boundMs },
  });
  before(async () => {
    db = await testDatabase();
  });
  after(() => db.close());

  it('follows devices hour by hour, keeps days, and lists the worst first', async () => {
    const [right, wrong, gone, silent] = [await device('right'), await device('wrong'), await device('gone', true), await device('silent')];
    const trend = new ClockTrend({ pool: db.app, clock, dayOf });
    trend.observed([draft(right, 100, at), draft(wrong, -90_000, at), draft(gone, 500_000, at)]);
    trend.observed([draft(right, -300, minutes(1)), { deviceId: silent, kind: 'clock-offset', observedAt: at }]);
    trend.observed([{ deviceId: silent, kind: 'screen-lock', observedAt: at, body: { offsetMs: 5, boundMs: 1 } }]);
    trend.observed([{ deviceId: silent, kind: 'clock-offset', observedAt: at, body: { offsetMs: 'x' } }]);
    await trend.flush();
    const { sums, devices } = await page();
    assert.deepEqual(sums, { measured: 2, found: 2, unmeasured: 1, over: 1, within: 1 });
    assert.deepEqual(
      devices.map(({ name, offsetMs, boundMs, days }) => ({ name, offsetMs, boundMs, days })),
      [
        { name: 'wrong', offsetMs: -90_000, boundMs: 500, days: [] },
        { name: 'right', offsetMs: -100, boundMs: 300, days: [] },
      ],
    );
    // A clock that is set back ends its stretch at once; an hour ends every stretch.
    trend.observed([draft(wrong, 0, minutes(2)), draft(right, 0, minutes(61))]);
    await trend.stop();
    const after = await page();
    assert.deepEqual(
      after.devices.map(({ name, offsetMs, days }) => ({ name, offsetMs, days })),
      [
        { name: 'right', offsetMs: 0, days: [{ day: '2026-11-22', minMs: -100, medianMs: -100, maxMs: 0 }] },
        { name: 'wrong', offsetMs: 0, days: [{ day: '2026-11-22', minMs: -90_000, medianMs: -90_000, maxMs: 0 }] },
      ].sort((a, b) => Number(after.devices[0]!.name !== a.name) - Number(after.devices[0]!.name !== b.name)),
    );
    assert.equal((await page({ q: 'WRO' })).sums.found, 1);
    assert.deepEqual(
      (await page({ q: 'WRO' })).devices.map(({ name }) => name),
      ['wrong'],
    );
    assert.deepEqual((await page({ q: '%' })).devices, []);
    assert.deepEqual((await page({ offset: 5 })).devices, []);
  });

  it('drops days beyond the trend, and lets nobody rewrite one', async () => {
    const id = await device('old');
    await db.owner.query('INSERT INTO clocks_day (device_id, day, offsets_ms) VALUES ($1, $2, $3)', [id, '2026-01-01', [1]]);
    await new ClockTrend({ pool: db.app, clock, dayOf }).flush();
    assert.equal((await db.app.query('SELECT 1 FROM clocks_day WHERE device_id = $1', [id])).rowCount, 0);
    assert.ok(trendDays >= 31);
    await db.owner.query('INSERT INTO clocks_day (device_id, day, offsets_ms) VALUES ($1, $2, $3)', [id, '2026-11-22', [1, 2]]);
    await db.app.query('UPDATE clocks_day SET offsets_ms = $2 WHERE device_id = $1', [id, [1, 2, 3]]);
    for (const offsets of [[1, 9, 3], [1], []])
      await assert.rejects(db.app.query('UPDATE clocks_day SET offsets_ms = $2::bigint[] WHERE device_id = $1', [id, offsets]));
    await assert.rejects(db.app.query('UPDATE clocks_day SET day = day + 1 WHERE device_id = $1', [id]), /permission denied/);
  });

  it('writes estimates again after a failure', async () => {
    const id = await device('flaky');
    let fails = true;
    const pool = new Proxy(db.app, {
      get: (target, key) =>
        key === 'connect' && fails
          ? async () => {
              throw new Error('away');
            }
          : Reflect.get(target, key).bind?.(target),
    });
    const trend = new ClockTrend({ pool, clock, dayOf });
    trend.observed([draft(id, 700, at)]);
    await assert.rejects(trend.flush(), /away/);
    fails = false;
    await trend.flush();
    assert.equal((await page({ q: 'flaky' })).devices[0]!.offsetMs, 700);
  });

  it('keeps what time servers said, and that nobody can change it', async () => {
    const said: Record<string, TimeSaid> = {
      'ntp.example.jp': { offsetMs: 30, boundMs: 12, delayMs: 20, stratum: 2 },
      'kiss.example.jp': { refused: 'kiss-of-death', code: 'RATE' },
    };
    let asked = 0;
    const reference = new ReferenceClock({
      pool: db.app,
      clock,
      named: () => [' NTP.example.jp', 'kiss.example.jp', 'ntp.example.jp', ''],
      limitMs: () => 2000,
      ask: async (server) => {
        asked += 1;
        return said[server]!;
      },
    });
    assert.equal((await reference.stands()).verdict, 'unknown');
    await Promise.all([reference.ask(), reference.ask()]);
    assert.equal(asked, 2, 'each server once, however often it is named or asked for');
    const stands = await reference.stands();
    assert.equal(stands.verdict, 'pass');
    assert.equal(stands.offsetMs, -30, 'the time server is 30 ms ahead, so this server is behind');
    assert.deepEqual(
      stands.servers.map(({ server, stratum, refused, code }) => ({ server, stratum, refused, code })),
      [
        { server: 'ntp.example.jp', stratum: 2, refused: null, code: null },
        { server: 'kiss.example.jp', stratum: null, refused: 'kiss-of-death', code: 'RATE' },
      ],
    );
    clock.advance({ hours: 3, ms: 1 });
    assert.equal((await reference.stands()).verdict, 'unknown', 'an old answer proves nothing about now');
    for (const sql of ['UPDATE clocks_reference SET offset_ms = 0', 'DELETE FROM clocks_reference', 'TRUNCATE clocks_reference']) {
      await assert.rejects(db.app.query(sql), /permission denied/);
      await assert.rejects(db.owner.query(sql), /stays as it is/);
    }
  });
});

describe('clocks: this server’s own clock', () => {
  const row = (offsetMs: number, boundMs: number, ageMs = 0) => ({
    at: new Date(at.getTime() - ageMs),
    server: `s${offsetMs}`,
    offsetMs,
    boundMs,
    delayMs: 1,
    stratum: 2,
    refused: null,
    code: null,
  });
  const judge = (rows: Parameters<typeof judgeReference>[1], named = ['s']) => judgeReference(named, rows, 2000, at);
  const cases: readonly [string, ReturnType<typeof judge>, string, RegExp][] = [
    ['no server named', judge([], []), 'unknown', /No time server is named/],
    ['no answer', judge([]), 'unknown', /3 hours/],
    ['an answer at the limit exactly', judge([row(1500, 500)]), 'pass', /1,500 ms/],
    ['an answer a millisecond too coarse', judge([row(1501, 500)]), 'unknown', /coarse/],
    ['surely off', judge([row(-2600, 500)]), 'fail', /−2,600 ms/],
    ['two that contradict one another', judge([row(0, 10), row(5000, 10)]), 'unknown', /contradict/],
    ['two that agree narrow one another', judge([row(1900, 200), row(1700, 100)]), 'pass', /1,750 ms \(±50/],
    ['an old answer', judge([row(0, 1, 3 * 3_600_000 + 1)]), 'unknown', /believed/],
  ];
  for (const [what, { verdict, because }, expected, says] of cases)
    it(`${expected}: ${what}`, () => {
      assert.equal(verdict, expected);
      assert.match(because.en, says);
      assert.match(because.ja, /[ぁ-ん]/);
    });
});

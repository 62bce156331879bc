import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { inTransaction } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import type { Gauge, Sample } from '../facts/sample.ts';
import { decodeBlock } from './codec.ts';
import { dayOf, monthOfDay } from './place.ts';
import { record, seriesPerSubjectMax } from './record.ts';
import { rollUp } from './roll.ts';
import { testDevice } from './testing/device.ts';

// 2026-11-22 09:00 in the company.
const start = '2026-11-22T00:00:00Z';
let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.close());

const clock = new FakeClock(start);
const at = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000);
const disk = (minutes: number, percent: number, item = '/', size = 100 * 2 ** 30): Gauge => ({
  metric: 'disk',
  item,
  at: at(minutes),
  value: (size * percent) / 100,
  size,
});
const put = (device: string, ...samples: Sample[]) =>
  inTransaction(database.app, (tx) => record(tx, [{ of: { device }, samples }], clock.now()));
const raw = async (device: string) => {
  const { rows } = await database.app.query<{ day: number; body: Buffer; rolled: boolean }>(
    'SELECT day, body, rolled FROM capacity_raw JOIN capacity_subject s ON s.id = subject WHERE device_id = $1 ORDER BY day',
    [device],
  );
  return rows.map(({ day, body, rolled }) => ({ day, rolled, series: decodeBlock(body) }));
};
const days = async (device: string, month: number) => {
  const { rows } = await database.app.query<{ body: Buffer }>(
    'SELECT body FROM capacity_days JOIN capacity_subject s ON s.id = subject WHERE device_id = $1 AND month = $2',
    [device, month],
  );
  return rows[0] === undefined ? [] : decodeBlock(rows[0].body);
};
const refused = async (reason: string) =>
  (await database.app.query<{ count: number }>('SELECT count FROM capacity_refused WHERE reason = $1', [reason])).rows[0]?.count ?? 0;

describe('recording', () => {
  it('keeps numbers in their five minutes; the same ones again change nothing', async () => {
    clock.set(at(60));
    const device = await testDevice(database);
    assert.equal(await put(device, disk(1, 50), disk(2, 52), disk(11, 60)), 3);
    assert.equal(await put(device, disk(1, 50), disk(2, 52), disk(11, 60)), 0);
    const [day] = await raw(device);
    assert.equal(day!.day, dayOf(at(0)));
    assert.deepEqual(
      day!.series[0]!.bins.map(({ slot, count, min, max, mean, last }) => [slot, count, min, max, mean, last]),
      [
        [108, 2, 50_000, 52_000, 51_000, 52_000],
        [110, 1, 60_000, 60_000, 60_000, 60_000],
      ],
    );
    assert.equal(await refused('repeated'), 3);
  });
  it('refuses what lies in the future, is too old, or cannot be', async () => {
    clock.set(at(60));
    const device = await testDevice(database);
    const impossible: Gauge[] = [
      disk(3, 101),
      { ...disk(4, 5), value: Number.NaN },
      { ...disk(5, 5), size: 0 },
      { ...disk(6, 5), value: -1 },
    ];
    assert.equal(await put(device, disk(66, 5), disk(-14 * 1440 - 600, 5), ...impossible), 0);
    assert.deepEqual(await Promise.all(['future', 'late', 'impossible'].map(refused)), [1, 1, 4]);
    assert.equal(await put(device, disk(64, 5), disk(-12 * 1440, 5)), 2);
  });
  it('keeps two who write the first number of a day at once from losing one', async () => {
    clock.set(at(60));
    const device = await testDevice(database);
    await Promise.all(Array.from({ length: 8 }, (_, i) => put(device, disk(i * 5, 10 + i))));
    assert.equal((await raw(device))[0]!.series[0]!.bins.length, 8);
  });
  it('takes no more series of a device that lies, and cleans their names', async () => {
    clock.set(at(60));
    const device = await testDevice(database);
    await put(device, ...Array.from({ length: seriesPerSubjectMax + 9 }, (_, i) => disk(1, 5, `/mnt/${i}`)));
    assert.equal((await raw(device))[0]!.series.length, seriesPerSubjectMax);
    assert.equal(await refused('too-many-series'), 9);
    const other = await testDevice(database);
    await put(other, disk(1, 5, `<b>\u0000\u202e${'長'.repeat(400)}`));
    const { rows } = await database.app.query(
      'SELECT item FROM capacity_series JOIN capacity_subject s ON s.id = subject WHERE device_id = $1',
      [other],
    );
    assert.equal(rows[0].item, `<b>\ufffd\ufffd${'長'.repeat(195)}`);
  });
  it('subtracts processor time, and says nothing across a restart, a gap or a clock that was set back', async () => {
    const device = await testDevice(database);
    const cpu = (hours: number, busy: number, total: number, cores = 4) => ({
      metric: 'cpu' as const,
      item: '',
      at: at(hours * 60),
      busy,
      total,
      cores,
    });
    clock.set(at(20 * 60));
    const given: [Sample, number][] = [
      [cpu(0, 100, 1000), 0],
      [cpu(1, 350, 2000), 1],
      [cpu(2, 20, 500), 0],
      [cpu(3, 520, 1500), 1],
      [cpu(8, 900, 9000), 0],
      [cpu(7, 901, 9001), 0],
      [cpu(8, 950, 9101, 8), 0],
      [cpu(9, 950, 9201, 8), 1],
    ];
    for (const [sample, kept] of given) assert.equal(await put(device, sample), kept);
    const values = (await raw(device)).flatMap(({ series }) => series.flatMap(({ bins }) => bins.map(({ mean }) => mean / 10)));
    assert.deepEqual(values, [25, 50, 0]);
  });
});

describe('rolling up', () => {
  it('makes hours and days of days that are over, again when something comes late, and keeps each as long as it should', async () => {
    clock.set(at(0));
    const device = await testDevice(database);
    await put(device, disk(-1440, 10), disk(-1435, 30), disk(0, 50));
    assert.ok((await rollUp(database.app, clock)) >= 1);
    const month = monthOfDay(dayOf(at(0)));
    const bin = () =>
      days(device, month).then((series) =>
        series[0]!.bins.map(({ slot, count, min, max, mean, last }) => [slot, count, min, max, mean, last]),
      );
    assert.deepEqual(await bin(), [[dayOf(at(-1440)), 2, 10_000, 30_000, 20_000, 30_000]]);
    await put(device, disk(-1430, 80));
    assert.equal(await rollUp(database.app, clock), 1);
    assert.deepEqual(await bin(), [[dayOf(at(-1440)), 3, 10_000, 80_000, 40_000, 80_000]]);
    assert.equal(await rollUp(database.app, clock), 0);
    clock.advance({ days: 15 });
    await rollUp(database.app, clock);
    assert.deepEqual(await raw(device), []);
    const hours = () =>
      database.app.query('SELECT 1 FROM capacity_hours JOIN capacity_subject s ON s.id = subject WHERE device_id = $1', [device]);
    assert.equal((await hours()).rowCount, 2);
    clock.advance({ days: 80 });
    await rollUp(database.app, clock);
    assert.equal((await hours()).rowCount, 0);
    assert.equal((await bin()).length, 2);
    clock.advance({ days: 340 });
    await rollUp(database.app, clock);
    assert.deepEqual(await days(device, month), []);
  });
  it('holds the size of each day when a disk is enlarged', async () => {
    clock.set(at(0));
    const device = await testDevice(database);
    await put(device, disk(-2 * 1440, 90), disk(-1440, 45, '/', 200 * 2 ** 30));
    await rollUp(database.app, clock);
    const month = monthOfDay(dayOf(at(-1440)));
    assert.deepEqual(
      (await days(device, month)).map(({ size, bins }) => [size, bins.length]),
      [
        [100 * 2 ** 20, 1],
        [200 * 2 ** 20, 1],
      ],
    );
  });
});

import { parseArgs } from 'node:util';
import { FakeClock } from '../../src/base/clock.ts';
import { forecastAll, listOutlooks, outlookCounts, record, rollUp } from '../../src/capacity/index.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import type { Sample } from '../../src/facts/sample.ts';
import { percentile, round } from './meters.ts';

/**
 * Series of many devices, as agents send them: two volumes with inodes, memory, load and processors once an hour. How fast they are
 * stored, what a device-month costs, how long rolling up and forecasting take, and how long a page of the list. Prints one JSON object last.
 */
const { values: given } = parseArgs({
  options: {
    devices: { type: 'string', default: '10000' },
    days: { type: 'string', default: '35' },
    calls: { type: 'string', default: '60' },
  },
});
const devices = Number(given.devices);
const days = Number(given.days);
const calls = Number(given.calls);
const database = await testDatabase();
const pool = database.app;
const clock = new FakeClock('2026-06-01T00:00:00Z');

const { rows: ids } = await database.owner.query<{ id: string }>(
  `INSERT INTO devices_device (id, hardware_uuid, instance_id, platform, name, search, os, agent_version, hardware, enrolled_at, last_seen_at)
   SELECT gen_random_uuid(), 'h' || i, 'i' || i, 'linux', 'srv' || i, 'srv' || i, 'Debian 12', '5.23.1', '', now(), now() FROM generate_series(1, $1) AS i RETURNING id`,
  [devices],
);

let seed = 1;
const next = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
const size = 500 * 2 ** 30;
const machine = ids.map((_, at) => ({ start: 0.2 + (at % 60) / 100, pace: at % 4 === 0 ? 0.006 : 0.0003, busy: 0, total: 0 }));

function samplesOf(at: number, hour: number): Sample[] {
  const when = clock.now();
  const is = machine[at]!;
  is.total += 14_400;
  is.busy += 14_400 * (0.05 + 0.3 * next());
  const share = Math.min(0.995, is.start + (is.pace * hour) / 24 + next() / 500);
  return [
    ...['/', '/data'].flatMap((item): Sample[] => [
      { metric: 'disk', item, at: when, value: Math.round(size * share), size },
      { metric: 'inodes', item, at: when, value: 200_000 + hour * 3, size: 30_000_000 },
    ]),
    { metric: 'memory', item: '', at: when, value: 40 + 20 * next() },
    { metric: 'load', item: '', at: when, value: 80 * next() },
    { metric: 'cpu', item: '', at: when, busy: is.busy, total: is.total, cores: 4 },
  ];
}

const measuredMs: number[] = [];
const rolledMs: number[] = [];
for (let hour = 0; hour < days * 24; hour += 1) {
  for (let from = 0; from < devices; from += 200) {
    const batch = ids.slice(from, from + 200).map(({ id }, at) => ({ of: { device: id }, samples: samplesOf(from + at, hour) }));
    const begun = performance.now();
    await inTransaction(pool, (tx) => record(tx, batch, clock.now()));
    measuredMs.push((performance.now() - begun) / batch.length);
  }
  clock.advance({ hours: 1 });
  if (hour % 24 === 23) {
    const begun = performance.now();
    await rollUp(pool, clock);
    rolledMs.push((performance.now() - begun) / devices);
  }
}
const begun = performance.now();
let forecast = 0;
for (;;) {
  const done = await forecastAll({ pool, clock, horizonDays: () => 14, emit: async () => {} });
  forecast += done;
  if (done === 0) break;
}
const forecastMs = (performance.now() - begun) / Math.max(1, forecast);
await database.owner.query('VACUUM FULL capacity_raw, capacity_hours, capacity_days, capacity_forecast, capacity_outlook');
const sizeOf = async (table: string) =>
  (await database.owner.query<{ size: number }>('SELECT pg_total_relation_size($1)::bigint AS size', [table])).rows[0]!.size /
  devices /
  1024;
const hoursKb = (await sizeOf('capacity_hours')) / days;
const daysKb = (await sizeOf('capacity_days')) / days;

async function p95(work: (call: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const start = performance.now();
    await work(call);
    times.push(performance.now() - start);
  }
  return round(percentile(times, 95) ?? 0);
}
const list = { q: '', deviceClass: null, state: null, sort: 'soonest', offset: 0, limit: 50 } as const;
console.log(
  JSON.stringify({
    bench: 'capacity',
    devices,
    days,
    samplesPerSecond: round(7000 / (measuredMs.reduce((a, b) => a + b, 0) / measuredMs.length)),
    rollUpMsPerDevice: round(percentile(rolledMs, 50) ?? 0),
    forecastMsPerDevice: round(forecastMs),
    kbPerDevice: {
      raw14Days: round(await sizeOf('capacity_raw')),
      hoursPerMonth: round(hoursKb * 30),
      daysPerMonth: round(daysKb * 30),
      outlook: round(await sizeOf('capacity_outlook')),
      forecastsOfOneDay: round(await sizeOf('capacity_forecast')),
      perDeviceMonth: round((hoursKb + daysKb) * 30),
      atRestAfterAYear: round((await sizeOf('capacity_raw')) + hoursKb * 90 + daysKb * 400),
    },
    listP95Ms: {
      soonest: await p95(() => listOutlooks(pool, list)),
      deep: await p95((call) => listOutlooks(pool, { ...list, offset: (call * 50) % Math.max(50, devices) })),
      search: await p95((call) => listOutlooks(pool, { ...list, q: `srv${call}` })),
      servers: await p95(() => listOutlooks(pool, { ...list, deviceClass: 'server', state: 'warned' })),
      counts: await p95(() => outlookCounts(pool)),
    },
  }),
);
await database.close();

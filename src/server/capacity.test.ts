import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { words } from '../base/text.ts';
import { forecastAll, record, rollUp, settleBreaches } from '../capacity/index.ts';
import { testDevice } from '../capacity/testing/device.ts';
import { inTransaction } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { leadingDigits, Services } from './capacity-services.ts';
import { capacitySections } from './sheets-capacity.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.close());
const clock = new FakeClock('2026-11-22T00:00:00Z');

describe('problems of capacity', () => {
  it('open once for each subject, and again only after it was well for a day; what nobody measured is not well', async () => {
    const opened: string[] = [];
    const settle = (subjects: readonly string[], well: readonly string[]) =>
      settleBreaches(
        database.app,
        {
          reached: subjects.map((subject) => ({ subject, about: words(subject, subject) })),
          isWell: (subject) => well.includes(subject),
          at: clock.now(),
        },
        async (_tx, { subject }, key) => void opened.push(`${subject} ${key}`),
      );
    await settle(['target:a'], []);
    await Promise.all([settle(['target:a'], []), settle(['target:a', 'target:b'], [])]);
    assert.deepEqual(opened.map((each) => each.split(' ')[0]).sort(), ['target:a', 'target:b']);
    clock.advance({ hours: 23 });
    await settle([], ['target:a']);
    clock.advance({ hours: 2 });
    // Of b nothing is known: it is renewed, not ended.
    await settle([], ['target:a']);
    await settle(['target:a', 'target:b'], []);
    assert.equal(opened.length, 3);
    assert.equal(new Set(opened).size, 3);
  });
  it('are not opened where beginning the duty fails', async () => {
    const failing = settleBreaches(
      database.app,
      { reached: [{ subject: 'target:c', about: words('x', 'x') }], isWell: () => false, at: clock.now() },
      () => Promise.reject(new Error('no duty')),
    );
    await assert.rejects(failing, /no duty/);
    assert.equal((await database.app.query(`SELECT 1 FROM capacity_breach WHERE subject = 'target:c'`)).rowCount, 0);
  });
});

describe('the monthly sheet', () => {
  it('shows servers, not PCs, by how soon they are full, and what reached a level', async () => {
    const server = await testDevice(database, 'fs01');
    const client = await testDevice(database, 'pc01', 'client');
    await database.owner.query(`UPDATE devices_device SET platform = 'windows', os = 'Windows 11' WHERE id = $1`, [client]);
    const size = 2 ** 40;
    for (let day = 0; day < 30; day += 1) {
      const samples = [{ metric: 'disk' as const, item: '/data', at: clock.now(), value: size * (0.5 + day / 100), size }];
      await inTransaction(database.app, (tx) =>
        record(
          tx,
          [
            { of: { device: server }, samples },
            { of: { device: client }, samples },
          ],
          clock.now(),
        ),
      );
      clock.advance({ days: 1 });
      await rollUp(database.app, clock);
    }
    await forecastAll({ pool: database.app, clock, horizonDays: () => 14, emit: async () => {} });
    const [disks, reached] = await capacitySections(database.app, null, clock.now());
    assert.deepEqual(
      disks!.rows.map(([name, percent, trend]) => [name, percent, trend]),
      [['fs01 /data', '79%', '+28']],
    );
    assert.match((disks!.rows[0]![3] as { ja: string }).ja, /^202\d-\d\d-\d\d/);
    assert.ok(reached!.rows.length >= 2);
    // The same state of the world gives the same sheet: no number in it moves with the minutes.
    assert.deepEqual(await capacitySections(database.app, null, new Date(clock.now().getTime() + 60_000)), [disks, reached]);
  });
});

describe('response times', () => {
  const target = {
    id: 'a',
    kind: 'http' as const,
    name: 'wiki',
    address: 'http://wiki/',
    deviceId: 'd',
    warnMs: null,
    revision: 1,
    createdAt: clock.now(),
    changedAt: clock.now(),
  };
  const look = (ms: number | null) => ({ target, at: clock.now(), ms, says: null, samples: [] });
  it('are cut to two digits, so that they do not change with each look', () => {
    assert.deepEqual([7, 19, 123, 1999, 2000, 60_123].map(leadingDigits), [7, 19, 120, 1900, 2000, 60_000]);
  });
  it('are said from the third look on, down after three that failed, and again after half an hour', () => {
    const services = new Services();
    const say = () =>
      services
        .drafts([target], 2000, clock.now())
        .map(({ body }) => (body as { services: { state: string; p95Ms: number | null }[] }).services[0]);
    services.add([look(100)]);
    services.add([look(100)]);
    assert.deepEqual(say(), []);
    services.add([look(2100)]);
    assert.deepEqual(say(), [{ name: 'wiki', state: 'up', p95Ms: 2100, limitMs: null, levelMs: 2000 }]);
    assert.deepEqual(say(), []);
    clock.advance({ minutes: 31 });
    assert.equal(say().length, 1);
    for (let i = 0; i < 3; i += 1) services.add([look(null)]);
    assert.equal(say()[0]!.state, 'down');
    // The target ended: its device says once that nothing is measured.
    assert.deepEqual(
      services.drafts([], 2000, clock.now()).map(({ body }) => body),
      [{ services: [] }],
    );
    assert.deepEqual(services.drafts([], 2000, clock.now()), []);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isServerDoubted } from '../../src/clocks/index.ts';
import { type DataSite, dataSite } from '../data-site.ts';

const fiveYears = { days: 5 * 365 };
const backAgain = { days: -5 * 365 };
const fiveYearsMs = 5 * 365 * 86_400_000;

describe('what is old by the clock of a server that jumped five years ahead', () => {
  let data: DataSite;
  let deviceId: string;
  before(async () => {
    data = await dataSite();
    ({ deviceId } = await data.agent('srv-1'));
  });
  after(() => data.close());

  /** Whatever deletes by age in a whole server, each by the timer's own way. */
  const sweepAll = async () => {
    await data.capacity.daily();
    await data.engine.clocks.trend.flush();
    await data.running.sweep();
    await data.writing.sweep();
  };
  /** Looks at the clock as its timers do, and sweeps at the end. */
  const runFor = async (hours: number) => {
    for (let each = 0; each < hours; each += 1) {
      data.clock.advance({ hours: 1 });
      await data.engine.mayDelete();
    }
    await sweepAll();
  };
  const measure = () => {
    const sample = { metric: 'disk' as const, item: '/', at: data.clock.now(), value: 50 * 2 ** 30, size: 100 * 2 ** 30 };
    return data.engine.intake.accept({ samples: [{ deviceId, samples: [sample] }] });
  };
  const tellClock = (offsetMs: number) =>
    data.engine.clocks.trend.observed([{ deviceId, kind: 'clock-offset', observedAt: data.clock.now(), body: { offsetMs, boundMs: 100 } }]);
  const kept = async () =>
    (
      await data.database.owner.query(
        `SELECT (SELECT count(*)::int FROM capacity_raw) AS raw, (SELECT count(*)::int FROM capacity_hours) AS hours,
           (SELECT count(*)::int FROM clocks_day WHERE day < '2026-12-31') AS clocks, (SELECT count(*)::int FROM attachments_file) AS files`,
      )
    ).rows[0];

  it('stays, comes back with the clock, and goes once no other clock contradicts it', async () => {
    await measure();
    tellClock(0);
    await runFor(2);
    tellClock(0);
    await runFor(46);
    await data.running.attachments.upload(Buffer.from('まだどこにも付けていない'), {
      name: '報告書.txt',
      by: data.administrator.accountId,
    });
    const before = await kept();
    assert.deepEqual(before, { raw: 1, hours: 1, clocks: 1, files: 1 });

    data.clock.advance(fiveYears);
    await sweepAll();
    tellClock(-fiveYearsMs);
    await runFor(20);
    data.clock.advance(backAgain);
    await sweepAll();
    assert.deepEqual(await kept(), before);

    // Ahead again, and left so: the device goes on to say another time.
    data.clock.advance(fiveYears);
    for (let hours = 0; hours < 50; hours += 10) {
      tellClock(-fiveYearsMs);
      await runFor(10);
    }
    assert.equal(await data.engine.mayDelete(), false);
    assert.deepEqual(await kept(), before);
    // It was the right time after all: the server was off, and now the device agrees.
    for (let hours = 0; hours < 4; hours += 2) {
      tellClock(0);
      await runFor(2);
    }
    assert.equal(await data.engine.mayDelete(), true);
    assert.deepEqual(await kept(), { raw: 0, hours: 0, clocks: 0, files: 0 });
  });

  it('is doubted by time servers before devices, by as many as agree, and by no answer of another time', async () => {
    const { app, owner } = data.database;
    const now = data.clock.now();
    const ask = () => isServerDoubted(app, ['NTP1.example.jp ', 'ntp2.example.jp'], now);
    const answer = (server: string, offsetMs: number | null, at = now) =>
      owner.query(
        `INSERT INTO clocks_reference (at, server, offset_ms, bound_ms, delay_ms, stratum, refused)
         VALUES ($1, $2, $3::float8, CASE WHEN $3 IS NOT NULL THEN 5 END, CASE WHEN $3 IS NOT NULL THEN 5 END, CASE WHEN $3 IS NOT NULL THEN 2 END,
           CASE WHEN $3 IS NULL THEN 'timeout' END)`,
        [at, server, offsetMs],
      );
    await owner.query('UPDATE clocks_device SET offset_ms = 0, observed_at = $1', [now]);
    assert.equal(await ask(), false, 'the device agrees');
    await answer('ntp1.example.jp', fiveYearsMs, new Date(now.getTime() + 86_400_000));
    await answer('ntp1.example.jp', fiveYearsMs, new Date(now.getTime() - 86_400_000));
    await answer('elsewhere.example.jp', fiveYearsMs);
    await answer('ntp2.example.jp', null);
    assert.equal(await ask(), false, 'nobody who is named answered lately');
    await answer('ntp1.example.jp', fiveYearsMs);
    assert.equal(await ask(), true);
    await answer('ntp2.example.jp', 20);
    assert.equal(await ask(), true, 'one against one');
    await answer('ntp1.example.jp', 30);
    assert.equal(await ask(), false);
    await owner.query('UPDATE clocks_device SET offset_ms = $1', [-fiveYearsMs]);
    assert.equal(await ask(), false, 'time servers are heard first');
    assert.equal(await isServerDoubted(app, [], now), true, 'where none is named the device is');
    assert.equal(await isServerDoubted(app, [], new Date(now.getTime() - 3 * 86_400_000)), false, 'it told that in a time to come');
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dayOf } from '../../src/capacity/place.ts';
import { statesOfDevice } from '../../src/engine/checks/index.ts';
import { forbiddenSoftware } from '../../src/practices/software/params.ts';
import { type DataSite, dataSite, type TestAgent } from '../data-site.ts';
import { told } from '../drift/told.ts';

const hour = { hours: 1 };
const year = { hours: 365 * 24 };
const backBy = ({ hours }: { hours: number }) => ({ hours: -hours });
/** The clock of the server goes wrong and is put right: ahead and back, or behind and on again. */
const jumps = [
  ['an hour ahead', hour, backBy(hour)],
  ['an hour behind', backBy(hour), hour],
  ['a year ahead', year, backBy(year)],
  ['a year behind', backBy(year), year],
] as const;

const live = 'software/file-sharing-running';
const running = (...names: string[]) => ({
  asked: ['winny'],
  running: names.map((name) => ({ name, path: `C:\\${name}.exe` })),
});

describe('the clock of the server jumps while devices answer', () => {
  let data: DataSite;
  let number = 0;
  before(async () => {
    data = await dataSite();
  });
  after(() => data.close());

  const device = async (): Promise<TestAgent> => {
    number += 1;
    return data.agent(`srv-${number}`);
  };
  const verdict = async (deviceId: string, check: string) =>
    (await statesOfDevice(data.database.app, deviceId)).find(({ checkId }) => checkId === check)?.verdict;
  const rows = async <T extends object>(sql: string, ...values: unknown[]) => (await data.database.owner.query<T>(sql, values)).rows;
  const step = () => data.clock.advance({ minutes: 1 });

  for (const [name, jump, back] of jumps)
    it(`${name}: what is held in memory never stays green by itself, and what is said counts at once`, async () => {
      const { deviceId } = await device();
      const asked = [...(data.engine.values.now(forbiddenSoftware) as string[])].map((each) => each.trim().toLowerCase());
      const say = async (...names: string[]) => {
        await data.observe(deviceId, 'running-programs', { ...running(...names), asked });
        await data.engine.intake.flush();
        const [seen] = await rows<{ at: Date }>(
          "SELECT last_observed_at AS at FROM intake_current WHERE device_id = $1 AND kind = 'running-programs'",
          deviceId,
        );
        assert.deepEqual(seen!.at, data.clock.now(), 'the newest answer is the one that stands');
        return verdict(deviceId, live);
      };
      for (const moved of [jump, back]) {
        assert.equal(await say(), 'pass');
        step();
        await data.observe(deviceId, 'running-programs', { ...running(), asked }); // held, not written yet
        data.clock.advance(moved);
        await data.engine.sweep();
        assert.equal(await verdict(deviceId, live), 'unknown', 'nobody knows how old it is');
        assert.equal(await say('winny'), 'fail');
        step();
        assert.equal(await say(), 'pass');
        step();
        assert.equal(await say('winny'), 'fail');
        step();
      }
      // What is held while the clock jumps, and never heard again.
      assert.equal(await say(), 'pass');
      data.clock.advance(jump);
      data.clock.advance(back);
      data.clock.advance({ minutes: 11 });
      await data.engine.sweep();
      assert.equal(await verdict(deviceId, live), 'unknown');
    });

  for (const [name, jump, back] of jumps)
    it(`${name}: each change of a list is written once, and asks a person for its reason`, async () => {
      const { deviceId } = await device();
      const tell = async (...services: string[]) => {
        await told(data, deviceId, { services: services.map((each) => [each, { start: 'enabled' }] as const) });
        step();
      };
      const names = async () =>
        (
          await rows<{ key: string }>(
            'SELECT i.key FROM inventory_set s JOIN inventory_item i ON i.id = ANY(s.items) WHERE s.device_id = $1 ORDER BY 1',
            deviceId,
          )
        ).map(({ key }) => key);
      const changes = async () =>
        (
          await rows<{ came: number; went: number }>(
            'SELECT cardinality(added) AS came, cardinality(removed) AS went FROM inventory_change WHERE device_id = $1 ORDER BY id',
            deviceId,
          )
        ).map(({ came, went }) => [came, went]);
      await tell('ssh');
      data.clock.advance(jump);
      await tell('ssh', 'cron');
      await tell('ssh', 'cron');
      assert.deepEqual([await names(), await changes()], [['cron', 'ssh'], [[1, 0]]]);
      await data.watching.drift.sweep();
      data.clock.advance(back);
      await tell('cron', 'xrdp');
      await tell('cron', 'xrdp');
      assert.deepEqual(
        [await names(), await changes()],
        [
          ['cron', 'xrdp'],
          [
            [1, 0],
            [1, 1],
          ],
        ],
      );
      await data.watching.drift.sweep();
      const [events] = await rows<{ changes: number; loud: number }>(
        'SELECT count(*)::int AS changes, sum(c.loud)::int AS loud FROM drift_change c JOIN drift_event e ON e.id = c.event_id WHERE e.device_id = $1',
        deviceId,
      );
      assert.deepEqual(events, { changes: 2, loud: 3 });
      // A change that was seen a year ago by the clock waits for too long; either way somebody is asked.
      assert.equal(await verdict(deviceId, 'configuration/unexplained-changes'), name === 'a year behind' ? 'fail' : 'pass');
      const looked = await rows<{ at: Date }>('SELECT looked_at AS at FROM drift_device WHERE device_id = $1', deviceId);
      assert.deepEqual(looked[0]!.at, data.clock.now());
    });

  it('looks again at every device that was looked at in a time to come', async () => {
    const { deviceId } = await device();
    data.clock.advance(year);
    await told(data, deviceId, { services: [['ssh', {}]] });
    await data.watching.drift.sweep();
    data.clock.advance(backBy(year));
    await data.watching.drift.sweep();
    const ahead = await rows('SELECT 1 FROM drift_device WHERE looked_at > $1', data.clock.now());
    assert.deepEqual(ahead, []);
  });

  it('keeps numbers of load at their moments, refuses those of a time to come, and forecasts on', async () => {
    const { deviceId } = await device();
    const measure = async (at = data.clock.now()) => {
      const sample = { metric: 'disk' as const, item: '/', at, value: 50 * 2 ** 30, size: 100 * 2 ** 30 };
      await data.engine.intake.accept({ samples: [{ deviceId, samples: [sample] }] });
    };
    const days = async () =>
      (
        await rows<{ day: number }>(
          'SELECT r.day FROM capacity_raw r JOIN capacity_subject s ON s.id = r.subject WHERE s.device_id = $1 ORDER BY 1',
          deviceId,
        )
      ).map(({ day }) => day);
    const today = () => dayOf(data.clock.now());
    const forecastOn = async () =>
      (await rows<{ on: string }>('SELECT forecast_on::text AS on FROM capacity_subject WHERE device_id = $1', deviceId))[0]!.on;
    const first = today();
    await measure();
    data.clock.advance({ hours: 48 });
    await measure();
    data.clock.advance(year);
    await measure();
    await data.capacity.daily();
    const ahead = await forecastOn();
    data.clock.advance(backBy(year));
    step();
    await measure(new Date(data.clock.now().getTime() + year.hours * 3_600_000));
    await measure();
    await data.capacity.daily();
    assert.ok((await forecastOn()) < ahead, 'not silent for a year');
    assert.deepEqual((await days()).filter((day) => day <= today()).at(-1), today());
    const [refused] = await rows<{ count: number }>("SELECT count FROM capacity_refused WHERE reason = 'future'");
    assert.ok(refused!.count > 0);
    assert.ok(first < today());
  });

  it('follows the clocks of devices through it', async () => {
    const { deviceId } = await device();
    const see = async (offsetMs: number) => {
      data.engine.clocks.trend.observed([
        { deviceId, kind: 'clock-offset', observedAt: data.clock.now(), body: { offsetMs, boundMs: 100 } },
      ]);
      await data.engine.clocks.trend.flush();
      return (
        await rows<{ offset_ms: number; observed_at: Date }>(
          'SELECT offset_ms, observed_at FROM clocks_device WHERE device_id = $1',
          deviceId,
        )
      )[0]!;
    };
    await see(0);
    for (const [, jump, back] of jumps)
      for (const moved of [jump, back]) {
        data.clock.advance(moved);
        step();
        const offsetMs = moved === jump ? -moved.hours * 3_600_000 : 0;
        const found = await see(offsetMs);
        assert.deepEqual([Number(found.offset_ms), found.observed_at], [offsetMs, data.clock.now()]);
      }
  });
});

describe('the clock of a device jumps', () => {
  let data: DataSite;
  before(async () => {
    data = await dataSite();
  });
  after(() => data.close());

  it('keeps its lines with both times, counts those of another time, and turns away what is no time', async () => {
    const agent = await data.agent('srv-clock');
    const now = Math.floor(data.clock.now().getTime() / 1000);
    const line = (unixTime: unknown, name: string) => ({ name, unixTime, epoch: 0, counter: 1, action: 'added', columns: {} });
    const years = 365 * 86_400;
    const reply = await agent.call('/log', {
      log_type: 'result',
      data: [line(now, 'now'), line(now - 3 * 86_400, 'kept'), line(86_400, '1970'), line(now + 74 * years, '2100'), line(-5, 'none')],
    });
    assert.deepEqual(reply, {});
    const { rows } = await data.database.owner.query<{ name: string; is: boolean }>(
      'SELECT name, received_at = $1 AS is FROM intake_line ORDER BY name',
      [data.clock.now()],
    );
    assert.deepEqual(
      rows.map(({ name, is }) => [name, is]),
      ['1970', '2100', 'kept', 'now'].map((name) => [name, true]),
    );
    const count = async (name: string) =>
      (await data.database.owner.query<{ count: number }>('SELECT count FROM intake_counter WHERE name = $1', [name])).rows[0]?.count;
    assert.deepEqual([await count('line-of-another-time'), await count('quarantined')], [2, 1]);
  });
});

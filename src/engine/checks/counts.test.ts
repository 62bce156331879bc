import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { inTransaction } from '../../db/pool.ts';
import { CheckEngine, countsByCheck } from './index.ts';
import { sweepSilence } from './silence.ts';
import { evenCheck, type Trial, trial, trialChecks } from './testing/trial.ts';

describe('sums of verdicts', () => {
  let site: Trial;
  before(async () => {
    site = await trial();
  });
  after(() => site.close());

  const inTx = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(site.database.app, work);
  const judge = async (device: string, level: number) => {
    const seen = await site.observe(device, 'trial-level', { level });
    await inTx((tx) => site.engine.judge(tx, [seen], site.clock.now()));
  };
  const sweep = () =>
    sweepSilence({
      pool: site.database.app,
      clock: site.clock,
      engine: site.engine,
      checks: trialChecks,
      limits: () => ({ liveMinutes: 10, settingsMinutes: 60 }),
    });

  async function assertCounted(): Promise<void> {
    const { rows } = await site.database.owner.query<{ checkId: string; verdict: string; count: number }>(
      'SELECT check_id AS "checkId", verdict, count(*) AS count FROM checks_state GROUP BY check_id, verdict',
    );
    const sorted = (list: readonly { checkId: string; verdict: string; count: number }[]) =>
      list.map((row) => `${row.checkId} ${row.verdict} ${row.count}`).sort();
    const stored = (await countsByCheck(site.database.app)).filter((row) => row.count !== 0);
    assert.deepEqual(sorted(stored), sorted(rows));
    const wrong = await site.number(
      `SELECT count(*) FROM (SELECT device_id, count(*) FILTER (WHERE verdict = 'pass') AS pass, count(*) FILTER (WHERE verdict = 'fail') AS fail,
         count(*) FILTER (WHERE verdict = 'unknown') AS unknown FROM checks_state GROUP BY device_id) s
       FULL JOIN checks_device c USING (device_id) WHERE (coalesce(s.pass, 0), coalesce(s.fail, 0), coalesce(s.unknown, 0)) IS DISTINCT FROM (c.pass, c.fail, c.unknown)`,
    );
    assert.equal(wrong, 0, 'sums of devices');
  }

  it('equals a recount after any walk of observations, silences and retirements, some at the same time', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ do: fc.constant('judge' as const), device: fc.nat(4), level: fc.constantFrom(-2, 1, 4, 11, 12, 666) }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 11, 61) }) },
      { weight: 2, arbitrary: fc.constant({ do: 'sweep' as const }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), device: fc.nat(4) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 10 }), async (walk) => {
        const devices = await Promise.all([0, 1, 2, 3, 4].map(() => site.device()));
        for (const together of walk) {
          await Promise.all(
            together.map(async (one) => {
              if (one.do === 'judge') await judge(devices[one.device]!, one.level);
              if (one.do === 'wait') site.clock.advance({ minutes: one.minutes });
              if (one.do === 'sweep') await sweep();
              if (one.do === 'forget') await inTx((tx) => site.engine.forget(tx, devices[one.device]!));
            }),
          );
        }
        await assertCounted();
      }),
      { numRuns: 15 },
    );
  });

  it('forgets a device: its verdicts and its share of the sums go, its findings stay', async () => {
    const device = await site.device();
    await judge(device, 11);
    const findings = await site.number('SELECT count(*) FROM checks_finding');
    await inTx((tx) => site.engine.forget(tx, device));
    assert.equal(await site.number('SELECT count(*) FROM checks_state WHERE device_id = $1', device), 0);
    assert.equal(await site.number('SELECT count(*) FROM checks_device WHERE device_id = $1', device), 0);
    assert.equal(await site.number('SELECT count(*) FROM checks_finding'), findings);
    await assertCounted();
    await inTx((tx) => site.engine.forget(tx, device));
    await assertCounted();
  });

  it('counts anew at the start, without checks that are gone', async () => {
    const [kept, retired] = [await site.device(), await site.device()];
    await judge(kept, 4);
    await judge(retired, 4);
    await site.database.owner.query("UPDATE checks_count SET count = count + 3 WHERE verdict = 'pass'");
    await site.database.owner.query('UPDATE checks_device SET fail = 7 WHERE device_id = $1', [kept]);
    await site.database.owner.query('UPDATE devices_device SET retired_at = now() WHERE id = $1', [retired]);
    const smaller = new CheckEngine({
      checks: [evenCheck],
      log: { error() {}, warn() {}, info() {}, debug() {} } as never,
      inForce: (param) => param.default,
      traitsOf: async () => new Map(),
    });
    assert.ok((await inTx((tx) => smaller.recount(tx))) > 0);
    await assertCounted();
    assert.equal(await site.number("SELECT count(*) FROM checks_state WHERE check_id <> 'trial/even'"), 0);
    assert.equal(await site.number('SELECT count(*) FROM checks_state WHERE device_id = $1', retired), 0);
    assert.equal(await inTx((tx) => smaller.recount(tx)), 0, 'nothing is left to put right');
  });
});

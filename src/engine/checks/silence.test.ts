import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../../db/pool.ts';
import { type Observation, statesOfDevice } from './index.ts';
import { sweepSilence } from './silence.ts';
import { lockVerdicts } from './store.ts';
import { type Trial, trial, trialChecks } from './testing/trial.ts';

describe('silence', () => {
  let site: Trial;
  before(async () => {
    site = await trial();
  });
  after(() => site.close());

  const judge = (...items: Observation[]) => inTransaction(site.database.app, (tx) => site.engine.judge(tx, items, site.clock.now()));
  const sweep = () =>
    sweepSilence({
      pool: site.database.app,
      clock: site.clock,
      engine: site.engine,
      checks: trialChecks,
      limits: () => ({ liveMinutes: 10, settingsMinutes: 60 }),
    });
  const verdicts = async (device: string) =>
    Object.fromEntries((await statesOfDevice(site.database.app, device)).map((row) => [row.checkId, row.verdict]));

  it('turns a verdict to unknown after its limit, says how long, and brings it back with the next observation', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 4 }));
    site.clock.advance({ minutes: 10 });
    assert.equal(await sweep(), 0, 'at the limit it still speaks');
    site.clock.advance({ seconds: 1 });
    assert.equal(await sweep(), 1);
    assert.deepEqual(await verdicts(device), { 'trial/level': 'unknown', 'trial/even': 'pass' });
    const silent = (await statesOfDevice(site.database.app, device)).find((row) => row.checkId === 'trial/level')!;
    assert.match(silent.because.ja, /10分以上報告がありません/);
    assert.equal(await sweep(), 0, 'told once');
    site.clock.advance({ minutes: 50 });
    assert.equal(await sweep(), 1);
    assert.deepEqual(await verdicts(device), { 'trial/level': 'unknown', 'trial/even': 'unknown' });
    await judge(await site.observe(device, 'trial-level', { level: 4 }));
    assert.deepEqual(await verdicts(device), { 'trial/level': 'pass', 'trial/even': 'pass' });
    site.clock.advance({ minutes: 11 });
    assert.equal(await sweep(), 1, 'and it can grow silent again');
  });

  it('marks an unknown verdict as silent without a new finding', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: -2 }));
    const findings = await site.number('SELECT count(*) FROM checks_finding WHERE device_id = $1', device);
    site.clock.advance({ minutes: 11 });
    await sweep();
    const state = (await statesOfDevice(site.database.app, device)).find((row) => row.checkId === 'trial/level')!;
    assert.deepEqual([state.verdict, state.stale], ['unknown', true]);
    assert.equal(await site.number('SELECT count(*) FROM checks_finding WHERE device_id = $1', device), findings);
  });

  it('does not trust an observation from the future after the server clock was set back', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 4 }));
    site.clock.advance({ hours: -5 });
    await sweep();
    assert.deepEqual(await verdicts(device), { 'trial/level': 'unknown', 'trial/even': 'unknown' });
    site.clock.advance({ hours: 5 });
  });

  it('keeps nobody waiting, and waits for nobody, where no device has fallen silent', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 4 }));
    await sweep();
    const held = await inTransaction(site.database.app, async (tx) => {
      await lockVerdicts(tx);
      return sweep();
    });
    assert.equal(held, 0, 'while observations are being stored');
  });

  it('waits for an observation that is being stored, and does not call it silent', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 4 }));
    site.clock.advance({ minutes: 30 });
    const sums = () =>
      site.number("SELECT coalesce(sum(count), 0) FROM checks_count WHERE check_id = 'trial/level' AND verdict = 'unknown'");
    await sweep();
    await judge(await site.observe(device, 'trial-level', { level: 4 }));
    site.clock.advance({ minutes: 30 });
    const unknownBefore = await sums();

    const swept: { count?: number } = {};
    let sweeping: Promise<void> | undefined;
    await inTransaction(site.database.app, async (tx) => {
      await tx.query('UPDATE intake_current SET last_observed_at = $2 WHERE device_id = $1', [device, site.clock.now()]);
      const seen = { ...(await current(device)), observedAt: site.clock.now() };
      await site.engine.judge(tx, [{ ...seen, body: { level: 99 } }], site.clock.now());
      sweeping = sweep().then((count) => {
        swept.count = count;
      });
      const waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      while ((await site.number(waiting)) === 0);
      assert.equal(swept.count, undefined, 'it waits');
    });
    await sweeping;
    assert.equal(swept.count, 0);
    assert.equal((await verdicts(device))['trial/level'], 'fail');
    assert.equal(await sums(), unknownBefore);
  });

  async function current(deviceId: string): Promise<Observation> {
    const { rows } = await site.database.app.query<Observation>(
      `SELECT f.device_id AS "deviceId", f.kind, f.id AS "factId", f.body, f.unreadable, f.observed_at AS "observedAt", f.digest
       FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id WHERE c.device_id = $1`,
      [deviceId],
    );
    return { ...rows[0]!, deviceId };
  }
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { inTransaction } from '../../db/pool.ts';
import { type Observation, reevaluate } from './index.ts';
import { sweepSilence } from './silence.ts';
import { type Trial, trial, trialChecks, trialLimit } from './testing/trial.ts';

describe('verdicts that are held in memory', () => {
  let site: Trial;
  let seen: Observation;
  before(async () => {
    site = await trial();
  });
  after(() => site.close());
  const judge = (...items: Observation[]) => inTransaction(site.database.app, (tx) => site.engine.judge(tx, items, site.clock.now()));
  const isSteady = () => site.engine.isSteady(seen, site.clock.now(), site.clock.now());
  beforeEach(async () => {
    seen = await site.observe(await site.device(), 'trial-level', { level: 4 });
    await judge(seen);
    assert.equal(isSteady(), false, 'not before it is known to be committed');
    site.engine.settled();
    assert.equal(isSteady(), true);
  });

  it('are not steady where a value has changed', () => {
    site.limits.unshift({ from: site.clock.now(), value: 3 });
    assert.equal(isSteady(), false);
    site.limits.shift();
    assert.equal(isSteady(), true);
  });

  it('are forgotten where silence turns them, so that the next answer brings them back', async () => {
    site.clock.advance({ minutes: 11 });
    await sweepSilence({
      pool: site.database.app,
      clock: site.clock,
      engine: site.engine,
      checks: trialChecks,
      limits: () => ({ liveMinutes: 10, settingsMinutes: 60 }),
    });
    assert.equal(isSteady(), false);
  });

  it('are forgotten where they are judged again, retired or placed elsewhere', async () => {
    const { engine, clock, database } = site;
    await reevaluate({ pool: database.app, engine, clock, checks: trialChecks, carried: () => new Set() }, [trialLimit.id]);
    assert.equal(isSteady(), false);
    await judge(seen);
    site.engine.settled();
    site.engine.placed([seen.deviceId]);
    assert.equal(isSteady(), false);
    await judge(seen);
    site.engine.settled();
    await inTransaction(site.database.app, (tx) => site.engine.forget(tx, seen.deviceId));
    assert.equal(isSteady(), false);
  });

  it('are not held where something else wrote verdicts before the commit was known, or where it failed', async () => {
    await judge(seen);
    site.engine.placed(['another']);
    site.engine.settled();
    assert.equal(isSteady(), false, 'nobody knows which came last');
    await assert.rejects(
      inTransaction(site.database.app, async (tx) => {
        await site.engine.judge(tx, [seen], site.clock.now());
        throw new Error('on second thoughts');
      }),
    );
    const other = await site.observe(await site.device(), 'trial-level', { level: 4 });
    await judge(other);
    site.engine.settled();
    assert.equal(isSteady(), false, 'what was rolled back is not settled by the next commit');
  });
});

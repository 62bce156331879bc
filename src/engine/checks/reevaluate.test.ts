import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { silentLog } from '../../base/log.ts';
import { inTransaction } from '../../db/pool.ts';
import { traitsOf } from '../../devices/index.ts';
import { readEntries } from '../../ledger/index.ts';
import { CheckEngine, type Observation, reevaluate, reevaluateDue, statesOfDevice, verdictsAt } from './index.ts';
import { lockVerdicts } from './store.ts';
import { levelCheck, presenceCheck, type Trial, trial, trialChecks, trialLimit } from './testing/trial.ts';

describe('judging again by a value that came into force', () => {
  let site: Trial;
  before(async () => {
    site = await trial();
  });
  after(() => site.close());

  const none = () => new Set<string>();
  const deps = (engine = site.engine, carried: () => ReadonlySet<string> = none) => ({
    pool: site.database.app,
    clock: site.clock,
    engine,
    checks: trialChecks,
    carried,
  });
  const judge = (...items: Observation[]) => inTransaction(site.database.app, (tx) => site.engine.judge(tx, items, site.clock.now()));
  const level = async (device: string) => (await statesOfDevice(site.database.app, device)).find((row) => row.checkId === levelCheck.id)!;
  /** Another limit is in force from this moment on. */
  const limit = (value: number) => {
    site.clock.advance({ minutes: 1 });
    site.limits.unshift({ from: site.clock.now(), value });
  };
  const counts = (verdict: string) =>
    site.number('SELECT count FROM checks_count WHERE check_id = $1 AND verdict = $2', levelCheck.id, verdict);

  it('turns what the stored fact decides otherwise, with a finding, an entry and the sums; yesterday stays', async () => {
    const [low, high] = [await site.device(), await site.device()];
    await judge(await site.observe(low, 'trial-level', { level: 2 }), await site.observe(high, 'trial-level', { level: 8 }));
    const seenAt = site.clock.now();
    limit(3);
    const entries = await site.number('SELECT next_seq FROM ledger_head');
    const passing = await counts('pass');
    const done = await reevaluate(deps(), [trialLimit.id]);
    assert.equal(done.turned, 1);
    assert.ok(done.judged >= 2);
    assert.deepEqual([(await level(low)).verdict, (await level(high)).verdict], ['pass', 'fail']);
    assert.match((await level(low)).because.en, /within 3/, 'the words are those of the new value');
    assert.deepEqual(await counts('pass'), passing - 1);
    assert.equal(await site.number('SELECT next_seq FROM ledger_head'), entries + 1);
    const [entry] = await readEntries(site.database.app, { limit: 1 });
    const payload = entry!.payload as Record<string, unknown>;
    assert.equal(entry!.subject, `check:trial/level device:${high}`);
    assert.deepEqual(
      [payload.before, payload.verdict, payload.reevaluated, payload.values, payload.observedAt],
      ['pass', 'fail', true, { limit: 3 }, seenAt.toISOString()],
    );
    const then = (await verdictsAt(site.database.app, [levelCheck.id], seenAt)).find((row) => row.deviceId === high);
    assert.equal(then!.verdict, 'pass');
    assert.deepEqual(await reevaluate(deps(), [trialLimit.id]), { ...done, turned: 0 }, 'twice is as good as once');
  });

  it('reaches every device, however many batches it takes', async () => {
    const pcs = await Promise.all(Array.from({ length: 7 }, () => site.device()));
    for (const pc of pcs) await judge(await site.observe(pc, 'trial-level', { level: 30 }));
    limit(40);
    let batches = 0;
    const afterBatch = () => {
      batches += 1;
    };
    const few = { ...deps(), perBatch: 2, afterBatch };
    assert.equal((await reevaluate(few, [trialLimit.id])).turned, 8, 'the seven, and the one that was above 3');
    assert.ok(batches >= 4);
    for (const pc of pcs) assert.equal((await level(pc)).verdict, 'pass');
  });

  it('leaves alone what does not read the value, and what nobody knows', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-presence', { there: true }));
    const before = await site.number('SELECT max(id) FROM checks_finding WHERE check_id = $1', presenceCheck.id);
    assert.deepEqual(await reevaluate(deps(), ['no such value']), { judged: 0, turned: 0 });
    await reevaluate(deps(), [trialLimit.id]);
    assert.equal(await site.number('SELECT max(id) FROM checks_finding WHERE check_id = $1', presenceCheck.id), before);
  });

  it('makes nothing of what is silenced, unreadable or retired', async () => {
    const [stale, blind, gone] = [await site.device(), await site.device(), await site.device()];
    const seen = await site.observe(stale, 'trial-level', { level: 9 });
    await judge(seen, await site.observe(gone, 'trial-level', { level: 9 }));
    await judge(await site.observe(blind, 'trial-level', { unreadable: { ja: '読めません', en: 'not readable' } }));
    await inTransaction(site.database.app, async (tx) => {
      await lockVerdicts(tx);
      const traits = (await traitsOf(tx, [stale])).get(stale)!;
      const because = { ja: '報告なし', en: 'silent' };
      await site.engine.silence(tx, [{ ...seen, ...traits, checkId: levelCheck.id, because }], site.clock.now());
    });
    await site.database.app.query('UPDATE devices_device SET retired_at = now() WHERE id = $1', [gone]);
    const retired = await level(gone);
    for (const value of [1, 99]) {
      limit(value);
      await reevaluate(deps(), [trialLimit.id]);
      assert.deepEqual(
        [(await level(stale)).verdict, (await level(stale)).because.en, (await level(stale)).stale],
        ['unknown', 'silent', true],
      );
      assert.deepEqual([(await level(blind)).verdict, (await level(blind)).because.ja], ['unknown', '読めません']);
      assert.deepEqual(await level(gone), retired);
    }
  });

  it('keeps a verdict whose question carried the value until it is answered anew', async () => {
    const carrying = () => new Set([trialLimit.id]);
    const engine = new CheckEngine({
      checks: trialChecks,
      log: silentLog,
      inForce: (param, at) => site.limits.find(({ from }) => from <= at)?.value ?? param.default,
      traitsOf,
      carried: carrying,
    });
    limit(10);
    const device = await site.device();
    const seen = await site.observe(device, 'trial-level', { level: 8 });
    await inTransaction(site.database.app, (tx) => engine.judge(tx, [seen], site.clock.now()));
    limit(3);
    assert.deepEqual(await reevaluate(deps(engine, carrying), [trialLimit.id]), { judged: 0, turned: 0 });
    // What was under way when the value changed was asked with the old one, and is judged by it.
    await inTransaction(site.database.app, (tx) => engine.judge(tx, [seen], site.clock.now()));
    assert.match((await level(device)).because.en, /within 10/);
    const anew = await site.observe(device, 'trial-level', { level: 8 });
    await inTransaction(site.database.app, (tx) => engine.judge(tx, [anew], site.clock.now()));
    assert.equal((await level(device)).verdict, 'fail');
  });

  it('takes an observation that is being stored meanwhile as it is, whoever is first', async () => {
    limit(5);
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 8 }));
    assert.equal((await level(device)).verdict, 'fail');
    limit(20);
    const storing = await site.database.app.connect();
    await storing.query('BEGIN');
    await site.engine.lock(storing);
    let ended = false;
    const again = reevaluate(deps(), [trialLimit.id]).finally(() => {
      ended = true;
    });
    const waiters = () =>
      site.database.owner.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    while ((await waiters()).rowCount === 0) assert.equal(ended, false, 'it waits for what is being stored');
    const fact = await storing.query<{ id: number }>(
      `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, digest) VALUES ($1, 'trial-level', 'test', $2, $2, '{"level": 50}', '\\x00') RETURNING id`,
      [device, site.clock.now()],
    );
    const factId = fact.rows[0]!.id;
    await storing.query("UPDATE intake_current SET fact_id = $2 WHERE device_id = $1 AND kind = 'trial-level'", [device, factId]);
    const item = { deviceId: device, kind: 'trial-level', factId, body: { level: 50 }, unreadable: null, digest: Buffer.alloc(1) };
    await site.engine.judge(storing, [{ ...item, observedAt: site.clock.now() }], site.clock.now());
    await storing.query('COMMIT');
    storing.release();
    await again;
    const now = await level(device);
    assert.deepEqual([now.verdict, now.factId], ['fail', factId]);
    assert.match(now.because.en, /above 20/);
    const states = await site.number('SELECT count(*) FROM checks_state WHERE check_id = $1', levelCheck.id);
    assert.equal(await site.number('SELECT sum(count) FROM checks_count WHERE check_id = $1', levelCheck.id), states);
  });

  it('does what is due once, and finds after a restart what was left undone', async () => {
    let version = 1;
    const due = { ...deps(), params: [trialLimit], versionOf: () => version };
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 8 }));
    limit(1);
    assert.deepEqual((await reevaluateDue(due)).params, [trialLimit.id]);
    assert.equal((await level(device)).verdict, 'fail');
    assert.deepEqual(await reevaluateDue(due), { judged: 0, turned: 0, params: [] });
    version = 2;
    limit(50);
    const broken = { ...due, afterBatch: () => assert.fail('killed') };
    await assert.rejects(reevaluateDue(broken), /killed/);
    assert.deepEqual((await reevaluateDue(due)).params, [trialLimit.id], 'it is still due');
    assert.equal((await level(device)).verdict, 'pass');
    assert.deepEqual((await reevaluateDue(due)).params, []);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../../db/pool.ts';
import { readEntries } from '../../ledger/index.ts';
import { type Observation, statesOfCheck, statesOfDevice, verdictsAt } from './index.ts';
import { levelCheck, type Trial, trial } from './testing/trial.ts';

describe('judging', () => {
  let site: Trial;
  before(async () => {
    site = await trial();
  });
  after(() => site.close());

  const judge = (...items: Observation[]) => inTransaction(site.database.app, (tx) => site.engine.judge(tx, items, site.clock.now()));
  const findings = (device: string, check = levelCheck.id) =>
    site.number('SELECT count(*) FROM checks_finding WHERE device_id = $1 AND check_id = $2', device, check);
  const state = async (device: string, check = levelCheck.id) =>
    (await statesOfDevice(site.database.app, device)).find((row) => row.checkId === check)!;

  it('writes one finding and one ledger entry for a change, and none for the same verdict', async () => {
    const device = await site.device();
    assert.equal(await judge(await site.observe(device, 'trial-level', { level: 4 })), 2, 'the first verdicts of both checks');
    const entries = await site.number('SELECT next_seq FROM ledger_head');
    site.clock.advance({ minutes: 1 });
    const seen = await site.observe(device, 'trial-level', { level: 12 });
    assert.equal(await judge(seen), 1);
    assert.equal(await findings(device), 2);
    assert.equal(await site.number('SELECT next_seq FROM ledger_head'), entries + 1);
    const [entry] = await readEntries(site.database.app, { limit: 1 });
    assert.equal(entry!.subject, `check:trial/level device:${device}`);
    const payload = entry!.payload as Record<string, unknown>;
    assert.deepEqual(
      [payload.before, payload.verdict, payload.fact, payload.factDigest],
      ['pass', 'fail', String(seen.factId), seen.digest.toString('hex')],
    );
    assert.deepEqual(payload.values, { limit: 10 });
    const now = await state(device);
    assert.equal(now.ledgerSeq, entry!.seq);
    assert.equal(await judge(seen), 0, 'the same again');
  });

  it('only updates the words where the verdict stays', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 4, word: 'one' }));
    const first = await state(device);
    site.clock.advance({ hours: 1 });
    const next = await site.observe(device, 'trial-level', { level: 6, word: 'two' });
    assert.equal(await judge(next), 0);
    const second = await state(device);
    assert.match(second.because.en, /two/);
    assert.equal(second.factId, next.factId);
    assert.deepEqual(second.since, first.since);
    assert.equal(second.findingId, first.findingId);
    assert.equal(await findings(device), 1);
  });

  it('judges a late answer by the value in force now, and finds nothing anew for yesterday', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 8 }));
    const yesterday = site.clock.now();
    site.clock.advance({ minutes: 5 });
    site.limits.unshift({ from: site.clock.now(), value: 3 });
    await judge(await site.observe(device, 'trial-level', { level: 8 }, yesterday));
    assert.equal((await state(device)).verdict, 'fail');
    assert.match((await state(device)).because.ja, /上限3超/);
    const [then] = (await verdictsAt(site.database.app, [levelCheck.id], yesterday)).filter((row) => row.deviceId === device);
    assert.equal(then!.verdict, 'pass', 'yesterday stays');
    site.limits.length = 0;
  });

  it('calls what cannot be read unknown, and the failure of a check too, without losing the others', async () => {
    const device = await site.device();
    await judge(await site.observe(device, 'trial-level', { level: 4 }));
    await judge(await site.observe(device, 'trial-level', { unreadable: { ja: '読めません', en: 'not readable' } }));
    assert.deepEqual([(await state(device)).verdict, (await state(device)).because.ja], ['unknown', '読めません']);
    await judge(await site.observe(device, 'trial-level', { level: 666 }), await site.observe(device, 'trial-presence', { there: true }));
    assert.equal((await state(device)).verdict, 'unknown');
    assert.equal((await state(device, 'trial/even')).verdict, 'pass');
    assert.equal((await state(device, 'trial/presence')).verdict, 'pass');
  });

  it('judges only where the platform is judged, and a kind that nobody reads not at all', async () => {
    const device = await site.device('macos');
    const kinds = ['trial-level', 'trial-presence', 'nobody-reads'];
    for (const kind of kinds) assert.equal(await judge(await site.observe(device, kind, { level: 1, there: true })), 0);
    assert.deepEqual(await statesOfDevice(site.database.app, device), []);
  });

  it('judges nothing of a retired device', async () => {
    const device = await site.device();
    const seen = await site.observe(device, 'trial-level', { level: 4 });
    await site.database.app.query('UPDATE devices_device SET retired_at = now() WHERE id = $1', [device]);
    const sums = await site.number('SELECT sum(count) FROM checks_count');
    assert.equal(await judge(seen), 0);
    assert.equal(await site.number('SELECT sum(count) FROM checks_count'), sums);
  });

  it('stores neither state nor finding where the ledger refuses', async () => {
    const device = await site.device();
    const seen = await site.observe(device, 'trial-level', { level: 4, word: 'x'.repeat(1_100_000) });
    await assert.rejects(judge(seen), { code: 'body-too-large' });
    assert.equal(await findings(device), 0);
    assert.deepEqual(await statesOfDevice(site.database.app, device), []);
  });

  it('lists the devices of a check, the never measured among the unknown, and pages through them', async () => {
    const list = (verdict?: 'pass' | 'fail' | 'unknown', offset = 0, limit = 100) =>
      statesOfCheck(site.database.app, levelCheck, { verdict, offset, limit });
    const waiting = await site.device('windows');
    const unknown = await list('unknown');
    assert.ok(unknown.some((row) => row.deviceId === waiting && row.verdict === null && row.factId === null));
    const all = await list();
    const rank = all.map((row) => ['fail', 'unknown', 'pass'].indexOf(row.verdict ?? 'unknown'));
    assert.deepEqual(rank, rank.toSorted(), 'the worst first');
    const paged = [];
    for (let offset = 0; offset < all.length; offset += 2) paged.push(...(await list(undefined, offset, 2)));
    assert.deepEqual(
      paged.map((row) => row.deviceId),
      all.map((row) => row.deviceId),
    );
  });
});

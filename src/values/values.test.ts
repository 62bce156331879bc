import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { inTransaction } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { append, readEntries } from '../ledger/index.ts';
import { booleanParam, listParam, numberParam, type ParamValue } from '../mechanism/param.ts';
import { lockValues, Values } from './index.ts';

const title = { ja: '値', en: 'Value' };
const minutes = { origin: 'fixed', default: 10, min: 1, max: 60, unit: { ja: '分', en: 'minutes' }, stricter: 'lower', title } as const;
const lock = numberParam({ id: 'lockMinutes', ...minutes });
const other = numberParam({ id: 'otherMinutes', ...minutes });
const required = booleanParam({ id: 'required', title, origin: 'fixed', default: true, says: { true: title, false: title } });
const names = listParam({ id: 'names', title, origin: 'company', default: ['a'], maxItems: 9, maxItemChars: 2_000_000, whenEmpty: title });

describe('the company’s values', () => {
  let database: TestDatabase;
  let values: Values;
  const clock = new FakeClock();
  let adopted = false;
  const params = [lock, other, required, names];
  const open = () => Values.open({ pool: database.app, clock, params, isAdopted: async () => adopted });
  before(async () => {
    database = await testDatabase();
    values = await open();
  });
  after(() => database.close());

  const set = (param: string, value: unknown, version: number, reason?: string) =>
    values.set({ param, value, version, reason, by: 'account:a' });
  const head = async () => (await database.owner.query<{ seq: number }>('SELECT next_seq AS seq FROM ledger_head')).rows[0]!.seq;

  it('starts with the default, and knows the value in force at any past time', async () => {
    const start = clock.now();
    assert.deepEqual([values.now(lock), values.history('lockMinutes')], [10, []]);
    clock.advance({ days: 1 });
    const first = await set('lockMinutes', 5, 0);
    assert.deepEqual(first, { param: 'lockMinutes', version: 1, value: 5, effectiveFrom: clock.now(), setBy: 'account:a', reason: null });
    clock.advance({ days: 1 });
    await set('lockMinutes', 3, 1);
    const at = (days: number, ms = 0) => values.inForce(lock, new Date(start.getTime() + days * 86_400_000 + ms));
    assert.deepEqual([at(0), at(1, -1), at(1), at(2, -1), at(2), at(99)], [10, 10, 5, 5, 3, 3]);
    assert.equal(values.versionInForce(lock, start), undefined);
    const again = await open();
    assert.deepEqual(again.history('lockMinutes'), values.history('lockMinutes'), 'the same after a restart');
    assert.equal(again.inForce(lock, new Date(start.getTime() + 86_400_000)), 5);
  });

  it('refuses what is laxer than the guideline, whatever the reason: that is for the committee', async () => {
    for (const reason of [undefined, '手術室の端末']) {
      await assert.rejects(set('lockMinutes', 20, 2, reason), { code: 'needs-approval' });
      await assert.rejects(set('required', false, 0, reason), { code: 'needs-approval' });
    }
    assert.equal(values.now(lock), 3);
    await set('lockMinutes', 9, 2, ' 手術室の端末\u0000 ');
    assert.equal(values.history('lockMinutes')[0]!.reason, '手術室の端末');
    await set('names', [], 0);
  });

  it('refuses every change once procedures were adopted', async () => {
    adopted = true;
    await assert.rejects(set('lockMinutes', 4, 3), { code: 'needs-approval' });
    await assert.rejects(set('names', ['b'], 1), { code: 'needs-approval' });
    adopted = false;
  });

  it('refuses what is out of bounds, and a value that nobody knows', async () => {
    const before = await head();
    for (const bad of [0, 61, '5', null]) await assert.rejects(set('lockMinutes', bad, 3, 'why'), { code: 'value-out-of-bounds' });
    await assert.rejects(set('unheardOf', 1, 0), { code: 'not-found' });
    assert.equal(await head(), before);
  });

  it('lets one of two win who set it at the same time, and shows the other a conflict', async () => {
    const ends = await Promise.allSettled([set('otherMinutes', 5, 0), set('otherMinutes', 6, 0), set('otherMinutes', 7, 0)]);
    const won = ends.filter((end) => end.status === 'fulfilled');
    assert.equal(won.length, 1);
    for (const end of ends) if (end.status === 'rejected') assert.equal(end.reason.code, 'conflict');
    assert.equal(values.now(other), won[0]!.value.value);
    for (const version of [0, 2, -1]) await assert.rejects(set('otherMinutes', 9, version), { code: 'conflict' });
  });

  it('forgets no change where several values are set at the same time', async () => {
    const otherVersion = values.history('otherMinutes')[0]!.version;
    await Promise.all([set('otherMinutes', 2, otherVersion), set('required', true, 0, 'trial'), set('names', ['b'], 1)]);
    assert.deepEqual([values.now(other), values.now(required), values.now(names)], [2, true, ['b']]);
  });

  it('writes the ledger in the same transaction: a version without an entry cannot be', async () => {
    const before = await head();
    await set('lockMinutes', 4, 3);
    assert.equal(await head(), before + 1);
    const [entry] = await readEntries(database.app, { limit: 1 });
    assert.deepEqual([entry!.kind, entry!.actor, entry!.subject], ['value.changed', 'account:a', 'value:lockMinutes']);
    assert.deepEqual(entry!.payload, {
      param: 'lockMinutes',
      version: 4,
      before: 9,
      value: 4,
      said: { ja: '4分', en: '4 minutes' },
      reason: null,
    });
    const count = async () => (await database.owner.query('SELECT 1 FROM values_value')).rowCount;
    const versions = await count();
    await assert.rejects(set('names', ['x'.repeat(1_200_000)], 2), { code: 'body-too-large' });
    await assert.rejects(values.set({ param: 'lockMinutes', value: 5, version: 4, by: '青木 花子' }), { code: 'internal' });
    assert.equal(await count(), versions);
    assert.deepEqual([values.now(names), values.now(lock)], [['b'], 4]);
  });

  it('tells who listens, after it is in force', async () => {
    const heard: unknown[] = [];
    values.onChange((param) => heard.push([param, values.now(lock)]));
    await set('lockMinutes', 6, 4);
    await assert.rejects(set('lockMinutes', 7, 4), { code: 'conflict' });
    assert.deepEqual(heard, [['lockMinutes', 6]]);
  });

  it('brings adopted values into force at their time: told then, and remembered over a restart', async () => {
    const adopt = (param: string, value: ParamValue, from: Date) =>
      inTransaction(database.app, async (tx) => {
        await lockValues(tx);
        const done = await values.adopt(tx, [{ param, value, reason: '承認済み' }], {
          effectiveFrom: from,
          by: 'account:b',
          version: '1.0',
        });
        await append(tx, clock.now(), done.events);
        return done.stored;
      });
    const day = new Date(clock.now().getTime() + 86_400_000);
    const heard: string[] = [];
    values.onChange((param) => heard.push(param));
    values.committed(await adopt('otherMinutes', 40, day));
    assert.deepEqual([values.now(other), values.inForce(other, day), heard], [2, 40, []]);
    const [entry] = await readEntries(database.app, { limit: 1 });
    const { before, value, procedures, effectiveFrom } = entry!.payload as Record<string, unknown>;
    assert.deepEqual([before, value, procedures, effectiveFrom], [2, 40, '1.0', day.toISOString()]);
    assert.equal(values.tick(), 0);
    clock.advance({ days: 1, ms: -1 });
    assert.deepEqual([values.tick(), heard], [0, []]);
    const seenBefore = clock.now();
    const restarted = await open();
    clock.advance({ ms: 1 });
    assert.deepEqual([values.tick(), heard, values.now(other)], [1, ['otherMinutes'], 40]);
    assert.equal(values.tick(), 0, 'told once');
    assert.equal(restarted.tick(), 1, 'a server that was started meanwhile tells it too');
    assert.deepEqual([values.arrivals(seenBefore, day), values.arrivals(day, clock.now())], [['otherMinutes'], []]);
    // The server was away while it came into force.
    const away = await Values.open({ pool: database.app, clock, params, isAdopted: async () => adopted, aliveUntil: seenBefore });
    assert.equal(away.tick(), 1);
    assert.equal((await open()).tick(), 0);
  });

  it('lets nothing slip between the look whether procedures are adopted and the change', async () => {
    const held = await database.app.connect();
    await held.query('BEGIN');
    await lockValues(held);
    const version = values.history('names')[0]!.version;
    let done = false;
    const waiting = set('names', ['c'], version).finally(() => {
      done = true;
    });
    const waiters = () =>
      database.owner.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    while ((await waiters()).rowCount === 0) assert.equal(done, false, 'it waits for the one who approves');
    adopted = true;
    // Expected before it can happen: a refusal that nobody waits for yet would fail the test by itself.
    const refused = assert.rejects(waiting, { code: 'needs-approval' });
    await held.query('COMMIT');
    held.release();
    await refused;
    adopted = false;
  });
});

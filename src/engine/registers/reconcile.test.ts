import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Fault } from '../../base/fault.ts';
import { sha256Hex } from '../../base/hash.ts';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { startTestServer, type TestServer, testServerVariable } from '../../db/test-database.ts';
import type { MeasuredItem } from '../../mechanism/register.ts';
import { compare } from './reconcile-compare.ts';
import { by, type Exchange, exchange, thing } from './testing/exchange.ts';

const id = 'inventory/devices';
const isFault = (code: string, ja?: RegExp) => (error: unknown) =>
  error instanceof Fault && error.code === code && (ja === undefined || ja.test(String(error.params.ja)));

describe('a register held against what is measured', () => {
  let one: Exchange;
  const measure = (items: readonly MeasuredItem[], complete = true) => {
    one.measured = { items, complete, because: complete ? words('すべて', 'all') : words('keiri-02 が応答なし', 'keiri-02 is silent') };
  };
  const shown = async (state: 'open' | 'explained' | 'all' = 'open') =>
    (await one.registers.differences(id, { state, offset: 0, limit: 50 })).differences.map(({ side, label }) => `${side} ${label}`).sort();
  const only = async () => (await one.registers.differences(id, { state: 'all', offset: 0, limit: 50 })).differences[0]!;
  const states = async () =>
    (await one.site.ledger()).flatMap(({ kind, payload }) => (kind === 'register.difference' ? [`${payload.side} ${payload.state}`] : []));
  const sums = async (at: Date) => {
    const { unregistered, unmeasured, explained, compared } = (await one.registers.differencesAt(at)).get(id)!;
    return [unregistered, unmeasured, explained, compared?.complete ?? null];
  };
  let server: TestServer | undefined;
  // A database for each test, of one server for all of them.
  before(async () => {
    if (process.env[testServerVariable] !== undefined) return;
    server = await startTestServer();
    process.env[testServerVariable] = server.url;
  });
  beforeEach(async () => {
    one = await exchange();
  });
  afterEach(() => one.site.close());
  after(async () => {
    if (server === undefined) return;
    delete process.env[testServerVariable];
    await server.stop();
  });
  const add = (name: string) => one.registers.add(id, { name }, { by });

  it('knows nothing before the first comparison', async () => {
    assert.deepEqual(await sums(one.site.clock.now()), [0, 0, 0, null]);
  });

  it('finds both kinds, tells each once, and knows when they are gone', async () => {
    await add('keiri-01');
    const lost = await add('keiri-02');
    measure([thing('keiri-01'), thing('eigyo-01', { deviceId: newId() })]);
    const start = one.site.clock.now();
    assert.equal(await one.registers.sweep(), 2);
    assert.deepEqual(await shown(), ['unmeasured keiri-02', 'unregistered eigyo-01']);
    one.site.clock.advance({ hours: 1 });
    assert.equal(await one.registers.sweep(), 0);
    const [found] = (await one.site.ledger()).filter(({ payload }) => payload.side === 'unmeasured');
    assert.deepEqual(found!.payload, { side: 'unmeasured', state: 'found', label: sha256Hex('keiri-02'), row: lost.row });
    assert.ok(!JSON.stringify(await one.site.ledger()).includes('eigyo-01'), 'what a thing is called stands in the table only');
    one.site.clock.advance({ hours: 1 });
    measure([thing('keiri-01'), thing('keiri-02')]);
    assert.equal(await one.registers.sweep(), 2);
    assert.deepEqual(await shown(), []);
    assert.deepEqual(await states(), ['unregistered found', 'unmeasured found', 'unregistered gone', 'unmeasured gone']);
    // How it stood on the way is still known.
    assert.deepEqual(await sums(new Date(start.getTime() - 1)), [0, 0, 0, null]);
    assert.deepEqual(await sums(start), [1, 1, 0, true]);
    assert.deepEqual(await sums(one.site.clock.now()), [0, 0, 0, true]);
    assert.deepEqual(await sums(new Date(one.site.clock.now().getTime() + 2 * 86_400_000)), [0, 0, 0, false]);
  });

  it('takes an absence for nothing where the list is not complete', async () => {
    await add('keiri-01');
    measure([thing('eigyo-01'), thing('eigyo-02')]);
    await one.registers.sweep();
    assert.deepEqual(await shown(), ['unmeasured keiri-01', 'unregistered eigyo-01', 'unregistered eigyo-02']);
    await add('keiri-02');
    await add('eigyo-02');
    measure([], false);
    one.site.clock.advance({ minutes: 1 });
    // No new one for keiri-02, and what was found stays; but eigyo-02 stands in the register now.
    assert.equal(await one.registers.sweep(), 1);
    assert.deepEqual(await shown(), ['unmeasured keiri-01', 'unregistered eigyo-01']);
    assert.equal((await sums(one.site.clock.now()))[3], false);
    measure([thing('keiri-01')], false);
    assert.equal(await one.registers.sweep(), 1);
    assert.deepEqual(await shown(), ['unregistered eigyo-01']);
    measure([thing('keiri-01')]);
    await one.registers.sweep();
    assert.deepEqual(await shown(), ['unmeasured eigyo-02', 'unmeasured keiri-02']);
  });

  it('closes the difference of a line that ended', async () => {
    const { row } = await add('keiri-01');
    await one.registers.sweep();
    assert.deepEqual(await shown(), ['unmeasured keiri-01']);
    await one.registers.end(id, { id: row, revision: 1 }, { by, reason: '廃棄' });
    await one.registers.sweep();
    assert.deepEqual(await shown(), []);
  });

  it('stands explained until a day, and is open again after it', async () => {
    measure([thing('eigyo-01')]);
    await one.registers.sweep();
    const difference = await only();
    const explained = (over: { reason?: string; until?: string } = {}) =>
      one.registers.explain(id, difference.id, { reason: '貸出機のため', until: '2026-11-25', by, ...over });
    await assert.rejects(explained({ reason: ' ' }), isFault('reason-required'));
    await assert.rejects(explained({ until: '2026-11-23' }), isFault('value-out-of-bounds'));
    await assert.rejects(explained({ until: '2027-12-01' }), isFault('value-out-of-bounds'));
    await explained();
    assert.deepEqual([await shown(), await shown('explained')], [[], ['unregistered eigyo-01']]);
    assert.deepEqual(await sums(one.site.clock.now()), [0, 0, 1, true]);
    const { explanation } = await only();
    assert.deepEqual([explanation!.reason, explanation!.until, explanation!.by], ['貸出機のため', '2026-11-25', by]);
    one.site.clock.set('2026-11-25T14:59:59Z');
    assert.equal(await one.registers.sweep(), 0);
    one.site.clock.set('2026-11-25T15:00:00Z'); // midnight in Tokyo
    assert.deepEqual(await shown(), ['unregistered eigyo-01']);
    assert.equal(await one.registers.sweep(), 1);
    assert.equal(await one.registers.sweep(), 0);
    assert.deepEqual(await states(), ['unregistered found', 'unregistered explanation-ended']);
    await explained({ until: '2027-11-20' });
    assert.deepEqual(await shown(), []);
    assert.deepEqual(await sums(new Date('2026-11-24T00:00:00Z')), [0, 0, 1, true]);
    measure([]);
    await one.registers.sweep();
    await assert.rejects(explained({ until: '2026-12-01' }), isFault('wrong-state', /この差異はもうありません/));
  });

  it('registers what was found, and refuses a line that would not cover it', async () => {
    measure([thing('eigyo-01', { cells: { name: 'eigyo-01', serial: 'X', os: 'Windows 11' } }), thing('eigyo-02')]);
    await one.registers.sweep();
    const { differences } = await one.registers.differences(id, { state: 'open', offset: 0, limit: 50 });
    const first = differences.find(({ label }) => label === 'eigyo-01')!;
    assert.deepEqual(first.offer, { name: 'eigyo-01' });
    const registered = (cells: Record<string, unknown>) =>
      one.registers.registerDifference(id, first.id, { cells, reason: '新しい端末', by });
    await assert.rejects(registered({ name: '営業01' }), isFault('value-out-of-bounds', /「eigyo-01」を登録したことになりません/));
    await assert.rejects(registered({ name: '' }), isFault('value-out-of-bounds'));
    const [clicks, late] = await Promise.allSettled([registered(first.offer!), registered(first.offer!)]);
    assert.deepEqual([clicks.status, late.status].sort(), ['fulfilled', 'rejected']);
    assert.deepEqual(await shown(), ['unregistered eigyo-02']);
    assert.equal(await one.registers.sweep(), 0);
    const last = (await one.site.ledger()).slice(-2);
    assert.deepEqual(
      last.map(({ kind, actor }) => [kind, actor]),
      [
        ['register.row', by],
        ['register.difference', by],
      ],
    );
  });

  it('survives two sweeps at once, a clock that was set back, and one register that cannot be measured', async () => {
    measure([thing('eigyo-01')]);
    assert.deepEqual((await Promise.all([one.registers.sweep(), one.registers.sweep()])).sort(), [0, 1]);
    one.site.clock.advance({ hours: -5 });
    measure([]);
    assert.equal(await one.registers.sweep(), 1);
    assert.deepEqual(await shown(), []);
    Object.defineProperty(one, 'measured', { get: () => assert.fail('no database') });
    await assert.rejects(one.registers.sweep(), /no database/);
  });

  it('is held by the database, too', async () => {
    measure([thing('eigyo-01')]);
    await one.registers.sweep();
    const { id: difference } = await only();
    measure([]);
    await one.registers.sweep();
    const { app } = one.site.database;
    for (const statement of [
      'UPDATE registers_difference SET gone_at = NULL',
      'UPDATE registers_difference SET found_at = now()',
      'DELETE FROM registers_difference',
      "UPDATE registers_explanation SET until = '2030-01-01'",
      `INSERT INTO registers_explanation (id, difference_id, reason, until, ends_at, by, at) VALUES (gen_random_uuid(), '${difference}', 'x', current_date, now() + interval '1 day', 'a', now())`,
      "INSERT INTO registers_difference (id, register, side, key, label, place, cells, found_at, gone_at) VALUES (gen_random_uuid(), 'a/b', 'unregistered', 'k', 'l', '{}', '{}', now(), now())",
      "UPDATE registers_comparison SET last_at = '2000-01-01'",
      'DELETE FROM registers_comparison',
      'TRUNCATE registers_difference CASCADE',
    ])
      await assert.rejects(app.query(statement), (error: { code: string }) => error.code === '42501' || error.code === '23514', statement);
  });
});

describe('comparing', () => {
  const lines = (...names: string[]) => names.map((name) => ({ id: name, cells: { name } }));
  const equal = { covers: (cells: { name?: unknown }, item: MeasuredItem) => cells.name === item.label, isExpected: () => true };
  const names = ({ uncovered, unseen }: Awaited<ReturnType<typeof compare>>) => [
    uncovered.map(({ label }) => label),
    unseen.map(({ id }) => id),
  ];

  it('agrees with itself, whether or not it is told by what they meet', async () => {
    const meets = { line: (cells: { name?: unknown }) => [String(cells.name)], thing: (item: MeasuredItem) => [item.label] };
    for (const rule of [equal, { ...equal, meets }])
      assert.deepEqual(names(await compare(rule as never, lines('a', 'b', 'b2'), [thing('b'), thing('c')])), [['c'], ['a', 'b2']]);
  });
  it('holds a pattern against everything, and nothing that is not expected', async () => {
    const rule = {
      covers: (cells: { name?: unknown }, item: MeasuredItem) => item.label.startsWith(String(cells.name).replace('*', '')),
      isExpected: (cells: { name?: unknown }) => cells.name !== 'phone*',
      meets: {
        line: (cells: { name?: unknown }) => (String(cells.name).endsWith('*') ? null : [String(cells.name)]),
        thing: (item: MeasuredItem) => [item.label],
      },
    };
    const things = [thing('7-zip 24'), thing('7-zip 25'), thing('vlc')];
    assert.deepEqual(names(await compare(rule as never, lines('7-zip*', 'phone*', 'opera*'), things)), [['vlc'], ['opera*']]);
    assert.deepEqual(names(await compare({ ...rule, meets: undefined } as never, lines('7-zip*', 'phone*', 'opera*'), things)), [
      ['vlc'],
      ['opera*'],
    ]);
  });
  it('counts every line that covers a thing as seen', async () => {
    const rule = { covers: () => true, isExpected: () => true };
    assert.deepEqual(names(await compare(rule, lines('a', 'b'), [thing('x'), thing('y')])), [[], []]);
  });
});

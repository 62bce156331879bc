import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { defineRegister, type MeasuredItem } from '../../mechanism/register.ts';
import { Registers } from './index.ts';
import { type TestRegisters, testRegisters } from './testing/site.ts';

/** Ten programs on three hundred devices: three thousand differences, of which a person has to be able to see the end. */
const devices = Array.from({ length: 300 }, () => newId());
const programs = Array.from({ length: 10 }, (_, i) => `Tool ${i}`);
const permitted = defineRegister({
  id: 'software/allowed',
  code: 'R-SW',
  title: words('許可ソフト', 'Software'),
  purpose: words('使ってよいソフト。', 'Software.'),
  owner: 'administrator',
  columns: [
    { id: 'name', title: words('名称', 'Name'), type: 'text', required: true },
    {
      id: 'scope',
      title: words('範囲', 'Scope'),
      type: 'choice',
      required: true,
      options: { everyone: words('全社', 'Everybody'), device: words('1台', 'One device') },
    },
    { id: 'device', title: words('端末', 'Device'), type: 'text' },
  ],
  key: ['name', 'scope', 'device'],
  label: 'name',
  confirmMonths: 12,
  reconcile: {
    list: 'utilities',
    covers: (cells, item) => cells.name === item.cells.name && (cells.scope === 'everyone' || cells.device === item.deviceId),
    meets: { line: (cells) => [String(cells.name)], thing: (item) => [String(item.cells.name)] },
    acrossDevices: true,
    offer: ({ cells, deviceId }) => ({ name: cells.name ?? null, scope: deviceId === null ? null : 'device', device: deviceId }),
    isExpected: () => false,
    says: { unregistered: words('台帳にない', 'Not in it'), unmeasured: words('-', '-') },
  },
});
const id = permitted.id;
const by = 'account:a';

describe('the same thing on many devices', () => {
  let site: TestRegisters;
  let registers: Registers;
  const thing = (deviceId: string, name: string): MeasuredItem => ({
    key: `${deviceId} ${name}`,
    label: name,
    where: words(`端末 ${deviceId.slice(0, 4)}`, `device ${deviceId.slice(0, 4)}`),
    seenAt: site.clock.now(),
    deviceId,
    cells: { name },
  });
  const page = (more: { grouped?: boolean; label?: string; offset?: number; state?: 'all' } = {}) =>
    registers.differences(id, { side: 'unregistered', state: 'open', offset: 0, limit: 50, ...more });

  before(async () => {
    site = await testRegisters();
    const items = devices.flatMap((device) => programs.map((program) => thing(device, program)));
    registers = new Registers({
      pool: site.database.app,
      clock: site.clock,
      definitions: [permitted],
      ports: { ...site.ports, measured: async () => ({ items, complete: true, because: words('すべて', 'all') }) },
    });
    await registers.sweep();
  });
  after(() => site.close());

  it('is one line each, in a page, fast; one by one by its name', async () => {
    const since = performance.now();
    const { total, things, differences } = await page({ grouped: true });
    assert.ok(performance.now() - since < 500);
    assert.deepEqual([total, things, differences.length], [10, 3000, 10]);
    assert.deepEqual(
      differences.map(({ label, things: each, place }) => [label, each, place.ja]),
      programs.map((program) => [program, 300, '端末300台']),
    );
    assert.deepEqual(differences[0]!.offer, { name: 'Tool 0' }, 'for whom is left to a person');
    const single = await page({ label: 'Tool 3', offset: 280 });
    assert.deepEqual([single.total, single.differences.length, single.differences[0]!.things], [300, 20, 1]);
    assert.deepEqual(single.differences[0]!.offer!.scope, 'device');
    assert.equal((await page()).total, 3000);
  });

  it('is settled by one line for all, or device by device', async () => {
    const [first] = (await page({ grouped: true })).differences;
    await registers.registerDifference(id, first!.id, { cells: { ...first!.offer, scope: 'everyone' }, reason: '標準', by });
    assert.deepEqual([(await page({ grouped: true })).total, (await page()).total], [9, 2700]);
    const [one] = (await page({ label: 'Tool 1' })).differences;
    await registers.registerDifference(id, one!.id, { cells: one!.offer!, reason: '1台だけ', by });
    const left = (await page({ grouped: true })).differences.find(({ label }) => label === 'Tool 1')!;
    assert.deepEqual([left.things, (await page()).total], [299, 2699]);
    assert.equal(await registers.sweep(), 0, 'and stays settled at the next look');
  });

  it('keeps what was explained apart from what was not', async () => {
    const [one] = (await page({ label: 'Tool 2' })).differences;
    await registers.explain(id, one!.id, { reason: '撤去する', until: '2026-12-31', by });
    const all = (await page({ grouped: true, state: 'all' })).differences.filter(({ label }) => label === 'Tool 2');
    assert.deepEqual(all.map(({ things, explained }) => [things, explained]).sort(), [
      [1, true],
      [299, false],
    ]);
  });
});

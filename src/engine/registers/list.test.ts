import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import type { RowsWanted } from './read.ts';
import { type TestRegisters, testRegisters } from './testing/site.ts';

const id = 'software/allowed';
const by = 'account:a';

describe('lists of lines', () => {
  let site: TestRegisters;
  let people: string[];
  before(async () => {
    site = await testRegisters();
    people = [...site.is.people.keys()];
    const vendor = (await site.registers.add('vendors/list', { name: '株式会社例' }, { by })).row;
    for (const cells of [
      { name: '7-Zip', status: 'approved', tags: ['office'], seats: 10, validUntil: '2026-11-23', owner: people[0] },
      { name: 'ｴｸｾﾙ', status: 'stopped', tags: ['office', 'dev'], seats: 9, validUntil: '2026-12-01', owner: people[1], vendor },
      { name: 'Git', version: '100%', status: 'approved', seats: 100, validUntil: '2027-12-01', note: '開発者_だけ', free: true },
      { name: 'awk', tags: ['dev'], free: false },
    ])
      await site.registers.add(id, cells, { by });
  });
  after(() => site.close());
  const names = async (wanted: RowsWanted) => (await site.registers.rows(id, wanted)).rows.map(({ cells }) => cells.name);

  it('find by any word, however it is typed: kana, width, names of people, of lines and of options', async () => {
    assert.deepEqual(await names({ q: 'えくせる' }), ['ｴｸｾﾙ']);
    assert.deepEqual(await names({ q: 'エクセル　青木' }), ['ｴｸｾﾙ']);
    assert.deepEqual(await names({ q: '株式会社例' }), ['ｴｸｾﾙ']);
    assert.deepEqual(await names({ q: '髙橋花子' }), ['7-Zip']);
    assert.deepEqual(await names({ q: 'stopped' }), ['ｴｸｾﾙ']);
    assert.deepEqual(await names({ q: 'r-sw-3' }), ['Git']);
    assert.deepEqual(await names({ q: '0%' }), ['Git'], 'a percent sign is one, not a pattern');
    assert.deepEqual(await names({ q: '者_だ' }), ['Git']);
    assert.deepEqual(await names({ q: '髙橋 git' }), []);
  });

  it('filter by several columns, several values, blanks and deadlines', async () => {
    assert.deepEqual(await names({ filters: ['status:approved'] }), ['7-Zip', 'Git']);
    assert.deepEqual(await names({ filters: ['status:approved', 'status:stopped', 'tags:office'] }), ['7-Zip', 'ｴｸｾﾙ']);
    assert.deepEqual(await names({ filters: ['status:'] }), ['awk']);
    assert.deepEqual(await names({ filters: ['tags:', 'tags:dev'] }), ['ｴｸｾﾙ', 'Git', 'awk']);
    assert.deepEqual(await names({ filters: ['free:false'] }), ['awk']);
    assert.deepEqual(await names({ filters: ['name~:ｚＩｐ'] }), ['7-Zip']);
    assert.deepEqual(await names({ filters: ['name~:%'] }), []);
    await assert.rejects(site.registers.rows(id, { filters: ['no~:x'] }), { code: 'bad-request' });
    assert.deepEqual(await names({ filters: ['seats:100'] }), ['Git']);
    assert.deepEqual(await names({ filters: [`owner:${people[0]}`] }), ['7-Zip']);
    assert.deepEqual(await names({ filters: ['deadline:overdue'] }), ['7-Zip']);
    assert.deepEqual(await names({ filters: ['deadline:near'] }), ['ｴｸｾﾙ']);
    await assert.rejects(site.registers.rows(id, { filters: ['no:x'] }), { code: 'bad-request' });
    await assert.rejects(site.registers.rows(id, { filters: ['status'] }), { code: 'bad-request' });
    await assert.rejects(site.registers.rows(id, { sort: 'name; DROP TABLE registers_row' }), { code: 'bad-request' });
    await assert.rejects(site.registers.rows(id, { group: "name' --" }), { code: 'bad-request' });
  });

  it('order numbers as numbers, options as listed, people by name, blanks last either way', async () => {
    assert.deepEqual(await names({ sort: 'seats' }), ['ｴｸｾﾙ', '7-Zip', 'Git', 'awk']);
    assert.deepEqual(await names({ sort: 'seats', order: 'desc' }), ['Git', '7-Zip', 'ｴｸｾﾙ', 'awk']);
    assert.deepEqual(await names({ sort: 'validUntil', order: 'desc' }), ['Git', 'ｴｸｾﾙ', '7-Zip', 'awk']);
    assert.deepEqual(await names({ sort: 'status' }), ['7-Zip', 'Git', 'ｴｸｾﾙ', 'awk']);
    assert.deepEqual((await names({ sort: 'owner' })).slice(0, 2), ['ｴｸｾﾙ', '7-Zip']);
    assert.deepEqual((await names({ sort: 'vendor' }))[0], 'ｴｸｾﾙ');
    assert.deepEqual(await names({ sort: 'number', order: 'desc' }), ['awk', 'Git', 'ｴｸｾﾙ', '7-Zip']);
    for (const sort of ['name', 'tags', 'checkedAt', 'free', 'device', 'note', 'changedAt', 'version'])
      assert.equal((await names({ sort })).length, 4, sort);
  });

  it('come by page with their whole number, counted by a column where asked', async () => {
    const page = await site.registers.rows(id, { sort: 'seats', offset: 1, limit: 2, group: 'status' });
    assert.deepEqual([page.total, page.rows.map(({ number }) => number)], [4, ['R-SW-1', 'R-SW-3']]);
    assert.deepEqual(
      page.groups!.map(({ value, said, count }) => [value, said.ja, count]),
      [
        ['approved', '許可', 2],
        ['stopped', '停止', 1],
        ['', '(空欄)', 1],
      ],
    );
    const { groups } = await site.registers.rows(id, { group: 'tags', filters: ['status:approved'] });
    assert.deepEqual(
      groups!.map(({ value, count }) => [value, count]),
      [
        ['office', 1],
        ['', 1],
      ],
    );
    const byOwner = (await site.registers.rows(id, { group: 'owner' })).groups!;
    assert.deepEqual(byOwner.map(({ said }) => said.ja).sort(), ['(空欄)', '青木 次郎', '髙橋 花子']);
    assert.deepEqual((await site.registers.rows(id, { group: 'free' })).groups!.map(({ said }) => said.ja).sort(), [
      '(空欄)',
      'いいえ',
      'はい',
    ]);
    assert.deepEqual(await site.registers.rows(id, { offset: 50 }), { total: 4, rows: [], groups: null });
    assert.deepEqual(await site.registers.rows(id, { q: '何もない' }), { total: 0, rows: [], groups: null });
  });

  it('flag deadlines that passed or are near', async () => {
    const { rows } = await site.registers.rows(id, {});
    assert.deepEqual(
      rows.map(({ flags }) => flags.map(({ column, overdue, says }) => [column, overdue, says.ja])),
      [[['validUntil', true, '許可の期限']], [['validUntil', false, '期限']], [], []],
    );
  });

  it('offer lines in force to be named in a cell', async () => {
    assert.deepEqual(
      (await site.registers.choices(id, 'えく')).map(({ label, detail }) => [label, detail]),
      [['ｴｸｾﾙ', 'R-SW-2']],
    );
    const [first] = await site.registers.choices(id, '7-zip');
    assert.deepEqual([...(await site.registers.namedRows([first!.id, newId()])).values()], [{ label: 'R-SW-1 7-Zip', gone: false }]);
  });
});

describe('acts on many lines', () => {
  let site: TestRegisters;
  let seen: { id: string; revision: number }[];
  before(async () => {
    site = await testRegisters();
    seen = [];
    for (const name of ['一', '二', '三']) seen.push({ id: (await site.registers.add(id, { name }, { by })).row, revision: 1 });
  });
  after(() => site.close());
  const states = async () => (await site.registers.rows(id, { state: 'all' })).rows.map(({ revision, state }) => `${revision} ${state}`);

  it('happen to all of them or to none', async () => {
    assert.equal(await site.registers.bulk(id, seen, { type: 'change', cells: { seats: 5 } }, { by, reason: '棚卸し' }), 3);
    assert.deepEqual(await states(), ['2 current', '2 current', '2 current']);
    const now = seen.map((each) => ({ ...each, revision: 2 }));
    const stale = now.with(1, seen[1]!);
    await assert.rejects(site.registers.bulk(id, stale, { type: 'end' }, { by, reason: 'x' }), { code: 'conflict' });
    await assert.rejects(
      site.registers.bulk(id, now, { type: 'change', cells: { seats: -1 } }, { by }),
      (fault: { code: string; params: { number: string; ja: string } }) => {
        assert.deepEqual([fault.code, fault.params.number], ['value-out-of-bounds', 'R-SW-1']);
        return true;
      },
    );
    await assert.rejects(site.registers.bulk(id, now, { type: 'change', cells: { name: '同じ' } }, { by }), { code: 'conflict' });
    await assert.rejects(site.registers.bulk(id, now, { type: 'end' }, { by }), { code: 'reason-required' });
    await assert.rejects(site.registers.bulk(id, now, { type: 'restore' }, { by }), { code: 'wrong-state' });
    await assert.rejects(site.registers.bulk(id, [...now, { id: newId(), revision: 1 }], { type: 'end' }, { by, reason: 'x' }), {
      code: 'not-found',
    });
    await assert.rejects(site.registers.bulk(id, [now[0]!, now[0]!], { type: 'end' }, { by, reason: 'x' }), { code: 'bad-request' });
    assert.deepEqual(await states(), ['2 current', '2 current', '2 current']);
    assert.equal(await site.registers.bulk(id, now, { type: 'end' }, { by, reason: '棚卸し' }), 3);
    assert.equal(
      await site.registers.bulk(
        id,
        now.map((each) => ({ ...each, revision: 3 })),
        { type: 'restore' },
        { by },
      ),
      3,
    );
    assert.deepEqual(await states(), ['4 current', '4 current', '4 current']);
  });

  it('write only lines that differ by it', async () => {
    await site.registers.change(id, { id: seen[0]!.id, revision: 4 }, { seats: 7 }, { by });
    const now = [{ ...seen[0]!, revision: 5 }, ...seen.slice(1).map((each) => ({ ...each, revision: 4 }))];
    assert.equal(await site.registers.bulk(id, now, { type: 'change', cells: { seats: 7 } }, { by }), 2);
    const entries = (await site.ledger()).filter(({ kind }) => kind === 'register.row');
    const history = (await site.registers.row(id, seen[1]!.id)).history[0]!;
    assert.equal(entries.at(-2)!.subject, `register:${id} row:${seen[1]!.id}`);
    assert.deepEqual(
      history.changes.map(({ column, after: said }) => [column, said.ja]),
      [['seats', '7']],
    );
  });
});

describe('saved views', () => {
  let site: TestRegisters;
  before(async () => {
    site = await testRegisters();
  });
  after(() => site.close());
  const state = {
    q: '',
    filters: [{ column: 'status', is: ['approved'] }],
    sort: null,
    order: 'asc',
    group: null,
    hidden: [],
    state: 'current',
  } as const;

  it('are one’s own, unless they are shared, and only their owner changes them', async () => {
    const mine = await site.registers.saveView(id, null, { name: ' 許可だけ ', shared: false, state }, 'account:a');
    const shared = await site.registers.saveView(id, null, { name: '皆の', shared: true, state }, 'account:b');
    assert.deepEqual(
      (await site.registers.views(id, 'account:a')).map(({ name, owner }) => [name, owner]),
      [
        ['皆の', 'account:b'],
        ['許可だけ', 'account:a'],
      ].sort(([a], [b]) => (a! < b! ? -1 : 1)),
    );
    assert.equal((await site.registers.views(id, 'account:c')).length, 1);
    await assert.rejects(site.registers.saveView(id, null, { name: '許可だけ', shared: false, state }, 'account:a'), { code: 'conflict' });
    await assert.rejects(site.registers.saveView(id, shared, { name: 'x', shared: false, state }, 'account:a'), { code: 'not-found' });
    await assert.rejects(site.registers.removeView(id, shared, 'account:a'), { code: 'not-found' });
    await site.registers.saveView(id, mine, { name: '別名', shared: true, state: { ...state, q: 'x' } }, 'account:a');
    assert.deepEqual((await site.registers.views(id, 'account:c')).find(({ name }) => name === '別名')?.state.q, 'x');
    for (const bad of ['', ' ', 'a\u0000b', 'x'.repeat(61)])
      await assert.rejects(site.registers.saveView(id, null, { name: bad, shared: false, state }, 'account:a'), {
        code: 'value-out-of-bounds',
      });
    const odd = { ...state, q: '\u0000' };
    await assert.rejects(site.registers.saveView(id, null, { name: 'x', shared: false, state: odd }, 'account:a'), { code: 'bad-request' });
    await site.registers.removeView(id, mine, 'account:a');
    assert.equal((await site.registers.views(id, 'account:a')).length, 1);
  });
});

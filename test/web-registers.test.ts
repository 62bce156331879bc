import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldView, RegisterHead, RegisterRow } from '../web/src/api/registers-types.ts';
import {
  differenceSearch,
  filteredColumns,
  filtersOf,
  isSameView,
  registerListSearch,
  registerTableSearch,
  searchOfView,
  viewStateOf,
  withFilter,
} from '../web/src/registers/address.ts';
import { byUrgency, matching, needsAttention } from '../web/src/registers/attention.ts';
import { changedCells, draftOfCell, isSameCell, readDate, readTyped } from '../web/src/registers/cell-draft.ts';
import { isTyping, moved, nextCell } from '../web/src/registers/grid-move.ts';
import { SaveQueue } from '../web/src/registers/save-queue.ts';
import { ranged, refreshed, type Selection, selectionMax, toggled } from '../web/src/registers/selection.ts';

const field = (type: FieldView['type'], more: Partial<FieldView> = {}): FieldView => ({
  id: 'cell',
  title: { ja: '項目', en: 'Field' },
  type,
  required: false,
  requiredWhen: null,
  hint: null,
  options: null,
  unit: null,
  min: null,
  max: null,
  maxChars: null,
  register: null,
  ...more,
});
const row = (id: string, revision = 1, state: RegisterRow['state'] = 'current'): RegisterRow => ({
  id,
  number: `R-SW-${id}`,
  revision,
  state,
  cells: {},
  said: {},
  flags: [],
  attachments: 0,
  request: null,
  changedAt: '2026-11-22T00:00:00.000Z',
});

describe('web: the address of a register', () => {
  it('holds what it knows and leaves out the rest', () => {
    assert.deepEqual(
      registerTableSearch({
        q: '髙﨑',
        filters: ['status:approved', 'status:', 'status:approved', ':x', 'nocolon', 7],
        sort: 'name',
        order: 'desc',
        group: 'status',
        hidden: 'note',
        state: 'all',
        offset: '100',
        size: '200',
        row: 'r',
        view: 'v',
        evil: 1,
      }),
      {
        q: '髙﨑',
        filters: ['status:approved', 'status:'],
        sort: 'name',
        order: 'desc',
        group: 'status',
        hidden: ['note'],
        state: 'all',
        offset: 100,
        size: 200,
        row: 'r',
        view: 'v',
      },
    );
    assert.deepEqual(registerTableSearch({ filters: ['x'], order: 'up', state: 'gone', offset: -5, size: 10_000, q: '', hidden: [] }), {});
    assert.deepEqual(registerListSearch({ q: 12, show: 'attention' }), { q: '12', show: 'attention' });
    assert.deepEqual(registerListSearch({ show: 'constructor' }), {});
    assert.deepEqual(differenceSearch({ side: 'unmeasured', state: 'all', offset: 50 }), { side: 'unmeasured', state: 'all', offset: 50 });
    assert.deepEqual(differenceSearch({ side: 'x', label: '7-Zip 24.09' }), { label: '7-Zip 24.09' });
  });

  it('filters column by column, with colons in values and blanks', () => {
    const filters = withFilter(withFilter(undefined, 'url', ['https://a.example:8080', '']), 'status', ['approved']);
    assert.deepEqual(filtersOf(filters, 'url'), ['https://a.example:8080', '']);
    assert.deepEqual(filteredColumns(filters), ['url', 'status']);
    assert.deepEqual(withFilter(filters, 'url', []), ['status:approved']);
    assert.equal(withFilter(['status:approved'], 'status', []), undefined);
  });

  it('shows a saved view as it was saved, and knows when it was changed', () => {
    const search = registerTableSearch({
      q: 'a',
      filters: ['s:x', 's:y', 't:'],
      order: 'desc',
      sort: 'n',
      hidden: ['b', 'a'],
      group: 's',
      offset: 50,
    });
    const view = searchOfView('v', viewStateOf(search), 100);
    assert.deepEqual(view, {
      q: 'a',
      filters: ['s:x', 's:y', 't:'],
      sort: 'n',
      order: 'desc',
      group: 's',
      hidden: ['b', 'a'],
      size: 100,
      view: 'v',
    });
    assert.ok(isSameView(view, viewStateOf(search)));
    assert.ok(isSameView({ ...view, hidden: ['a', 'b'], offset: 200 }, viewStateOf(search)), 'the order of hidden columns is none');
    assert.ok(!isSameView({ ...view, filters: ['s:x'] }, viewStateOf(search)));
    assert.deepEqual(searchOfView('v', viewStateOf({}), undefined), { view: 'v' });
  });
});

describe('web: the table by keyboard', () => {
  const size = { lines: 3, columns: 4 };
  it('moves within its borders', () => {
    const at = { line: 1, column: 1 };
    assert.deepEqual(moved({ key: 'ArrowDown' }, at, size), { line: 2, column: 1 });
    assert.deepEqual(moved({ key: 'ArrowDown' }, { line: 2, column: 1 }, size), { line: 2, column: 1 });
    assert.deepEqual(moved({ key: 'ArrowUp', ctrlKey: true }, { line: 2, column: 1 }, size), { line: 0, column: 1 });
    assert.deepEqual(moved({ key: 'End' }, at, size), { line: 1, column: 3 });
    assert.deepEqual(moved({ key: 'Home', ctrlKey: true }, at, size), { line: 0, column: 0 });
    assert.deepEqual(moved({ key: 'PageDown' }, at, size), { line: 2, column: 1 });
    assert.equal(moved({ key: 'a' }, at, size), null);
    assert.deepEqual(moved({ key: 'ArrowDown' }, { line: 0, column: 0 }, { lines: 0, columns: 4 }), { line: 0, column: 0 });
  });

  it('goes on with Tab, over the end of a line, and stays at the last cell', () => {
    assert.deepEqual(nextCell({ line: 0, column: 3 }, size, false), { line: 1, column: 0 });
    assert.deepEqual(nextCell({ line: 1, column: 0 }, size, true), { line: 0, column: 3 });
    assert.deepEqual(nextCell({ line: 2, column: 3 }, size, false), { line: 2, column: 3 });
  });

  it('takes letters as typing and chords as commands', () => {
    for (const key of ['a', 'あ', '5', '𠮷', '-']) assert.ok(isTyping({ key }), key);
    for (const key of [' ', 'Enter', 'F2', 'Process', 'Dead']) assert.ok(!isTyping({ key }), key);
    assert.ok(!isTyping({ key: 'c', ctrlKey: true }));
    assert.ok(!isTyping({ key: 'c' }, true));
  });
});

describe('web: what is typed into a cell', () => {
  const today = '2026-11-22';
  it('reads numbers and dates as people write them', () => {
    for (const [typed, cell] of [
      ['１，２００', 1200],
      ['-1.5', -1.5],
      [' ', null],
    ] as const)
      assert.deepEqual(readTyped(field('number'), typed, today), { ok: true, cell }, typed);
    for (const typed of ['12台', '1e5', '--1', '0x10']) assert.equal(readTyped(field('number'), typed, today).ok, false, typed);
    for (const [typed, date] of [
      ['2026/4/1', '2026-04-01'],
      ['２０２６年４月１日', '2026-04-01'],
      ['20260401', '2026-04-01'],
      ['4/1', '2026-04-01'],
      ['2028-02-29', '2028-02-29'],
    ] as const)
      assert.equal(readDate(typed, today), date, typed);
    for (const typed of ['2026-02-29', '13/1', '4月', '明日', '2026/4']) assert.equal(readDate(typed, today), null, typed);
    assert.deepEqual(readTyped(field('moment'), '2026/4/1 9:05', today), { ok: true, cell: '2026-04-01T09:05' });
    assert.deepEqual(readTyped(field('moment'), '2026-04-01 24:00', today), { ok: false, fault: 'moment' });
    assert.deepEqual(readTyped(field('text'), '=1+1', today), { ok: true, cell: '=1+1' });
  });

  it('shows a cell so that writing it back changes nothing', () => {
    for (const [type, cell] of [
      ['text', '7-Zip'],
      ['number', 1200],
      ['date', '2026-04-01'],
      ['moment', '2026-04-01T09:05'],
      ['text', null],
    ] as const) {
      const read = readTyped(field(type), draftOfCell(cell), today);
      assert.ok(read.ok && isSameCell(read.cell, cell), `${type} ${cell}`);
    }
  });

  it('sends only what changed; blank is blank', () => {
    assert.deepEqual(changedCells({ a: 'x', b: null, c: ['k'], d: 1 }, { a: 'x', b: '', c: ['k', 'l'], d: null }), {
      c: ['k', 'l'],
      d: null,
    });
  });
});

describe('web: saving cells one after the other', () => {
  it('sends the changes of one line in turn, each on the revision that the last one made', async () => {
    const queue = new SaveQueue();
    const sent: string[] = [];
    let stored = 3;
    const send = (name: string) => async (revision: number) => {
      sent.push(`${name} ${revision}`);
      await Promise.resolve();
      assert.equal(revision, stored, 'no conflict with oneself');
      stored += 1;
      return { revision: stored };
    };
    await Promise.all([queue.save('a', 3, send('first')), queue.save('a', 3, send('second')), queue.save('a', 3, send('third'))]);
    assert.deepEqual(sent, ['first 3', 'second 4', 'third 5']);
  });

  it('goes on after a refusal, with what is known since', async () => {
    const queue = new SaveQueue();
    const refused = queue.save('a', 1, async () => Promise.reject(new Error('no')));
    const next = queue.save('a', 1, async (revision) => ({ revision: revision + 1 }));
    await assert.rejects(refused, /no/);
    assert.deepEqual(await next, { revision: 2 });
    assert.deepEqual(
      await queue.save('a', 9, async (revision) => ({ revision: revision + 1 })),
      { revision: 10 },
      'a newer one that was seen',
    );
  });
});

describe('web: chosen lines', () => {
  const rows = ['1', '2', '3', '4'].map((id) => row(id));
  it('are taken in and out, one by one and by the stretch', () => {
    let selection: Selection = toggled(new Map(), rows[1]!);
    assert.deepEqual([...selection.keys()], ['2']);
    selection = ranged(selection, rows, 3, 1, true);
    assert.deepEqual([...selection.keys()].sort(), ['2', '3', '4']);
    assert.deepEqual([...toggled(selection, rows[2]!).keys()].sort(), ['2', '4']);
    assert.deepEqual([...ranged(selection, rows, 0, 3, false).keys()], []);
  });

  it('count as they stand now, and never more than one act takes', () => {
    const selection = toggled(new Map(), rows[0]!);
    assert.equal(refreshed(selection, rows), selection);
    assert.equal(refreshed(selection, [row('1', 2, 'ended')]).get('1')?.revision, 2);
    const many = Array.from({ length: selectionMax + 5 }, (_, index) => row(`n${index}`));
    assert.equal(ranged(new Map(), many, 0, many.length - 1, true).size, selectionMax);
  });
});

describe('web: the list of registers', () => {
  const head = (id: string, verdict: 'pass' | 'fail' | 'unknown', differences: number | null, canEdit: boolean): RegisterHead => ({
    id,
    code: `R-${id.toUpperCase()}`,
    title: { ja: `台帳${id}`, en: `Register ${id}` },
    purpose: { ja: '許可ソフト', en: 'Allowed software' },
    owner: { ja: '情報システム管理者', en: 'Administrator' },
    clauses: [],
    rows: 0,
    standing: { verdict, because: { ja: '', en: '' }, evidenceAt: null, dueOn: null },
    differences,
    confirmedAt: null,
    canEdit,
  });
  it('puts first what needs the reader, then what needs others', () => {
    const heads = [
      head('a', 'pass', 0, true),
      head('b', 'unknown', null, false),
      head('c', 'fail', 0, false),
      head('d', 'unknown', 0, true),
      head('e', 'pass', 2, true),
    ];
    assert.deepEqual(
      byUrgency(heads).map(({ id }) => id),
      ['d', 'e', 'c', 'b', 'a'],
    );
    assert.deepEqual(
      heads.filter(needsAttention).map(({ id }) => id),
      ['b', 'c', 'd', 'e'],
    );
    assert.deepEqual(
      matching(heads, 'ｒ－Ａ ソフト').map(({ id }) => id),
      ['a'],
    );
    assert.equal(matching(heads, undefined).length, 5);
  });
});

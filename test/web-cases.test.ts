import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseStateView, CaseSummary } from '../web/src/api/cases-types.ts';
import { caseOpenSearch, caseSearch, kindAddress } from '../web/src/cases/address.ts';
import { filledAnew } from '../web/src/cases/filled-anew.ts';
import { addressOfLink } from '../web/src/cases/links.ts';
import { stationsOf } from '../web/src/cases/stations.ts';
import { caseHits } from '../web/src/shell/search-hits.ts';

const say = (words: { ja: string }) => words.ja;
const title = (text: string) => ({ ja: text, en: text });

describe('web: addresses of cases', () => {
  it('keep what was chosen and leave out what does not fit', () => {
    const chosen = { kind: 'changes/change', state: 'ended', in: 'goLive', q: '12', offset: 50, waiting: true, mine: true } as const;
    assert.deepEqual(caseSearch({ ...chosen, q: 12, offset: '50', waiting: 'true' }), chosen);
    assert.deepEqual(
      caseSearch({ kind: '../x', state: 'broken', in: '<b>', device: 'x', mine: 'no', waiting: 1, q: '', offset: -1, other: 1 }),
      {},
    );
    assert.deepEqual(caseSearch({ state: 'open' }), {}, 'what is under way is what stands there anyway');
    assert.deepEqual(caseOpenSearch({ step: 'applyFirst', variant: 'a b' }), { step: 'applyFirst' });
    const line = '0193a1b2-0000-7000-8000-000000000001';
    assert.deepEqual(caseOpenSearch({ step: 'enter', line }), { step: 'enter', line });
    assert.deepEqual(caseOpenSearch({ line: '../x' }), {});
    assert.deepEqual(kindAddress('changes/change'), { room: 'changes', name: 'change' });
  });

  it('lead to what was tied to a case, and nowhere where it has no page', () => {
    assert.equal(addressOfLink('case', 'a b'), '/cases/a%20b');
    assert.equal(addressOfLink('something-else', 'x'), null);
  });
});

describe('web: the track of a case', () => {
  const state = (id: string, reachedAt: string | null, more: Partial<CaseStateView> = {}): CaseStateView => ({
    id,
    title: title(id),
    end: null,
    reachedAt: reachedAt && `2026-11-${reachedAt}T00:00:00.000Z`,
    ahead: false,
    ...more,
  });
  const places = (states: CaseStateView[], now: string) =>
    stationsOf({ states, state: states.find(({ id }) => id === now)! }).map(({ state: { id }, place, after }) => [id, place, after]);

  it('goes in the order in which it came, with the time between, then what is to come', () => {
    const states = [
      state('approved', '12'),
      state('applied', '10'),
      state('tested', '15'),
      state('refused', null),
      state('closed', null, { ahead: true, end: 'done' }),
      state('dropped', null, { end: 'called-off' }),
    ];
    assert.deepEqual(places(states, 'tested'), [
      ['applied', 'past', null],
      ['approved', 'past', 172_800],
      ['tested', 'now', 259_200],
      ['closed', 'ahead', null],
    ]);
  });

  it('shows one that it went back from as to come again', () => {
    const states = [state('approved', '15'), state('tested', '12', { ahead: true }), state('closed', null, { ahead: true, end: 'done' })];
    assert.deepEqual(
      places(states, 'approved').map(([id, place]) => [id, place]),
      [
        ['approved', 'now'],
        ['tested', 'ahead'],
        ['closed', 'ahead'],
      ],
    );
  });
});

describe('web: cases among what is searched for', () => {
  const one = (number: string) => ({ id: `id-${number}`, number, label: '更新', state: { title: title('申請中') } }) as CaseSummary;

  it('begin with the one whose number was typed, in any width', () => {
    const found = [one('CHG-120'), one('CHG-12'), ...Array.from({ length: 20 }, (_, at) => one(`CHG-12${at}`))];
    const hits = caseHits(found, ' chg－12 ', say);
    assert.deepEqual([hits[0]!.id, hits[0]!.href, hits.length], ['CHG-12', '/cases/id-CHG-12', 6]);
    assert.equal(hits[0]!.title, '更新 (申請中)');
  });
});

describe('web: the form of a case for a line that is in the register already', () => {
  const fields = ['name', 'work', 'contact', 'workKinds'].map((id) => ({ id }));
  const [first, second] = [
    { name: '港システム', work: '保守', contact: '小林', clauses: ['audit'] },
    { name: '浜データ', work: '運用', contact: null },
  ];

  it('is filled in with what the line says, and with nothing that it does not ask', () => {
    assert.deepEqual(filledAnew(fields, {}, {}, first), { name: '港システム', work: '保守', contact: '小林' });
  });

  it('keeps what was typed, and follows another line in the rest', () => {
    const typed = { ...filledAnew(fields, {}, {}, first), work: '保守と運用', workKinds: ['operation'] };
    assert.deepEqual(filledAnew(fields, typed, first, second), {
      name: '浜データ',
      work: '保守と運用',
      contact: null,
      workKinds: ['operation'],
    });
    assert.deepEqual(filledAnew(fields, typed, first, {}), { name: null, work: '保守と運用', contact: null, workKinds: ['operation'] });
  });
});

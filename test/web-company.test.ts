import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { draftOfFact, readClosureDay, readFactDraft, readTime } from '../web/src/company/fact-draft.ts';

/** What of the company's pages can be held without a browser. */
describe('web: the company’s facts as they are typed', () => {
  it('reads times in every way in which people write them', () => {
    for (const [typed, read] of [
      ['9:00', '09:00'],
      ['０９：３０', '09:30'],
      ['0900', '09:00'],
      [' 18:00 ', '18:00'],
      ['24:00', '24:00'],
    ] as const)
      assert.equal(readTime(typed), read, typed);
    for (const typed of ['', '9', '25:00', '24:01', '9:60', '九時', '9:5']) assert.equal(readTime(typed), null, typed);
  });

  it('reads days of a closure, and none that does not exist', () => {
    for (const [typed, read] of [
      ['12-29', '12-29'],
      ['12/29', '12-29'],
      ['１２月２９日', '12-29'],
      ['2026/8/13', '2026-08-13'],
      ['2026年8月13日', '2026-08-13'],
      ['2-29', '02-29'],
      ['2028-02-29', '2028-02-29'],
    ] as const)
      assert.equal(readClosureDay(typed), read, typed);
    for (const typed of ['', '13-01', '2-30', '2026-02-29', '12-00', '年末', '26-08-13', '2026-8'])
      assert.equal(readClosureDay(typed), null, typed);
  });

  it('takes a closure of one day, drops an empty row, and refuses half a row', () => {
    const read = (...rows: [string, string, string][]) =>
      readFactDraft(
        'closures',
        rows.map(([name, from, to]) => ({ name, from, to })),
      );
    assert.deepEqual(read(['創立記念日', '6/1', ''], ['', '', '']), {
      ok: true,
      value: [{ name: '創立記念日', from: '06-01', to: '06-01' }],
    });
    assert.deepEqual(read(['年末年始', '12-29', '1-3']), { ok: true, value: [{ name: '年末年始', from: '12-29', to: '01-03' }] });
    for (const row of [
      ['', '12-29', '01-03'],
      ['夏季', '2026-08-15', '2026-08-13'],
      ['夏季', '08-13', '2026-08-15'],
      ['夏季', '', ''],
    ] as [string, string, string][])
      assert.deepEqual(read(row), { ok: false, fault: 'needClosure' }, row.join());
  });

  it('reads numbers, lists and hours, and says what is missing', () => {
    assert.deepEqual(readFactDraft('headcount', '１,２００'), { ok: true, value: 1200 });
    for (const typed of ['', '0', '-3', '1.5', '約50'])
      assert.deepEqual(readFactDraft('headcount', typed), { ok: false, fault: 'needNumber' });
    assert.deepEqual(readFactDraft('sites', '本社\n\n 大阪支店 \n本社'), { ok: true, value: ['本社', '大阪支店'] });
    assert.deepEqual(readFactDraft('businessHours', { from: '9:00', to: '9:00' }), { ok: false, fault: 'needHours' });
    assert.deepEqual(readFactDraft('quietHours', null), { ok: true, value: null });
    assert.deepEqual(readFactDraft('openWeekdays', []), { ok: false, fault: 'needWeekday' });
    assert.deepEqual(readFactDraft('name', '  '), { ok: false, fault: 'needName' });
    assert.deepEqual(readFactDraft('defaultDeputy', ''), { ok: true, value: null });
  });

  it('shows a stored fact so that saving it again changes nothing', () => {
    const stored = {
      name: '株式会社髙﨑',
      headcount: 45,
      sites: ['本社', '大阪支店'],
      businessHours: { from: '09:00', to: '24:00' },
      openWeekdays: [1, 2, 6],
      closures: [{ name: '年末年始', from: '12-29', to: '01-03' }],
      fiscalYearStartMonth: 4,
      approvalsNeeded: 2,
      quietHours: null,
      wareki: true,
      defaultOwner: 'role:administrator',
      defaultDeputy: null,
    } as const;
    for (const [key, value] of Object.entries(stored)) {
      const read = readFactDraft(key as 'name', draftOfFact(key as 'name', value));
      assert.deepEqual(read, { ok: true, value }, key);
    }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hours, minutes) => {
        const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        assert.equal(readTime(time), time);
      }),
    );
  });
});

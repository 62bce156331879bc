import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import bundled from '@holiday-jp/holiday_jp';
import fc from 'fast-check';
import { addDays, dateOf, dateOfDay, weekdayOf } from './date.ts';
import { announcedUntil, nationalHolidays } from './holidays.ts';

/** Computes holidays from the law and the astronomers' formula, where the other package lists them: two independent sources. */
interface ByLaw {
  getHolidaysOf(year: number, withSubstitutes: boolean): { month: number; date: number; name: string }[];
  isHolidayAt(date: Date, withSubstitutes?: boolean): string | undefined;
}
const byLaw = createRequire(import.meta.url)('japanese-holidays') as ByLaw;
const national = nationalHolidays();
const from = 1970;
const until = 2050;
const yearDays = (year: number) => byLaw.getHolidaysOf(year, true).map(({ month, date }) => dateOf(year, month, date));

describe('national holidays against two public packages', () => {
  it('has the same days as both in every year from 1970 to 2050, and so from 2016 to 2030', () => {
    const listed = Object.keys(bundled.holidays);
    for (let year = from; year <= until; year += 1) {
      const ours: string[] = [];
      for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) if (national.nameOf(date)) ours.push(date);
      assert.deepEqual(ours, yearDays(year).sort(), `${year}: computed from the law`);
      assert.deepEqual(
        ours,
        listed.filter((date) => date.startsWith(`${year}-`)),
        `${year}: listed`,
      );
    }
  });

  it('agrees on any single day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16_801, max: 22_280 }), (number) => {
        const date = dateOfDay(number);
        const ours = national.nameOf(date) !== null;
        const [year, month, day] = date.split('-').map(Number);
        assert.equal(ours, Object.hasOwn(bundled.holidays, date), `${date}: listed`);
        const computed = byLaw.getHolidaysOf(year!, true).some((each) => each.month === month && each.date === day);
        assert.equal(ours, computed, `${date}: computed from the law`);
      }),
      { numRuns: 500 },
    );
  });

  it('names the days that come of others', () => {
    assert.deepEqual(national.nameOf('2026-09-22'), { ja: '国民の休日', en: 'Citizen’s Holiday' });
    assert.equal(national.nameOf('2026-05-06')?.ja, '振替休日(こどもの日)');
    assert.equal(national.nameOf('2026-11-23')?.ja, '勤労感謝の日');
    assert.equal(national.nameOf('2019-04-30')?.ja, '国民の休日');
    assert.equal(national.nameOf('2019-05-01')?.ja, '即位の日');
    assert.equal(national.nameOf('2021-07-23')?.ja, 'スポーツの日', 'moved for the Olympic Games');
    assert.equal(national.nameOf('2021-10-11'), null);
  });

  it('keeps the law’s own rules: after a Sunday a substitute, between two holidays a holiday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 13_514, max: 29_584 }), (number) => {
        const date = dateOfDay(number);
        const holiday = (offset: number) => national.nameOf(addDays(date, offset)) !== null;
        if (weekdayOf(date) === 0 && holiday(0)) assert.ok(holiday(1), `${date} is a Sunday`);
        if (holiday(-1) && holiday(1) && weekdayOf(date) !== 0) assert.ok(holiday(0), `${date} lies between two`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('holidays that are imported', () => {
  const whole = (year: number) => yearDays(year).map((date) => ({ date, name: '祝日' }));

  it('says how far it knows, and knows further by whole years only', () => {
    assert.deepEqual([national.knownFrom, national.knownUntil], ['1970-01-01', '2050-12-31']);
    assert.equal(nationalHolidays([{ date: '2051-01-01', name: '元日' }]).knownUntil, '2050-12-31');
    assert.equal(nationalHolidays(whole(2051)).knownUntil, '2051-12-31');
    assert.equal(nationalHolidays([...whole(2051), ...whole(2053)]).knownUntil, '2051-12-31', 'with a gap it ends before the gap');
    assert.equal(nationalHolidays(whole(1969)).knownFrom, whole(1969).length >= 12 ? '1969-01-01' : '1970-01-01');
  });

  it('takes a whole year from the file alone, and adds single days elsewhere', () => {
    const moved = whole(2028).map((row) => (row.date === '2028-08-11' ? { date: '2028-08-10', name: '山の日' } : row));
    const changed = nationalHolidays([...moved, { date: '2029-06-01', name: '創業の日' }]);
    assert.equal(changed.nameOf('2028-08-11'), null);
    assert.deepEqual(changed.nameOf('2028-08-10'), { ja: '山の日', en: 'Mountain Day' });
    assert.deepEqual(changed.nameOf('2029-06-01'), { ja: '創業の日', en: 'National holiday' });
    assert.ok(changed.nameOf('2029-01-01'), 'the rest of that year stays');
  });

  it('gives 休日 the name that the law gives it', () => {
    const rows = yearDays(2026).map((date) => ({ date, name: date === '2026-09-22' || date === '2026-05-06' ? '休日' : '祝日' }));
    const read = nationalHolidays(rows);
    assert.equal(read.nameOf('2026-09-22')?.ja, '国民の休日');
    assert.equal(read.nameOf('2026-05-06')?.ja, '振替休日(こどもの日)');
    const later = nationalHolidays([
      { date: '2060-06-01', name: '甲の日' },
      { date: '2060-06-02', name: '休日' },
      { date: '2060-06-03', name: '乙の日' },
    ]);
    assert.equal(later.nameOf('2060-06-02')?.ja, '国民の休日');
  });

  it('tells what is announced from what is calculated', () => {
    assert.equal(announcedUntil('2026-02-28'), '2026-12-31');
    assert.equal(announcedUntil('2026-11-22'), '2027-12-31');
  });
});

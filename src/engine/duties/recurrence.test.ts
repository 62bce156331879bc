import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BusinessCalendar } from '../../calendar/index.ts';
import { dueOf, type Every, nextNominal, nominalsAfter, opensOf, periodKey, quietDays, type Rhythm } from './recurrence.ts';

const calendar = new BusinessCalendar({
  closures: [{ name: '年末年始休業', from: '12-29', to: '01-03' }],
  openWeekdays: [1, 2, 3, 4, 5],
  businessHours: { from: '09:00', to: '18:00' },
  extraHolidays: [],
  fiscalYearStartMonth: 4,
});
const every = (more: Partial<Every> = {}): Every => ({ type: 'every', count: 1, unit: 'month', on: { day: 1 }, ...more });
const rhythm = (more: Partial<Every> = {}, countOn?: Rhythm['countOn']): Rhythm => {
  const rule = every(more);
  return { every: rule, calendar, fiscalYearStartMonth: 4, countOn: countOn ?? (() => rule.count as number) };
};
const from = (anchor: string, last: string | null = null) => ({ anchor, last });

describe('the dates of a duty', () => {
  it('clamp to the end of a month, in leap years too', () => {
    assert.deepEqual(nominalsAfter(rhythm({ on: { day: 31 } }), from('2028-01-15'), '2028-06-30'), [
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
      '2028-05-31',
      '2028-06-30',
    ]);
    assert.deepEqual(nominalsAfter(rhythm({ on: { day: 30 } }), from('2027-02-01'), '2027-02-28'), ['2027-02-28']);
  });

  it('are the first and the last business day, around closures and holidays', () => {
    const first = nominalsAfter(rhythm({ on: { businessDay: 'first' } }), from('2026-10-20'), '2027-01-31');
    assert.deepEqual(first, ['2026-11-02', '2026-12-01', '2027-01-04']);
    const last = nominalsAfter(rhythm({ on: { businessDay: 'last' } }), from('2026-10-20'), '2027-01-31');
    assert.deepEqual(last, ['2026-10-30', '2026-11-30', '2026-12-28', '2027-01-29']);
  });

  it('shift from a day off as the duty says', () => {
    // 2026-09-22 is a day between two holidays (国民の休日), after 敬老の日 and before 秋分の日.
    assert.equal(dueOf('next', '2026-09-22', calendar), '2026-09-24');
    assert.equal(dueOf('previous', '2026-09-22', calendar), '2026-09-18');
    assert.equal(dueOf('none', '2026-09-22', calendar), '2026-09-22');
    assert.equal(dueOf('next', '2026-12-31', calendar), '2027-01-04');
    assert.equal(dueOf('previous', '2028-02-29', calendar), '2028-02-29', 'a Tuesday');
  });

  it('begin with the first on or after the anchor', () => {
    assert.deepEqual(nominalsAfter(rhythm({ on: { day: 15 } }), from('2026-11-15'), '2026-12-14'), ['2026-11-15']);
    assert.deepEqual(nominalsAfter(rhythm({ on: { day: 15 } }), from('2026-11-16'), '2026-12-15'), ['2026-12-15']);
    assert.deepEqual(nominalsAfter(rhythm({ count: 6 }), from('2026-11-16'), '2027-12-01'), ['2026-12-01', '2027-06-01', '2027-12-01']);
  });

  it('keep to the months of the fiscal year', () => {
    const yearly = rhythm({ count: 12, fiscalMonth: 1 });
    assert.deepEqual(nominalsAfter(yearly, from('2026-11-22'), '2029-01-01'), ['2027-04-01', '2028-04-01']);
    const halves = rhythm({ count: 6, fiscalMonth: 2 });
    assert.deepEqual(nominalsAfter(halves, from('2026-06-01'), '2027-12-01'), ['2026-11-01', '2027-05-01', '2027-11-01']);
    const january: Rhythm = { ...rhythm({ count: 12, fiscalMonth: 1 }), fiscalYearStartMonth: 1 };
    assert.deepEqual(nominalsAfter(january, from('2026-04-01', '2026-04-01'), '2028-02-01'), ['2027-01-01', '2028-01-01']);
    const odd = rhythm({ count: 24, fiscalMonth: 1 });
    assert.deepEqual(nominalsAfter(odd, from('2026-11-22'), '2031-12-01'), ['2027-04-01', '2029-04-01', '2031-04-01']);
  });

  it('are Mondays and days', () => {
    assert.deepEqual(nominalsAfter(rhythm({ unit: 'week', count: 2 }), from('2026-11-22'), '2026-12-25'), [
      '2026-11-23',
      '2026-12-07',
      '2026-12-21',
    ]);
    assert.deepEqual(nominalsAfter(rhythm({ unit: 'day', count: 3 }), from('2026-12-30'), '2027-01-05'), [
      '2026-12-30',
      '2027-01-02',
      '2027-01-05',
    ]);
    assert.equal(periodKey('week', '2026-11-23'), '2026-W48');
    assert.equal(periodKey('week', '2026-12-28'), '2026-W53');
    assert.equal(periodKey('week', '2024-12-30'), '2025-W01');
    assert.equal(periodKey('month', '2026-11-02'), '2026-11');
  });

  it('follow another interval from the last period on, and ask nothing of the time before it', () => {
    const shorter = rhythm({}, (date) => (date < '2026-09-10' ? 6 : 1));
    assert.deepEqual(nominalsAfter(shorter, from('2026-04-01', '2026-04-01'), '2026-12-01'), ['2026-10-01', '2026-11-01', '2026-12-01']);
    const fourth = rhythm({}, (date) => (date < '2026-09-10' ? 6 : 4));
    assert.deepEqual(nominalsAfter(fourth, from('2026-04-01', '2026-04-01'), '2027-05-01'), ['2026-12-01', '2027-04-01']);
    const longer = rhythm({}, (date) => (date < '2026-09-10' ? 1 : 6));
    assert.deepEqual(nominalsAfter(longer, from('2026-04-01', '2026-08-01'), '2027-05-01'), ['2026-09-01', '2027-03-01']);
  });

  it('are the same however often and in however many pieces they are asked for', () => {
    const rule = rhythm({ count: 2, on: { businessDay: 'last' } });
    const whole = nominalsAfter(rule, from('2026-04-01'), '2036-04-01');
    const pieces: string[] = [];
    for (let year = 2026; year <= 2035; year += 1) {
      for (const day of [`${year}-07-17`, `${year}-07-17`, `${year + 1}-04-01`])
        pieces.push(...nominalsAfter(rule, from('2026-04-01', pieces.at(-1) ?? null), day));
    }
    assert.deepEqual(pieces, whole);
  });

  it('can be told ahead', () => {
    assert.equal(nextNominal(rhythm({ count: 24 }), from('2026-01-01', '2026-04-01')), '2028-04-01');
    assert.equal(nextNominal(rhythm(), from('2050-12-02', '2050-12-01')), null, 'nobody knows those holidays');
  });

  it('never open before duties count', () => {
    assert.equal(opensOf('month', '2026-12-01', '2026-11-22'), '2026-11-22');
    assert.equal(opensOf('month', '2027-02-01', '2026-11-22'), '2027-01-18');
  });
});

describe('the question whether nothing happened', () => {
  it('comes so many months after the last event or the last question', () => {
    assert.deepEqual(quietDays(6, '2026-01-31', [], '2027-02-01'), ['2026-07-31', '2027-01-31']);
    assert.deepEqual(quietDays(6, '2026-01-31', ['2026-06-30', '2026-03-01'], '2027-02-01'), ['2026-12-30']);
    assert.deepEqual(quietDays(6, '2026-01-31', ['2026-07-31'], '2026-12-31'), [], 'an event on the very day is one');
    assert.deepEqual(quietDays(0, '2026-01-31', [], '2036-02-01'), [], 'a duty that is never asked');
  });
});

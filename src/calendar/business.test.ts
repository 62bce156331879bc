import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BusinessCalendar, type BusinessCalendarSettings } from './business.ts';
import { addDays, dateOfDay, startOfDay } from './date.ts';

const settings: BusinessCalendarSettings = {
  closures: [
    { name: '年末年始休業', from: '12-29', to: '01-03' },
    { name: '夏季休業', from: '2026-08-13', to: '2026-08-15' },
  ],
  openWeekdays: [1, 2, 3, 4, 5],
  businessHours: { from: '09:00', to: '18:00' },
  extraHolidays: [],
  fiscalYearStartMonth: 4,
};
const calendar = new BusinessCalendar(settings);
const day = fc.integer({ min: 16_801, max: 22_280 }).map(dateOfDay);
const outOfBounds = { code: 'value-out-of-bounds' };

describe('business days', () => {
  it('skips weekends, holidays and closures', () => {
    assert.equal(calendar.nextBusinessDay('2026-09-18'), '2026-09-24', 'over 敬老の日, 国民の休日 and 秋分の日');
    assert.equal(calendar.nextBusinessDay('2026-12-28'), '2027-01-04');
    assert.equal(calendar.previousBusinessDay('2027-01-04'), '2026-12-28');
    assert.equal(calendar.addBusinessDays('2026-08-10', 1), '2026-08-12', '08-11 is 山の日');
    assert.equal(calendar.nextBusinessDay('2026-08-12'), '2026-08-17');
    assert.equal(calendar.nextBusinessDay('2027-08-12'), '2027-08-13', 'the closure was of 2026 only');
    assert.deepEqual(calendar.nameOf('2026-12-30'), { ja: '年末年始休業', en: '年末年始休業' });
    assert.equal(calendar.nameOf('2026-11-24'), null);
    assert.equal(calendar.isHoliday('2026-12-30'), false, 'a closure is no national holiday');
  });

  it('moves on from the 1st of April and from a month’s end', () => {
    assert.equal(calendar.lastBusinessDayOfMonth('2026-05-07'), '2026-05-29');
    assert.equal(calendar.firstBusinessDayOfMonth('2027-01-20'), '2027-01-04');
    assert.equal(calendar.firstBusinessDayOfMonth('2026-05-20'), '2026-05-01');
    assert.equal(calendar.shift('2026-05-31', 'next'), '2026-06-01');
    assert.equal(calendar.shift('2026-05-31', 'previous'), '2026-05-29');
    assert.equal(calendar.shift('2026-05-31', 'none'), '2026-05-31');
  });

  it('comes back by as many business days as it went', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (date, count) => {
        const open = calendar.shift(date, 'next');
        assert.equal(calendar.addBusinessDays(calendar.addBusinessDays(open, count), -count), open);
        assert.equal(calendar.addBusinessDays(open, 0), open);
      }),
    );
  });

  it('lands on business days only, with none between', () => {
    fc.assert(
      fc.property(day, (date) => {
        const next = calendar.nextBusinessDay(date);
        assert.ok(next > date && calendar.isBusinessDay(next));
        for (let at = addDays(date, 1); at < next; at = addDays(at, 1)) assert.ok(!calendar.isBusinessDay(at), at);
        const [before, after] = [calendar.shift(date, 'previous'), calendar.shift(date, 'next')];
        assert.ok(before <= date && date <= after);
        assert.equal(before === after, calendar.isBusinessDay(date));
        const [first, last] = [calendar.firstBusinessDayOfMonth(date), calendar.lastBusinessDayOfMonth(date)];
        assert.ok(first <= last && first.slice(0, 7) === date.slice(0, 7) && last.slice(0, 7) === date.slice(0, 7));
      }),
    );
  });

  it('counts the days of a year as a table of the year does', () => {
    const open = (year: number) =>
      Array.from({ length: 12 }, (_, i) => calendar.month(`${year}-${String(i + 1).padStart(2, '0')}`))
        .flat()
        .filter((each) => each.isBusinessDay).length;
    // 2026 has 104 days on weekends and 17 holidays on weekdays; 12-29…31 and 01-02 (Fri), 08-13 and 14 are closures on weekdays.
    assert.equal(open(2026), 365 - 104 - 17 - 6);
    assert.equal(calendar.month('2028-02').length, 29);
    assert.throws(() => calendar.month('2026-13'), { code: 'bad-request' });
  });

  it('never takes an unknown year for one without holidays', () => {
    assert.deepEqual(calendar.known, { from: '1970-01-01', to: '2050-12-31' });
    assert.equal(calendar.day('2051-01-01').isKnown, false);
    assert.equal(calendar.day('2050-12-31').isKnown, true);
    for (const ask of [
      () => calendar.isHoliday('2051-01-01'),
      () => calendar.nameOf('1969-12-31'),
      () => calendar.isBusinessDay('2051-01-04'),
      () => calendar.nextBusinessDay('2050-12-31'),
      () => calendar.addBusinessDays('2050-12-01', 40),
      () => calendar.isBusinessDay('2026-02-30'),
    ])
      assert.throws(ask, outOfBounds);
  });

  it('ends a search that can find nothing', () => {
    const closed = new BusinessCalendar({ ...settings, openWeekdays: [] });
    assert.throws(() => closed.nextBusinessDay('2026-11-22'), outOfBounds);
    const always = new BusinessCalendar({ ...settings, closures: [{ name: '休業', from: '01-01', to: '12-31' }] });
    assert.throws(() => always.shift('2026-11-22', 'previous'), outOfBounds);
  });

  it('opens on the weekdays that the company says', () => {
    const saturdays = new BusinessCalendar({ ...settings, openWeekdays: [2, 3, 4, 5, 6] });
    assert.equal(saturdays.isBusinessDay('2026-11-21'), true);
    assert.equal(saturdays.isBusinessDay('2026-11-24'), true);
    assert.equal(saturdays.isBusinessDay('2026-11-16'), false, 'a Monday');
  });
});

describe('fiscal years', () => {
  it('begin in the company’s month', () => {
    assert.deepEqual([calendar.fiscalYearOf('2027-03-31'), calendar.fiscalYearOf('2027-04-01')], [2026, 2027]);
    assert.deepEqual(calendar.fiscalYear(2026), { from: '2026-04-01', to: '2027-03-31' });
    assert.deepEqual(calendar.fiscalQuarterOf('2027-02-01'), { year: 2026, quarter: 4, from: '2027-01-01', to: '2027-03-31' });
    assert.deepEqual(calendar.fiscalHalfOf('2026-09-30'), { year: 2026, half: 1, from: '2026-04-01', to: '2026-09-30' });
    const january = new BusinessCalendar({ ...settings, fiscalYearStartMonth: 1 });
    assert.deepEqual(january.fiscalYear(2028), { from: '2028-01-01', to: '2028-12-31' });
  });

  it('hold every day exactly once, in each beginning month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (date, fiscalYearStartMonth) => {
        const own = new BusinessCalendar({ ...settings, fiscalYearStartMonth });
        const year = own.fiscalYear(own.fiscalYearOf(date));
        const quarter = own.fiscalQuarterOf(date);
        const half = own.fiscalHalfOf(date);
        for (const { from, to } of [year, quarter, half]) assert.ok(from <= date && date <= to, `${from} ${date} ${to}`);
        assert.equal(half.half, quarter.quarter <= 2 ? 1 : 2);
        assert.ok(year.from <= half.from && half.from <= quarter.from && quarter.to <= half.to && half.to <= year.to);
        assert.equal(own.fiscalYearOf(addDays(year.to, 1)), own.fiscalYearOf(date) + 1);
      }),
    );
  });
});

describe('business hours', () => {
  const at = (date: string, time: string) => {
    const [hours, minutes] = time.split(':').map(Number);
    return new Date(startOfDay(date).getTime() + (hours! * 60 + minutes!) * 60_000);
  };
  it('hold from their first minute to before their last, on business days', () => {
    const open = (date: string, time: string) => calendar.isWithinBusinessHours(at(date, time));
    assert.deepEqual(
      [open('2026-11-24', '08:59'), open('2026-11-24', '09:00'), open('2026-11-24', '17:59'), open('2026-11-24', '18:00')],
      [false, true, true, false],
    );
    assert.equal(open('2026-11-23', '12:00'), false, '勤労感謝の日');
  });
  it('may pass midnight: the night belongs to the day on which it began', () => {
    const night = new BusinessCalendar({ ...settings, businessHours: { from: '22:00', to: '06:00' } });
    assert.equal(night.isWithinBusinessHours(at('2026-11-20', '23:00')), true, 'Friday night');
    assert.equal(night.isWithinBusinessHours(at('2026-11-21', '05:59')), true, 'its morning');
    assert.equal(night.isWithinBusinessHours(at('2026-11-21', '22:30')), false, 'Saturday night');
    assert.equal(night.isWithinBusinessHours(at('2026-11-24', '05:00')), false, 'after a holiday');
    const late = new BusinessCalendar({ ...settings, businessHours: { from: '13:00', to: '24:00' } });
    assert.equal(late.isWithinBusinessHours(at('2026-11-24', '23:59')), true);
  });
});

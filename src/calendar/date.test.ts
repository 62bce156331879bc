import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  clampDay,
  companyTimeZone,
  dateOfDay,
  dayOfMonth,
  daysBetween,
  daysInMonth,
  isLocalDate,
  lastDayOfMonth,
  localDateOf,
  localTimeOf,
  startOfDay,
  weekdayOf,
  yearOf,
} from './date.ts';
import { readWareki, wareki } from './era.ts';

/** 1952-01-01 to 2199-12-31: after the last summer time. */
const anyDay = fc.integer({ min: -6575, max: 84_005 }).map(dateOfDay);

describe('days', () => {
  it('knows which days exist', () => {
    for (const date of ['2028-02-29', '2000-02-29', '2026-12-31']) assert.ok(isLocalDate(date), date);
    for (const date of ['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1', '26-01-01', ''])
      assert.ok(!isLocalDate(date), date);
    assert.throws(() => addDays('2026-02-30', 1), { code: 'bad-request' });
    assert.throws(() => startOfDay('2026-11-22T00:00:00Z'), { code: 'bad-request' });
  });

  it('agrees with the zone’s own clock at every moment', () => {
    const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: companyTimeZone, dateStyle: 'short', timeStyle: 'short' });
    fc.assert(
      fc.property(fc.integer({ min: -568_000_000, max: 7_258_000_000 }), (seconds) => {
        const at = new Date(seconds * 1000);
        assert.equal(`${localDateOf(at)} ${localTimeOf(at)}`, shown.format(at));
      }),
    );
    assert.equal(startOfDay('2026-11-22').toISOString(), '2026-11-21T15:00:00.000Z');
  });

  it('begins a day where the day before ends', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        assert.equal(localDateOf(startOfDay(date)), date);
        assert.equal(localDateOf(new Date(startOfDay(date).getTime() - 1)), addDays(date, -1));
        assert.equal(weekdayOf(date), new Date(`${date}T00:00:00Z`).getUTCDay());
      }),
    );
  });

  it('adds days that can be taken away again, and counts them', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -2000, max: 2000 }), (date, days) => {
        assert.equal(addDays(addDays(date, days), -days), date);
        assert.equal(daysBetween(date, addDays(date, days)), days);
      }),
    );
  });

  it('adds months to the same day, or to the month’s last', () => {
    assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
    assert.equal(addMonths('2027-12-31', 2), '2028-02-29');
    assert.equal(addMonths('2026-03-31', -1), '2026-02-28');
    assert.equal(addMonths('2026-11-30', 12), '2027-11-30');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (date, months) => {
        const there = addMonths(date, months);
        assert.ok(dayOfMonth(there) === dayOfMonth(date) || (there === lastDayOfMonth(there) && dayOfMonth(there) < dayOfMonth(date)));
        if (dayOfMonth(date) <= 28) assert.equal(addMonths(there, -months), date);
      }),
    );
  });

  it('ends each month on its last day', () => {
    assert.deepEqual([daysInMonth(2028, 2), daysInMonth(2100, 2), daysInMonth(2000, 2), daysInMonth(2026, 6)], [29, 28, 29, 30]);
    assert.deepEqual([clampDay(2026, 6, 31), clampDay(2026, 2, 31), clampDay(2026, 7, 31)], ['2026-06-30', '2026-02-28', '2026-07-31']);
    fc.assert(
      fc.property(anyDay, (date) => {
        const last = lastDayOfMonth(date);
        assert.ok(date <= last && last.slice(0, 7) === date.slice(0, 7));
        assert.equal(dayOfMonth(addDays(last, 1)), 1);
      }),
    );
  });
});

describe('和暦', () => {
  it('says the era and its first year', () => {
    assert.equal(wareki('2026-11-22'), '令和8年11月22日');
    assert.equal(wareki('2019-05-01'), '令和元年5月1日');
    assert.equal(wareki('2019-04-30'), '平成31年4月30日');
    assert.equal(wareki('1989-01-07'), '昭和64年1月7日');
    assert.equal(wareki('1912-07-29'), '明治45年7月29日');
    assert.equal(wareki('1868-01-01'), '1868年1月1日');
  });

  it('reads what it writes, and refuses days that an era does not have', () => {
    fc.assert(fc.property(anyDay, (date) => assert.equal(readWareki(wareki(date)), date)));
    assert.equal(readWareki('R8.11.22'), '2026-11-22');
    for (const wrong of ['平成31年5月1日', '令和元年4月30日', '令和8年2月30日', '昭和65年1月1日', '令和8年', '慶応3年1月1日', ''])
      assert.equal(readWareki(wrong), null, wrong);
    assert.equal(yearOf(readWareki('昭和64年1月7日')!), 1989);
  });
});

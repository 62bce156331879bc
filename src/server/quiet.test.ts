import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BusinessCalendar } from '../calendar/index.ts';
import type { Company } from '../company/index.ts';
import { quietHoursOf } from './quiet.ts';

const company = (quietHours: { from: string; to: string } | null, openWeekdays = [1, 2, 3, 4, 5]): Company => {
  const settings = {
    closures: [],
    openWeekdays,
    businessHours: { from: '09:00', to: '18:00' },
    extraHolidays: [],
    fiscalYearStartMonth: 4,
  };
  return { facts: () => ({ quietHours }), calendar: () => new BusinessCalendar(settings) } as unknown as Company;
};
/** Times of Japan, `11-24 06:30` in 2026. */
const at = (text: string) => new Date(`2026-${text.replace(' ', 'T')}:00+09:00`);
const end = (quiet: { from: string; to: string } | null, text: string, weekdays?: number[]) =>
  quietHoursOf(company(quiet, weekdays)).nextQuietEnd(at(text));

describe('when a notice may leave', () => {
  const night = { from: '20:00', to: '07:00' };

  it('is at once on a business day outside the quiet hours', () => {
    for (const time of ['11-24 07:00', '11-24 12:00', '11-24 19:59']) assert.deepEqual(end(night, time), at(time));
  });

  it('is the morning after a night, before and after midnight', () => {
    assert.deepEqual(end(night, '11-24 20:00'), at('11-25 07:00'));
    assert.deepEqual(end(night, '11-25 06:59'), at('11-25 07:00'));
  });

  it('waits over a weekend and a national holiday (2026-11-23)', () => {
    assert.deepEqual(end(night, '11-20 21:00'), at('11-24 07:00'));
    assert.deepEqual(end(night, '11-22 10:00'), at('11-24 07:00'));
    assert.deepEqual(end(null, '11-23 10:00'), at('11-24 00:00'));
  });

  it('keeps hours within one day, and goes out after a month where a company never opens', () => {
    const noon = { from: '12:00', to: '13:00' };
    assert.deepEqual(end(noon, '11-24 12:30'), at('11-24 13:00'));
    assert.deepEqual(end(noon, '11-24 13:00'), at('11-24 13:00'));
    const never = end(night, '11-24 10:00', []);
    assert.ok(never.getTime() - at('11-24 10:00').getTime() <= 32 * 86_400_000);
  });
});

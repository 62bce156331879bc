import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BusinessCalendar } from './business.ts';
import { type WorkingTime, workTouched } from './working.ts';

const calendar = (hours = { from: '09:00', to: '18:00' }) =>
  new BusinessCalendar({
    closures: [{ name: '年末年始', from: '12-29', to: '01-03' }],
    openWeekdays: [1, 2, 3, 4, 5],
    businessHours: hours,
    extraHolidays: [],
    fiscalYearStartMonth: 4,
  });
const factsOnly: WorkingTime = { hours: null, openWeekdays: null, nationalHolidays: true };
const touched = (from: string, to: string, also = factsOnly, of = calendar()) => workTouched(of, also, from, to);
const none = { days: false, hours: false };
const evening = { days: true, hours: false };
const work = { days: true, hours: true };

describe('working time that a span touches', () => {
  it('ends where it ends: from 18:00, and until 09:00', () => {
    assert.deepEqual(touched('2026-11-24T18:00', '2026-11-24T22:00'), evening);
    assert.deepEqual(touched('2026-11-24T17:59', '2026-11-24T22:00'), work);
    assert.deepEqual(touched('2026-11-24T20:00', '2026-11-25T09:00'), evening);
    assert.deepEqual(touched('2026-11-24T20:00', '2026-11-25T09:01'), work);
  });

  it('knows weekends, holidays, substitute holidays, closures and the end of the year', () => {
    assert.deepEqual(touched('2026-11-28T10:00', '2026-11-29T16:00'), none, 'a weekend');
    assert.deepEqual(touched('2026-11-23T10:00', '2026-11-23T16:00'), none, 'labour thanksgiving day, a Monday');
    assert.deepEqual(touched('2027-03-22T10:00', '2027-03-22T16:00'), none, 'the day after an equinox on a Sunday');
    assert.deepEqual(touched('2026-12-29T10:00', '2027-01-03T18:00'), none, 'the year’s end');
    assert.deepEqual(touched('2026-12-31T22:00', '2027-01-04T09:30'), work, 'until the first day of work');
    assert.deepEqual(touched('2026-11-27T19:00', '2026-11-30T08:00'), { days: true, hours: false }, 'over a weekend');
    assert.deepEqual(touched('2026-11-21T08:00', '2026-11-24T08:59'), { days: true, hours: false }, 'three days off');
  });

  it('has hours that pass midnight', () => {
    const night = calendar({ from: '22:00', to: '06:00' });
    assert.deepEqual(touched('2026-11-28T05:00', '2026-11-28T05:30', factsOnly, night), { days: false, hours: true }, 'Friday’s night');
    assert.deepEqual(touched('2026-11-28T06:00', '2026-11-28T12:00', factsOnly, night), none);
  });

  it('calls work what either the facts or the procedures call work', () => {
    const sixDays: WorkingTime = { hours: null, openWeekdays: [1, 2, 3, 4, 5, 6], nationalHolidays: true };
    assert.deepEqual(touched('2026-11-28T10:00', '2026-11-28T12:00', sixDays), work);
    assert.deepEqual(touched('2026-11-23T10:00', '2026-11-23T12:00', sixDays), none, 'a holiday stays one');
    assert.deepEqual(touched('2026-11-23T10:00', '2026-11-23T12:00', { ...sixDays, nationalHolidays: false }), work);
    assert.deepEqual(touched('2026-12-30T10:00', '2026-12-30T12:00', { ...sixDays, nationalHolidays: false }), none, 'closed is closed');
    const late: WorkingTime = { hours: { from: '13:00', to: '21:00' }, openWeekdays: null, nationalHolidays: true };
    assert.deepEqual(touched('2026-11-24T19:00', '2026-11-24T20:00', late), work);
    assert.deepEqual(touched('2026-11-24T10:00', '2026-11-24T11:00', late), work, 'the facts’ hours count as well');
  });

  it('does not guess holidays of a year that nobody told', () => assert.equal(touched('2075-05-04T10:00', '2075-05-04T12:00'), null));
});

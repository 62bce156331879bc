import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { words } from '../../base/text.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Param, ParamValue } from '../../mechanism/param.ts';
import type { CompanyNow } from '../../mechanism/request.ts';
import { auditWindow, businessHours, holidayCalendar } from './params.ts';
import { windowDaysMax, windowProblem, workingRule } from './window.ts';

type Touched = { readonly days: boolean; readonly hours: boolean } | null;
const company = (touched: Touched, values: Readonly<Record<string, ParamValue>> = {}): CompanyNow => ({
  now: '2026-11-23T12:00',
  value: (param: Param) => values[param.id] ?? param.default,
  working: () => touched,
});
const plan = (more: Cells = {}): Cells => ({ windowFrom: '2026-11-28T19:00', windowTo: '2026-11-28T22:00', ...more });
const free = { days: false, hours: false };
const evening = { days: true, hours: false };
const daytime = { days: true, hours: true };

describe('the window of an audit or a stop', () => {
  it('is refused turned round, in the past, too long, or on a day of which nobody knows whether it is a holiday', () => {
    assert.match(windowProblem(plan({ windowTo: '2026-11-28T19:00' }), company(free))!.ja, /開始より後/);
    assert.match(windowProblem(plan({ windowFrom: '2026-11-23T12:00' }), company(free))!.ja, /過ぎています/);
    assert.match(windowProblem(plan({ windowTo: '2027-01-28T22:00' }), company(free))!.ja, new RegExp(`${windowDaysMax}日`));
    assert.match(windowProblem(plan(), company(null))!.ja, /祝日が分からない/);
  });

  it('follows the value of the procedures', () => {
    assert.equal(windowProblem(plan(), company(evening)), null);
    assert.match(windowProblem(plan(), company(daytime))!.ja, /営業時間に重なって/);
    assert.match(windowProblem(plan(), company(evening, { [auditWindow.id]: 'holiday' }))!.ja, /営業日に重なって/);
    assert.equal(windowProblem(plan(), company(free, { [auditWindow.id]: 'holiday' })), null);
    assert.equal(windowProblem(plan(), company(daytime, { [auditWindow.id]: 'anyAgreed' })), null);
    assert.equal(windowProblem(plan({ inBusinessHours: true }), company(daytime)), null, 'the exception says so itself');
  });

  it('reads hours as people write them, and takes the company’s where they cannot be read', () => {
    const rule = (hours: string, holidays = 'JP') =>
      workingRule((param) => ({ [businessHours.id]: hours, [holidayCalendar.id]: holidays })[param.id] ?? param.default);
    assert.deepEqual(rule('9:00〜18:00').hours, { from: '09:00', to: '18:00' });
    assert.deepEqual(rule('22:00-06:00').hours, { from: '22:00', to: '06:00' });
    assert.equal(rule('朝から夕方まで').hours, null);
    assert.equal(rule('25:00-26:00').hours, null);
    assert.deepEqual(rule('09:00-18:00', 'JPSixDays').openWeekdays, [1, 2, 3, 4, 5, 6]);
    assert.equal(rule('09:00-18:00', 'company').nationalHolidays, false);
  });

  it('says words in two languages', () => assert.notDeepEqual(windowProblem(plan(), company(daytime)), words('', '')));
});

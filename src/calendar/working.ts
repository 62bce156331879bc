import type { BusinessCalendar, CalendarDay } from './business.ts';
import { addDays, type LocalDate } from './date.ts';

/** When people work, as somebody says it beside the company's own calendar. What either of the two calls work is work. */
export interface WorkingTime {
  readonly hours: { readonly from: string; readonly to: string } | null;
  readonly openWeekdays: readonly number[] | null;
  readonly nationalHolidays: boolean;
}

/** A span that is longer is no window of a few hours or days, and is not walked through day by day. */
export const spanDaysMax = 400;

/**
 * Whether a span of two moments on the company's clock (`2026-11-22T19:00`) touches a day on which people work, and their hours on it.
 * Its end is not part of it: until 09:00 touches nothing that begins at 09:00. Null where the holidays of a day of it are not known.
 */
export function workTouched(
  calendar: BusinessCalendar,
  also: WorkingTime,
  from: string,
  to: string,
): { readonly days: boolean; readonly hours: boolean } | null {
  const both = [calendar.settings.businessHours, ...(also.hours === null ? [] : [also.hours])];
  let days = false;
  let hours = false;
  // Hours that pass midnight belong to the day on which they began.
  let date = addDays(from.slice(0, 10), -1);
  for (let i = 0; date <= to.slice(0, 10) && i <= spanDaysMax; i += 1, date = addDays(date, 1)) {
    const day = calendar.day(date);
    if (!day.isKnown) return null;
    if (!isWorked(day, calendar.settings.openWeekdays, also)) continue;
    days ||= overlaps(from, to, `${date}T00:00`, `${date}T24:00`);
    hours ||= both.some((each) => overlaps(from, to, ...onDay(date, each)));
  }
  return { days, hours };
}

function isWorked({ weekday, holiday, closure, isBusinessDay }: CalendarDay, open: readonly number[], also: WorkingTime): boolean {
  if (isBusinessDay) return true;
  if (closure !== null || (also.nationalHolidays && holiday !== null)) return false;
  return (also.openWeekdays ?? open).includes(weekday);
}

const onDay = (date: LocalDate, { from, to }: { readonly from: string; readonly to: string }): [string, string] => [
  `${date}T${from}`,
  `${from < to ? date : addDays(date, 1)}T${to}`,
];

/** Moments of one form compare as texts; 24:00 of a day is before 00:00 of the next, and so touches nothing of it. */
const overlaps = (from: string, to: string, start: string, end: string): boolean => from < end && start < to;

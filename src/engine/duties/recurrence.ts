import {
  addDays,
  addMonths,
  type BusinessCalendar,
  clampDay,
  dateOfDay,
  dayNumber,
  type LocalDate,
  monthOf,
  yearOf,
} from '../../calendar/index.ts';
import type { Duty, Recurrence } from '../../mechanism/duty.ts';

/** A duty by the calendar, whatever set its interval. */
export type Every = Extract<Recurrence, { type: 'every' }>;
export type OnEvent = Extract<Recurrence, { type: 'event' }>;

/** So many days before its due date an occurrence can be done, by how far apart they are. */
export const opensDaysBefore = { day: 0, week: 3, month: 14, quarter: 30, year: 45 } as const;
/** So many business days before the due date its owner is reminded; 0: not at all. */
export const remindBusinessDaysBefore = { day: 0, week: 1, month: 3, quarter: 5, year: 10 } as const;
export type Pace = keyof typeof opensDaysBefore;

export function paceOf(unit: Every['unit'], count: number): Pace {
  if (unit === 'day') return count < 7 ? 'day' : count < 28 ? 'week' : 'month';
  if (unit === 'week') return count < 4 ? 'week' : 'month';
  return count < 3 ? 'month' : count < 12 ? 'quarter' : 'year';
}

/** What the dates of a duty follow from. */
export interface Rhythm {
  readonly every: Every;
  readonly calendar: BusinessCalendar;
  readonly fiscalYearStartMonth: number;
  /** Periods between two occurrences, by the value in force on that day. */
  countOn(date: LocalDate): number;
}

/** 1970-01-05, the first Monday, is day 4. */
const mondayShift = 3;

/** Months, weeks or days since 1970: periods as numbers, so that an interval is a difference. */
export function periodIndex(unit: Every['unit'], date: LocalDate): number {
  if (unit === 'month') return yearOf(date) * 12 + monthOf(date) - 1;
  return unit === 'week' ? Math.floor((dayNumber(date) + mondayShift) / 7) : dayNumber(date);
}

/** The date by the rule in a period: a 31st in June is the 30th, a week is its Monday. */
export function nominalIn({ every, calendar }: Pick<Rhythm, 'every' | 'calendar'>, index: number): LocalDate {
  if (every.unit === 'day') return dateOfDay(index);
  if (every.unit === 'week') return dateOfDay(index * 7 - mondayShift);
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  if ('day' in every.on) return clampDay(year, month, every.on.day);
  const first = clampDay(year, month, 1);
  return every.on.businessDay === 'first' ? calendar.firstBusinessDayOfMonth(first) : calendar.lastBusinessDayOfMonth(first);
}

/** The first month of the phase that a fiscal month gives; null where the duty has none or its interval fits no year. */
function phaseOf({ every, fiscalYearStartMonth }: Rhythm, count: number): { readonly of: number; readonly by: number } | null {
  if (every.unit !== 'month' || every.fiscalMonth === undefined) return null;
  return { of: fiscalYearStartMonth - 1 + every.fiscalMonth - 1, by: 12 % count === 0 ? count : 12 };
}
const inPhase = (index: number, phase: { of: number; by: number }): boolean => (index - phase.of) % phase.by === 0;

/**
 * Whether a period belongs to the chain after the last one. By the interval in force on that day: so many periods apart, or a
 * multiple of it (a shorter interval asks nothing of the time before it), in the phase of the fiscal year where that fits.
 */
function follows(rhythm: Rhythm, last: number, index: number): boolean {
  const count = rhythm.countOn(nominalIn(rhythm, index));
  const phase = phaseOf(rhythm, count);
  if (phase !== null && phase.by === count) return inPhase(index, phase);
  return (index - last) % count === 0;
}

/**
 * The dates by the rule after the last one (`last`), or from the anchor on where there is none, up to `until`. It follows from the
 * dates and the values of their days alone, never from when it was asked: that is why nothing is lost or doubled.
 */
export function nominalsAfter(rhythm: Rhythm, from: { last: LocalDate | null; anchor: LocalDate }, until: LocalDate): LocalDate[] {
  const { unit } = rhythm.every;
  const dates: LocalDate[] = [];
  let last = from.last === null ? null : periodIndex(unit, from.last);
  const end = periodIndex(unit, until);
  for (let index = last === null ? periodIndex(unit, from.anchor) : last + 1; index <= end; index += 1) {
    const nominal = nominalIn(rhythm, index);
    if (nominal > until) break;
    if (last === null ? !begins(rhythm, index, nominal, from.anchor) : !follows(rhythm, last, index)) continue;
    dates.push(nominal);
    last = index;
  }
  return dates;
}

function begins(rhythm: Rhythm, index: number, nominal: LocalDate, anchor: LocalDate): boolean {
  if (nominal < anchor) return false;
  const phase = phaseOf(rhythm, rhythm.countOn(nominal));
  return phase === null || inPhase(index, phase);
}

/** The next date by the rule, as far as it can be told; null beyond three years, or beyond the known holidays. */
export function nextNominal(rhythm: Rhythm, from: { last: LocalDate | null; anchor: LocalDate }): LocalDate | null {
  const start = from.last ?? from.anchor;
  for (const days of [70, 400, 1_200]) {
    const until = addDays(start, days);
    if (!rhythm.calendar.knows(addDays(until, 40))) return null;
    const [next] = nominalsAfter(rhythm, from, until);
    if (next !== undefined) return next;
  }
  return null;
}

/** Permanent key of a period within its duty: 2026-11, 2026-W47, 2026-11-22. */
export function periodKey(unit: Every['unit'], nominal: LocalDate): string {
  if (unit === 'month') return nominal.slice(0, 7);
  if (unit === 'day') return nominal;
  // ISO 8601: a week belongs to the year of its Thursday.
  const thursday = addDays(nominal, 3);
  const week = Math.floor((dayNumber(thursday) - dayNumber(`${thursday.slice(0, 4)}-01-01`)) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

/** Business day by the duty's rule of shifting. */
export const dueOf = (shift: Duty['shift'], nominal: LocalDate, calendar: BusinessCalendar): LocalDate => calendar.shift(nominal, shift);

/** From when it can be done; never before duties began. */
export function opensOf(pace: Pace, due: LocalDate, anchor: LocalDate): LocalDate {
  const opens = addDays(due, -opensDaysBefore[pace]);
  return opens < anchor ? anchor : opens;
}

/** The owner has at least so many business days to confirm that nothing happened. */
export const quietBusinessDaysMin = 5;

/** The last business day of a month: what is asked on different days falls due together, and can be answered in one go. */
export const quietDueOf = (nominal: LocalDate, calendar: BusinessCalendar): LocalDate =>
  calendar.lastBusinessDayOfMonth(calendar.addBusinessDays(nominal, quietBusinessDaysMin));

/**
 * The days on which it is asked whether really nothing happened, each so many months after the last event or the last such day, up
 * to `until`. `events` are the days of events in any order.
 */
export function quietDays(quietMonths: number, from: LocalDate, events: readonly LocalDate[], until: LocalDate): LocalDate[] {
  if (quietMonths <= 0) return [];
  const days: LocalDate[] = [];
  const sorted = events.filter((day) => day > from).sort();
  for (let [cursor, next] = [from, 0]; ; ) {
    const day = addMonths(cursor, quietMonths);
    const event = sorted[next];
    if (event !== undefined && event <= day) {
      cursor = event;
      next += 1;
    } else {
      if (day > until) return days;
      days.push(day);
      cursor = day;
    }
  }
}

import { Fault } from '../base/fault.ts';
import { type Words, words } from '../base/text.ts';
import {
  addDays,
  addMonths,
  dateOf,
  daysInMonth,
  firstDayOfMonth,
  isLocalDate,
  type LocalDate,
  lastDayOfMonth,
  localDateOf,
  localTimeOf,
  monthOf,
  weekdayOf,
  yearOf,
} from './date.ts';
import { type ImportedHoliday, type NationalHolidays, nationalHolidays } from './holidays.ts';

/** Days on which the company is closed, both ends included. `12-29` to `01-03` comes back every year. */
export interface Closure {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface BusinessCalendarSettings {
  readonly closures: readonly Closure[];
  /** 0 is Sunday. */
  readonly openWeekdays: readonly number[];
  /** On the company's clock; `to` may be 24:00. From 22:00 to 06:00 ends on the day after. */
  readonly businessHours: { readonly from: string; readonly to: string };
  readonly extraHolidays: readonly ImportedHoliday[];
  /** 4 where the fiscal year begins in April. */
  readonly fiscalYearStartMonth: number;
}

/** What to do with a date that falls on a day off. */
export type ShiftRule = 'next' | 'previous' | 'none';

export interface CalendarDay {
  readonly date: LocalDate;
  readonly weekday: number;
  readonly holiday: Words | null;
  /** The name of the company's own closure. */
  readonly closure: string | null;
  readonly isBusinessDay: boolean;
  /** False where nobody has told us that year's national holidays: then a missing one says nothing. */
  readonly isKnown: boolean;
}

export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** No company is closed for longer; a search that goes on for longer has met wrong settings. */
const daysSearchedMax = 400;

/**
 * The company's calendar. What needs the national holidays of a year that is not known throws `value-out-of-bounds` and says so;
 * `day` alone answers for every year, with a flag.
 */
export class BusinessCalendar {
  readonly settings: BusinessCalendarSettings;
  readonly #national: NationalHolidays;
  readonly #openWeekdays: ReadonlySet<number>;

  constructor(settings: BusinessCalendarSettings) {
    this.settings = settings;
    this.#national = nationalHolidays(settings.extraHolidays);
    this.#openWeekdays = new Set(settings.openWeekdays);
  }

  /** National holidays are known from this day to that one. */
  get known(): Span {
    return { from: this.#national.knownFrom, to: this.#national.knownUntil };
  }
  knows(date: LocalDate): boolean {
    return date >= this.#national.knownFrom && date <= this.#national.knownUntil;
  }

  day(date: LocalDate): CalendarDay {
    const weekday = weekdayOf(date);
    const holiday = this.#national.nameOf(date);
    const closure = this.#closureOn(date);
    const isBusinessDay = this.#openWeekdays.has(weekday) && holiday === null && closure === null;
    return { date, weekday, holiday, closure, isBusinessDay, isKnown: this.knows(date) };
  }

  /** All days of a month, `2026-11`. */
  month(month: string): CalendarDay[] {
    const first = `${month}-01`;
    if (!isLocalDate(first)) throw new Fault('bad-request', { problem: 'not a month in the form 2026-11', month: month.slice(0, 40) });
    const [year, number] = [yearOf(first), monthOf(first)];
    return Array.from({ length: daysInMonth(year, number) }, (_, i) => this.day(dateOf(year, number, i + 1)));
  }

  /** A national holiday; the company's own closures are none. */
  isHoliday(date: LocalDate): boolean {
    this.#mustKnow(date);
    return this.#national.nameOf(date) !== null;
  }
  /** The name of the holiday or of the company's closure; null on any other day. */
  nameOf(date: LocalDate): Words | null {
    this.#mustKnow(date);
    const closure = this.#closureOn(date);
    return this.#national.nameOf(date) ?? (closure === null ? null : words(closure, closure));
  }
  isBusinessDay(date: LocalDate): boolean {
    this.#mustKnow(date);
    return this.day(date).isBusinessDay;
  }

  /** The first business day after a date. */
  nextBusinessDay(date: LocalDate): LocalDate {
    return this.#search(addDays(date, 1), 1);
  }
  /** The last business day before a date. */
  previousBusinessDay(date: LocalDate): LocalDate {
    return this.#search(addDays(date, -1), -1);
  }
  /** The nth business day after a date, before it where n is negative; 0 stays, or goes to the next one from a day off. */
  addBusinessDays(date: LocalDate, count: number): LocalDate {
    if (count === 0) return this.shift(date, 'next');
    let at = date;
    for (let i = 0; i < Math.abs(count); i += 1) at = count > 0 ? this.nextBusinessDay(at) : this.previousBusinessDay(at);
    return at;
  }
  /** A date that falls on a day off moves to the next or the previous business day, or stays. */
  shift(date: LocalDate, rule: ShiftRule): LocalDate {
    if (rule === 'none') return date;
    return this.#search(date, rule === 'next' ? 1 : -1);
  }
  firstBusinessDayOfMonth(date: LocalDate): LocalDate {
    return this.shift(firstDayOfMonth(date), 'next');
  }
  lastBusinessDayOfMonth(date: LocalDate): LocalDate {
    return this.shift(lastDayOfMonth(date), 'previous');
  }

  /** The year in which the fiscal year of a date began: 2027-03-31 belongs to 2026 where it begins in April. */
  fiscalYearOf(date: LocalDate): number {
    return yearOf(date) - (monthOf(date) < this.settings.fiscalYearStartMonth ? 1 : 0);
  }
  fiscalYear(year: number): Span {
    const from = dateOf(year, this.settings.fiscalYearStartMonth, 1);
    return { from, to: addDays(addMonths(from, 12), -1) };
  }
  fiscalHalfOf(date: LocalDate): Span & { readonly year: number; readonly half: number } {
    const { index, ...part } = this.#partOf(date, 6);
    return { ...part, half: index };
  }
  fiscalQuarterOf(date: LocalDate): Span & { readonly year: number; readonly quarter: number } {
    const { index, ...part } = this.#partOf(date, 3);
    return { ...part, quarter: index };
  }

  isWithinBusinessHours(at: Date): boolean {
    const { from, to } = this.settings.businessHours;
    const [today, time] = [localDateOf(at), localTimeOf(at)];
    if (from < to) return time >= from && time < to && this.isBusinessDay(today);
    if (time >= from) return this.isBusinessDay(today);
    return time < to && this.isBusinessDay(addDays(today, -1));
  }

  #partOf(date: LocalDate, months: number) {
    const year = this.fiscalYearOf(date);
    const since = (monthOf(date) - this.settings.fiscalYearStartMonth + 12) % 12;
    const index = Math.floor(since / months) + 1;
    const from = addMonths(dateOf(year, this.settings.fiscalYearStartMonth, 1), (index - 1) * months);
    return { year, index, from, to: addDays(addMonths(from, months), -1) };
  }

  #search(date: LocalDate, step: 1 | -1): LocalDate {
    let at = date;
    for (let i = 0; i < daysSearchedMax; i += 1, at = addDays(at, step)) if (this.isBusinessDay(at)) return at;
    throw new Fault('value-out-of-bounds', {
      value: 'closures',
      ja: `${date}から${daysSearchedMax}日のあいだに営業日がありません。営業する曜日と休業日を見直してください。`,
      en: `There is no business day within ${daysSearchedMax} days of ${date}. Look at the open weekdays and the closures.`,
    });
  }

  #closureOn(date: LocalDate): string | null {
    for (const { from, to, name } of this.settings.closures) {
      const day = from.length === 5 ? date.slice(5) : date;
      if (from <= to ? day >= from && day <= to : day >= from || day <= to) return name;
    }
    return null;
  }

  #mustKnow(date: LocalDate): void {
    if (isLocalDate(date) && this.knows(date)) return;
    const { from, to } = this.known;
    throw new Fault('value-out-of-bounds', {
      value: 'date',
      ja: `${date.slice(0, 10)}の祝日は分かりません。分かるのは${from}から${to}までです。`,
      en: `National holidays of ${date.slice(0, 10)} are not known; known are ${from} to ${to}.`,
    });
  }
}

import { Fault } from '../base/fault.ts';

/** A day as people in the company say it: `2026-11-22`. Two of them compare as text. */
export type LocalDate = string;

/** Where the company is. Japan has known no summer time since 1951, so that the offset is one number. */
export const companyTimeZone = 'Asia/Tokyo';
const offsetMs = 9 * 3_600_000;
const dayMs = 86_400_000;

const form = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;

/** True for a day that exists: 2028-02-29 does, 2027-02-29 does not. */
export function isLocalDate(text: string): boolean {
  const [, year, month, day] = form.exec(text) ?? [];
  if (year === undefined) return false;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month));
}

/** The day's number, counted from 1970-01-01. Throws `bad-request` for what is no day. */
export function dayNumber(date: LocalDate): number {
  if (!isLocalDate(date)) throw new Fault('bad-request', { problem: 'not a date in the form 2026-11-22', date: date.slice(0, 40) });
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

export const dateOfDay = (day: number): LocalDate => new Date(day * dayMs).toISOString().slice(0, 10);

const two = (value: number): string => String(value).padStart(2, '0');
export const dateOf = (year: number, month: number, day: number): LocalDate => `${year}-${two(month)}-${two(day)}`;
export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
export const dayOfMonth = (date: LocalDate): number => Number(date.slice(8, 10));

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumber(date) + days);

/** Days from the first to the second; negative where the second is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** 0 is Sunday, 6 Saturday. */
export const weekdayOf = (date: LocalDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7;

/** The day of that number in a month, or the month's last where it has no such day: 31 in June is the 30th. */
export const clampDay = (year: number, month: number, day: number): LocalDate =>
  dateOf(year, month, Math.min(Math.max(day, 1), daysInMonth(year, month)));

export const lastDayOfMonth = (date: LocalDate): LocalDate => clampDay(yearOf(date), monthOf(date), 31);
export const firstDayOfMonth = (date: LocalDate): LocalDate => dateOf(yearOf(date), monthOf(date), 1);

/** So many months on, on the same day of the month or the month's last: 2026-01-31 and one month is 2026-02-28. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  dayNumber(date);
  const count = yearOf(date) * 12 + (monthOf(date) - 1) + months;
  return clampDay(Math.floor(count / 12), (count % 12) + 1, dayOfMonth(date));
}

/** The moment at which a day begins in the company. */
export const startOfDay = (date: LocalDate): Date => new Date(dayNumber(date) * dayMs - offsetMs);

/** Which day it is in the company at a moment. */
export const localDateOf = (at: Date): LocalDate => new Date(at.getTime() + offsetMs).toISOString().slice(0, 10);

/** `09:05`: what the clock on the company's wall shows at a moment. */
export const localTimeOf = (at: Date): string => new Date(at.getTime() + offsetMs).toISOString().slice(11, 16);

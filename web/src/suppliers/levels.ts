import type { Figure, ServiceLevel } from '../api/suppliers-types.ts';

/** `not-due`: it was agreed so lately that no figure can be there yet. */
export type LevelStanding = 'met' | 'not-met' | 'not-reported' | 'not-due';

/** How a level stands by its newest month, as the check of 8.21.b says it. `due`: the newest month whose figure has to be there. */
export function standingOf({ figures: [newest], since }: Pick<ServiceLevel, 'figures' | 'since'>, due: string): LevelStanding {
  const dueAlready = since.slice(0, 7) <= due;
  if (newest === undefined || (dueAlready && newest.month < due)) return dueAlready ? 'not-reported' : 'not-due';
  return newest.kept ? 'met' : 'not-met';
}

/** How many months back a figure can be entered. */
const monthsBack = 24;

/** The months whose figure can be entered, the newest first: from the one in which it was agreed until this one. `today`: 2026-11-24. */
export function monthsToEnter(since: string, today: string): readonly string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const all = Array.from({ length: monthsBack }, (_, back) => {
    const count = year * 12 + (month - 1) - back;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
  return all.filter((each) => each >= since.slice(0, 7));
}

/** The month that is most likely meant: the oldest that is due and lacks its figure, else the newest that can be entered. */
export function monthMeant(months: readonly string[], figures: readonly Pick<Figure, 'month'>[], due: string): string | undefined {
  const newest = figures[0]?.month ?? '';
  return months.findLast((each) => each <= due && each > newest) ?? months.find((each) => each <= due) ?? months[0];
}

export type Typed = { readonly value: number } | { readonly wrong: 'empty' | 'no-number' | 'bounds' | 'digits' };
const largest = 1_000_000_000;

/** A figure as it was typed. `read`: the reader of numbers; full-width digits and separators count. */
export function figureTyped(read: number | string | null): Typed {
  if (read === null) return { wrong: 'empty' };
  if (typeof read === 'string') return { wrong: 'no-number' };
  if (Math.abs(read) > largest) return { wrong: 'bounds' };
  return Number(read.toFixed(4)) === read ? { value: read } : { wrong: 'digits' };
}

/** The unit as people write it: 99.9% and 4時間 without a space, words in Latin letters with one. */
export const withUnit = (value: number, unit: string): string => `${value}${/^[a-z]/i.test(unit) ? ' ' : ''}${unit}`;

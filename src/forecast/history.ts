import { Fault } from '../base/fault.ts';
import type { DailyPeak, Silence } from './shapes.ts';

/** Days of a disk without holes, as shares of its present size. The last one is today. */
export type History = { readonly shares: Float64Array; readonly lastDay: number };

/** No forecast before so many days have been seen. */
const leastDays = 21;
/** Of the last three weeks so many days must have been measured. */
const leastMeasured = 15;
/** What lies before a longer hole says nothing of today. */
const longestHole = 14;
/** Older days are not looked at. */
const mostDays = 400;
/** A volume that was grown or shrunk by more than this, and then also holds another amount, was replaced. */
const anotherSize = 0.02;
const anotherAmount = 0.1;

const refuse = (field: string, index: number): never => {
  throw new Fault('value-out-of-bounds', { field, index });
};

const checkAll = (daily: readonly DailyPeak[]): void => {
  for (let i = 0; i < daily.length; i++) {
    const { day, peak, size } = daily[i]!;
    if (!Number.isSafeInteger(day) || (i > 0 && day <= daily[i - 1]!.day)) refuse('day', i);
    if (!Number.isFinite(peak) || peak < 0) refuse('peak', i);
    if (!Number.isFinite(size) || size <= 0) refuse('size', i);
  }
};

/** Whether between two entries the disk became another one, so that the days before it tell nothing. */
const isBreak = (before: DailyPeak, after: DailyPeak): boolean =>
  after.day - before.day > longestHole ||
  (Math.abs(after.size - before.size) > anotherSize * before.size &&
    Math.abs(after.peak - before.peak) > anotherAmount * Math.min(before.size, after.size));

/** The days that count, or why they are too few. A volume that only grew keeps its past: what it holds grows as it did. */
export const historyOf = (daily: readonly DailyPeak[]): History | { readonly because: Silence } => {
  checkAll(daily);
  const last = daily.at(-1);
  if (!last) return { because: 'short-history' };
  let from = daily.length - 1;
  while (from > 0 && last.day - daily[from - 1]!.day < mostDays && !isBreak(daily[from - 1]!, daily[from]!)) from--;
  const first = daily[from]!;
  const span = last.day - first.day + 1;
  if (span < leastDays) return { because: from > 0 && last.day - daily[0]!.day + 1 >= leastDays ? 'gaps' : 'short-history' };
  if (daily.slice(from).filter(({ day }) => last.day - day < leastDays).length < leastMeasured) return { because: 'gaps' };
  const shares = new Float64Array(span);
  for (let i = from; i < daily.length; i++) {
    const at = daily[i]!.day - first.day;
    shares[at] = daily[i]!.peak / last.size;
    const before = i > from ? daily[i - 1]!.day - first.day : at;
    for (let hole = before + 1; hole < at; hole++) {
      shares[hole] = shares[before]! + ((shares[at]! - shares[before]!) * (hole - before)) / (at - before);
    }
  }
  return { shares, lastDay: last.day };
};

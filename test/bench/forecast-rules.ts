import type { DailyPeak } from '../../src/forecast/index.ts';
import type { Disk, GrowthKind } from './disks.ts';

/** What counts, in docs/forecast.md: fills, warnings, days of false alarm, hits of the number of days. */
export type Verdict = { readonly warn: boolean; readonly days: number | null; readonly low?: number; readonly high?: number | null };
/** What a method says at the end of `day`, from that day and the days before it. */
export type Method = (disk: Disk, day: number) => Verdict;

export const firstDay = 20;
export const horizon = 14;

export type Tally = {
  disks: number;
  fills: number;
  warned7: number;
  stood7: number;
  months: number;
  falseDays: number;
  falseDays14: number;
  asked14: number;
  given14: number;
  within14: number;
  errors: Record<28 | 14 | 7, number[]>;
  ranges: number;
  inRange: number;
};

export const emptyTally = (): Tally => ({
  disks: 0,
  fills: 0,
  warned7: 0,
  stood7: 0,
  months: 0,
  falseDays: 0,
  falseDays14: 0,
  asked14: 0,
  given14: 0,
  within14: 0,
  errors: { 28: [], 14: [], 7: [] },
  ranges: 0,
  inRange: 0,
});

/** Follows one disk day by day until it fills or `days` have passed, and adds what a method said to each of the tallies. */
export const follow = (disk: Disk, method: Method, days: number, tallies: readonly Tally[]): void => {
  const full = disk.fullOn !== null && disk.fullOn < days ? disk.fullOn : null;
  const end = full ?? days;
  if (end <= firstDay) return;
  const said = new Map<number, Verdict>();
  for (let day = firstDay; day < end; day++) said.set(day, method(disk, day));
  const fullIn = (day: number): number => (disk.fullOn === null ? Number.POSITIVE_INFINITY : disk.fullOn - day);
  for (const tally of tallies) {
    tally.disks++;
    tally.months += (end - firstDay) / 30;
    for (const [day, { warn }] of said) {
      if (warn && fullIn(day) > 2 * horizon) tally.falseDays++;
      if (warn && fullIn(day) > horizon) tally.falseDays14++;
    }
    if (full === null || full - 7 < firstDay) continue;
    tally.fills++;
    if (said.get(full - 7)!.warn) tally.stood7++;
    for (let day = full - 7; day >= full - horizon; day--) {
      if (!said.get(day)?.warn) continue;
      tally.warned7++;
      break;
    }
    for (const lead of [28, 14, 7] as const) {
      const days = said.get(full - lead)?.days;
      if (days !== null && days !== undefined) tally.errors[lead].push(Math.abs(days - lead) / lead);
    }
    const at = said.get(full - horizon);
    if (!at) continue;
    tally.asked14++;
    if (at.days === null) continue;
    tally.given14++;
    if (Math.abs(at.days - horizon) <= horizon / 4) tally.within14++;
    if (at.low === undefined) continue;
    tally.ranges++;
    if (at.low <= horizon && (at.high === null || at.high! >= horizon)) tally.inRange++;
  }
};

const share = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10);
const median = (values: number[]): number | null =>
  values.length === 0 ? null : Math.round(1000 * values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!) / 10;

export const summary = (tally: Tally) => ({
  fills: tally.fills,
  warned7Percent: share(tally.warned7, tally.fills),
  stoodOnDay7Percent: share(tally.stood7, tally.fills),
  falseDaysPerMonth: Math.round((1000 * tally.falseDays) / tally.months) / 1000,
  earlyOrFalseDaysPerMonth: Math.round((1000 * tally.falseDays14) / tally.months) / 1000,
  within25PercentOfGiven: share(tally.within14, tally.given14),
  within25PercentOfAll: share(tally.within14, tally.asked14),
  medianErrorPercent: { 28: median(tally.errors[28]), 14: median(tally.errors[14]), 7: median(tally.errors[7]) },
  inRangePercent: share(tally.inRange, tally.ranges),
});

export type ByKind = Map<GrowthKind | 'all', Tally>;

export const dailyOf = (disk: Disk, day: number): DailyPeak[] => {
  const daily: DailyPeak[] = [];
  for (let at = 0; at <= day; at++) daily.push({ day: at, peak: disk.peaks[at]!, size: 1 });
  return daily;
};

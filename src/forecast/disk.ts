import { Fault } from '../base/fault.ts';
import { type Break, breaksOf, withoutBreaks } from './breaks.ts';
import { historyOf } from './history.ts';
import { paceOf } from './pace.ts';
import { type Arrival, arrivalOf, type Course } from './paths.ts';
import type { DailyPeak, DiskForecast, DiskMethod, DiskOptions, WarningCause } from './shapes.ts';
import { teethOf } from './teeth.ts';
import { weekByDifferences, weekByLevels, withoutWeek } from './week.ts';

const usualHorizon = 14;
/** A date further away than this is not worth saying. */
const farthest = 730;
/** What can be foreseen warns when it is clearly more likely than not. */
const foreseenChance = 0.6;
/** Steps and forgotten clean-ups cannot be foreseen; for those one chance in eight is enough. */
const unforeseenChance = 0.13;
/** While the usual clean-up may still come, only a disk that would be full in two thirds of the horizon is worth a warning. */
const soon = 0.65;
/** From this chance on that a clean-up was forgotten, none is counted on. */
const surelyForgotten = 0.6;
/** Steps longer ago are no habit any more. */
const stepsLately = 120;

/** One step is an event, two are a habit. */
const stepsThatCount = (steps: readonly Break[], days: number): readonly Break[] =>
  steps.length >= 2 && steps.some(({ at }) => days - at < stepsLately) ? steps : [];

/** Takes the past apart: the week, steps, clean-ups, and the pace of what is left. */
const courseOf = (shares: Float64Array): Course => {
  const rough = weekByDifferences(shares);
  const weekless = withoutWeek(shares, rough);
  const { steps, drops } = breaksOf(weekless);
  const breaks = [...steps, ...drops];
  const week = rough ? weekByLevels(withoutBreaks(shares, breaks)) : null;
  const pace = paceOf(withoutBreaks(withoutWeek(shares, week), breaks));
  const teeth = teethOf(weekless, drops, Math.max(pace.slope, 0));
  return { pace, week, steps: stepsThatCount(steps, shares.length), seenDays: shares.length, teeth };
};

const dailyRise = ({ steps, seenDays }: Course): number => steps.reduce((sum, { height }) => sum + height, 0) / seenDays;

const methodOf = (course: Course): DiskMethod => {
  if (course.teeth) return 'saw-tooth';
  if (dailyRise(course) > Math.abs(course.pace.slope)) return 'steps';
  if (course.pace.shape === 'curve') return 'accelerating';
  return course.pace.shape === 'new-line' ? 'new-pace' : 'line';
};

type Reach = { readonly days: number; readonly low: number; readonly high: number | null };
const round = (value: number): number => Math.round(value * 10) / 10;

/** The days of the drawn paths; beyond what they draw, those of the line; null where it does not fill. */
const reachOf = ({ middle, low, high }: Arrival, course: Course): Reach | null => {
  if (middle !== null) return { days: round(middle), low: round(low ?? middle), high: high === null ? null : round(high) };
  const { level, slope: continuous, unsure } = course.pace;
  const slope = continuous + dailyRise(course);
  if (course.teeth || slope <= 2 * unsure) return null;
  const days = (1 - level) / slope;
  if (days > farthest) return null;
  const slowest = slope - 1.28 * unsure;
  const soonest = low ?? (1 - level) / (slope + 1.28 * unsure);
  return { days: round(days), low: round(Math.min(days, soonest)), high: slowest > 0 ? round((1 - level) / slowest) : null };
};

/**
 * When a disk will be full, and whether somebody should be warned today. `daily` is oldest first, one entry a day at most; days may be
 * missing; the last entry is today. Under 21 days it is silent, and of a disk that already is full it says so. Refuses what is not finite,
 * negative, without size or out of order (`value-out-of-bounds`).
 */
export function forecastDisk(daily: readonly DailyPeak[], options: DiskOptions = {}): DiskForecast {
  const horizon = options.horizonDays ?? usualHorizon;
  if (!Number.isFinite(horizon) || horizon < 1 || horizon > 90) throw new Fault('value-out-of-bounds', { field: 'horizonDays' });
  const history = historyOf(daily);
  const last = daily.at(-1);
  const isFull = last !== undefined && last.peak >= last.size;
  if ('because' in history) return { kind: 'silent', because: history.because, warn: isFull, cause: isFull ? 'full' : null };
  const seen = courseOf(history.shares);
  const method = methodOf(seen);
  if (isFull) return { kind: 'filling', days: 0, low: 0, high: 0, method, unless: null, warn: true, cause: 'full' };

  const bare: Course = { ...seen, teeth: null };
  const isForgotten = seen.teeth !== null && seen.teeth.forgotten >= surelyForgotten;
  const course = isForgotten ? bare : seen;
  const arrival = arrivalOf(course);
  const otherwise = course.teeth ? arrivalOf(bare) : null;

  const cause = ((): WarningCause | null => {
    if (arrival.within(horizon) >= foreseenChance) return isForgotten ? 'clean-up-overdue' : 'trend';
    if (otherwise && seen.teeth!.forgotten * otherwise.within(Math.round(horizon * soon)) >= unforeseenChance) return 'clean-up-overdue';
    return course.steps.length > 0 && arrival.within(horizon) >= unforeseenChance ? 'steps' : null;
  })();
  const warn = cause !== null;
  const reach = reachOf(arrival, course);
  if (reach) return { kind: 'filling', ...reach, method, unless: null, warn, cause };
  const without = otherwise && reachOf(otherwise, bare);
  if (without) return { kind: 'filling', ...without, method, unless: 'usual-clean-up', warn, cause };
  return { kind: 'stable', warn, cause };
}

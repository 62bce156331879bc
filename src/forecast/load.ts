import { Fault } from '../base/fault.ts';
import { solve } from './linear.ts';
import { median, quantile, sorted } from './robust.ts';
import type { LoadForecast, LoadHour } from './shapes.ts';

const day = 24;
const week = 7 * day;
/** No forecast before three weeks; older than twelve weeks says nothing of today. */
const leastHours = 3 * week;
const mostHours = 12 * week;
/** Of the last three weeks so much must have been measured. */
const leastMeasured = 0.7;
/** Rounds in which hours that fit badly lose weight (Huber), and from how many spreads on they do. */
const rounds = 3;
const badFrom = 1.5;
/** What is left over in days that were learned from is less than in days to come: the range of four in five lies at these ends of it. */
const tail = 0.06;
/** Keeps the equations solvable where two hours are always alike. */
const smallest = 1e-6;

type Filled = {
  readonly values: Float64Array;
  readonly tamed: Float64Array;
  readonly measured: Uint8Array;
  readonly scale: number;
  readonly centre: number;
};

/** Holes are filled by the same hour a week before, else a day before; what is filled is looked at but never learned from. */
const fillHoles = (hourly: readonly (number | null)[]): Filled => {
  const known = hourly.filter((value) => value !== null);
  const centre = median(known);
  const scale = Math.sqrt(known.reduce((sum, value) => sum + (value - centre) ** 2, 0) / known.length) || 1;
  const values = new Float64Array(hourly.length);
  const measured = new Uint8Array(hourly.length);
  for (let t = 0; t < hourly.length; t++) {
    const value = hourly[t]!;
    measured[t] = value === null ? 0 : 1;
    if (value !== null) values[t] = (value - centre) / scale;
    else values[t] = t >= week ? values[t - week]! : t >= day ? values[t - day]! : 0;
  }
  return { values, tamed: tame(values), measured, scale, centre };
};

/** The same hour on the last two days that are known by then, and on the same weekday of the last two weeks. */
const lagsOf = (ahead: number): number[] => {
  const weeks = Math.ceil(ahead / 7);
  return [...new Set([ahead * day, (ahead + 1) * day, weeks * week, (weeks + 1) * week])];
};

/** How far beyond its neighbours an hour may be before what follows is learned from it. */
const wildFrom = 3;

/**
 * What is forecast from: an hour more than a week ago that is far beyond the same hour of the days and weeks on both sides of it is drawn
 * to them. It happened, but nothing followed.
 */
const tame = (values: Float64Array): Float64Array => {
  const changes = new Float64Array(values.length - week);
  for (let t = week; t < values.length; t++) changes[t - week] = Math.abs(values[t]! - values[t - week]!);
  const room = wildFrom * 1.4826 * median(changes);
  const tamed = values.slice();
  for (let t = week; t < values.length - week; t++) {
    const about = [values[t - week]!, values[t - day]!, values[t + day]!, values[t + week]!];
    tamed[t] = Math.min(Math.max(...about) + room, Math.max(Math.min(...about) - room, values[t]!));
  }
  return tamed;
};

type Rule = { readonly lags: readonly number[]; readonly weights: Float64Array; readonly low: number; readonly high: number };

/** How each hour of the past followed from the hours before it, and what was left over. */
const learn = ({ values, tamed, measured }: Filled, lags: readonly number[]): Rule | null => {
  const from = Math.max(...lags);
  const rows: number[] = [];
  for (let t = from; t < values.length; t++) if (measured[t] && lags.every((lag) => measured[t - lag])) rows.push(t);
  if (rows.length < 2 * day) return null;
  const size = lags.length + 1;
  const trust = new Float64Array(rows.length).fill(1);
  const left = new Float64Array(rows.length);
  let weights = new Float64Array(size);
  const x = new Float64Array(size).fill(1);
  for (let round = 0; round <= rounds; round++) {
    const matrix = Array.from({ length: size }, () => new Float64Array(size + 1));
    for (let row = 0; row < rows.length; row++) {
      const t = rows[row]!;
      for (let a = 1; a < size; a++) x[a] = tamed[t - lags[a - 1]!]!;
      for (let a = 0; a < size; a++) {
        const part = trust[row]! * x[a]!;
        for (let b = a; b < size; b++) matrix[a]![b]! += part * x[b]!;
        matrix[a]![size]! += part * values[t]!;
      }
    }
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < a; b++) matrix[a]![b] = matrix[b]![a]!;
      matrix[a]![a]! += smallest * rows.length;
    }
    weights = solve(matrix);
    for (let row = 0; row < rows.length; row++) left[row] = values[rows[row]!]! - follows(tamed, rows[row]!, lags, weights);
    if (round === rounds) break;
    const usual = badFrom * 1.4826 * median(left.map(Math.abs)) + 1e-9;
    for (let row = 0; row < rows.length; row++) trust[row] = Math.min(1, usual / Math.max(1e-12, Math.abs(left[row]!)));
  }
  const ascending = sorted(left);
  return { lags, weights, low: Math.min(0, quantile(ascending, tail)), high: Math.max(0, quantile(ascending, 1 - tail)) };
};

const follows = (tamed: Float64Array, t: number, lags: readonly number[], weights: Float64Array): number => {
  let sum = weights[0]!;
  for (let a = 0; a < lags.length; a++) sum += weights[a + 1]! * tamed[t - lags[a]!]!;
  return sum;
};

/**
 * The load of the hours to come. `hourly` is oldest first, one entry an hour, null where nothing was measured; its last entry is the hour
 * that has just ended. Each day ahead has a rule of its own, learned from the past: how an hour follows from the same hour of the last
 * known days and of the same weekday in the last weeks. Nothing is forecast below 0 where nothing ever was. Refuses what is not finite,
 * and a horizon that is not 1 to 672 hours (`value-out-of-bounds`).
 */
export function forecastLoad(hourly: readonly (number | null)[], horizonHours: number): LoadForecast {
  if (!Number.isSafeInteger(horizonHours) || horizonHours < 1 || horizonHours > 4 * week) {
    throw new Fault('value-out-of-bounds', { field: 'horizonHours' });
  }
  const bad = hourly.findIndex((value) => value !== null && !Number.isFinite(value));
  if (bad >= 0) throw new Fault('value-out-of-bounds', { field: 'hourly', index: bad });
  const first = hourly.findIndex((value) => value !== null);
  const past = hourly.slice(Math.max(first, hourly.length - mostHours, 0));
  if (first < 0 || past.length < leastHours) return { kind: 'silent', because: 'short-history' };
  if (past.slice(-leastHours).filter((value) => value !== null).length < leastMeasured * leastHours)
    return { kind: 'silent', because: 'gaps' };
  const filled = fillHoles(past);
  const least = past.some((value) => value !== null && value < 0) ? Number.NEGATIVE_INFINITY : 0;
  const asLoad = (value: number): number => Math.max(least, value * filled.scale + filled.centre);
  const hours: LoadHour[] = [];
  let rule: Rule | null = null;
  for (let hour = 0; hour < horizonHours; hour++) {
    if (hour % day === 0) rule = learn(filled, lagsOf(hour / day + 1)) ?? rule;
    if (!rule) return { kind: 'silent', because: 'gaps' };
    const expected = follows(filled.tamed, past.length + hour, rule.lags, rule.weights);
    hours.push({ expected: asLoad(expected), low: asLoad(expected + rule.low), high: asLoad(expected + rule.high) });
  }
  return { kind: 'expected', hours };
}

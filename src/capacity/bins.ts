/** What fell into one span of time: five minutes, an hour or a day. All numbers are steps (metric.ts). */
export interface Bin {
  /** The span's number: five minutes of the day (0–287), hour of the day (0–23), or day since 1970-01-01. */
  readonly slot: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of the five-minute means within; in a span of five minutes it is the highest value. */
  readonly p95: number;
  readonly last: number;
  /** Seconds from the beginning of the span to the last value in it: what is older came before or twice. Only in five-minute spans. */
  readonly offset: number;
}

/** Retention, with its reasons: a fortnight to look into what happened, a quarter for the profile of the week, 400 days for a year and a month. */
export const keptDays = { raw: 14, hours: 90, days: 400 } as const;
export const slotSeconds = 300;
export const slotsPerDay = 288;
const slotsPerHour = 12;

/** One of the series of a subject, with its spans in order. `size`: the last one seen (metric.ts), 0 where it has none. */
export interface SeriesBins {
  readonly series: number;
  readonly size: number;
  readonly bins: readonly Bin[];
}

/**
 * The span with one more value, or null where nothing was added: a value of the same moment or an earlier one within the span came
 * twice or too late to be told from that.
 */
export function withValue(bin: Bin | undefined, slot: number, offset: number, value: number): Bin | null {
  if (bin === undefined) return { slot, count: 1, min: value, max: value, mean: value, p95: value, last: value, offset };
  if (offset <= bin.offset) return null;
  const count = bin.count + 1;
  const max = Math.max(bin.max, value);
  return {
    slot,
    count,
    min: Math.min(bin.min, value),
    max,
    mean: Math.round((bin.mean * bin.count + value) / count),
    p95: max,
    last: value,
    offset,
  };
}

/** Many spans as one. They are in order, and there is at least one. */
export function rolledUp(slot: number, bins: readonly Bin[]): Bin {
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const bin of bins) {
    count += bin.count;
    sum += bin.mean * bin.count;
    min = Math.min(min, bin.min);
    max = Math.max(max, bin.max);
  }
  const means = bins.map(({ mean }) => mean).sort((a, b) => a - b);
  const p95 = means[Math.max(0, Math.ceil(means.length * 0.95) - 1)]!;
  return {
    slot,
    count,
    min,
    max,
    mean: Math.round(sum / count),
    p95: Math.min(max, Math.max(min, p95)),
    last: bins.at(-1)!.last,
    offset: 0,
  };
}

/** Five-minute spans of a day as its hours. An hour in which nothing was measured is not there: a gap stays a gap. */
export function hoursOf(bins: readonly Bin[]): Bin[] {
  const byHour = new Map<number, Bin[]>();
  for (const bin of bins) {
    const hour = Math.floor(bin.slot / slotsPerHour);
    const list = byHour.get(hour);
    if (list) list.push(bin);
    else byHour.set(hour, [bin]);
  }
  return [...byHour].map(([hour, list]) => rolledUp(hour, list));
}

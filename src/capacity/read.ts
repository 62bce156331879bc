import { dateOfDay, weekdayOf } from '../calendar/index.ts';
import type { Db } from '../db/pool.ts';
import type { Metric } from '../facts/sample.ts';
import { type Bin, hoursOf, keptDays } from './bins.ts';
import { decodeBlock } from './codec.ts';
import { monthsOf } from './forecast.store.ts';
import { hasSize, shown, shownSize } from './metric.ts';
import { dayOf, hourBegins, monthOfDay, slotBegins } from './place.ts';
import { hourDays, rawDays, type SeriesRow } from './read.store.ts';

/** One span as screens show it: percent or milliseconds. */
export interface Point {
  readonly at: Date;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly p95: number;
  readonly last: number;
}

const pointOf =
  (metric: Metric) =>
  (at: Date, { count, min, max, mean, p95, last }: Bin): Point => ({
    at,
    count,
    min: shown(metric, min),
    max: shown(metric, max),
    mean: shown(metric, mean),
    p95: shown(metric, p95),
    last: shown(metric, last),
  });

/** Hours of the last days, those of today out of its five minutes. A gap is not there. */
export async function hourPoints(db: Db, { id, subject, metric }: SeriesRow, days: number, now: Date): Promise<Point[]> {
  const today = dayOf(now);
  const from = today - Math.min(days, keptDays.hours);
  const [blocks, raw] = await Promise.all([hourDays(db, subject, from), rawDays(db, [subject], today - 1)]);
  const hours = new Map(blocks.map(({ day, body }) => [day, binsOf(body, id)]));
  // Yesterday too, until it is rolled up.
  for (const { day, body } of raw) hours.set(day, hoursOf(binsOf(body, id)));
  const point = pointOf(metric);
  return [...hours].sort(([a], [b]) => a - b).flatMap(([day, bins]) => bins.map((bin) => point(hourBegins(day, bin.slot), bin)));
}

/** Days that are over, with what fitted on each. */
export async function dayPoints(db: Db, { id, subject, metric }: SeriesRow, now: Date): Promise<(Point & { readonly size: number })[]> {
  const today = dayOf(now);
  const months = await monthsOf(db, [subject], monthOfDay(today - keptDays.days));
  const point = pointOf(metric);
  return months
    .flatMap(({ body }) => decodeBlock(body).filter(({ series }) => series === id))
    .flatMap(({ size, bins }) =>
      bins
        .filter(({ slot }) => slot >= today - keptDays.days)
        .map((bin) => ({ ...point(hourBegins(bin.slot, 0), bin), size: shownSize(metric, size) })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

const binsOf = (body: Buffer, id: number): readonly Bin[] => decodeBlock(body).find(({ series }) => series === id)?.bins ?? [];

export interface Latest {
  readonly series: number;
  readonly at: Date;
  readonly value: number;
  /** Mean of the hour up to it. */
  readonly hourMean: number;
  readonly size: number | null;
}

/** The newest number of every series of some subjects, of yesterday or today. */
export async function latest(
  db: Db,
  series: readonly { readonly id: number; readonly subject: number; readonly metric: Metric }[],
  now: Date,
): Promise<ReadonlyMap<number, Latest>> {
  const metrics = new Map(series.map(({ id, metric }) => [id, metric]));
  const found = new Map<number, Latest>();
  const blocks = await rawDays(db, [...new Set(series.map(({ subject }) => subject))], dayOf(now) - 1);
  for (const { day, body } of blocks)
    for (const { series: id, size, bins } of decodeBlock(body)) {
      const metric = metrics.get(id);
      const last = bins.at(-1);
      if (metric === undefined || last === undefined) continue;
      const hour = bins.filter(({ slot }) => slot > last.slot - 12);
      const sum = hour.reduce((all, { mean }) => all + mean, 0);
      found.set(id, {
        series: id,
        at: slotBegins(day, last.slot),
        value: shown(metric, last.last),
        hourMean: shown(metric, sum / hour.length),
        size: hasSize(metric) ? shownSize(metric, size) : null,
      });
    }
  return found;
}

export interface ProfileHour {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly count: number;
  readonly mean: number;
  readonly max: number;
}

/** The load by the hour of the week, over eight weeks: what is usual when. Hours in which nothing was measured are not there. */
export function weekProfile(points: readonly Point[]): ProfileHour[] {
  const sums = new Map<number, { count: number; sum: number; max: number }>();
  for (const { at, mean, max } of points) {
    const day = dayOf(at);
    const hour = Math.floor((at.getTime() - hourBegins(day, 0).getTime()) / 3_600_000);
    const key = weekdayOf(dateOfDay(day)) * 24 + hour;
    const held = sums.get(key) ?? { count: 0, sum: 0, max: 0 };
    sums.set(key, { count: held.count + 1, sum: held.sum + mean, max: Math.max(held.max, max) });
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([key, { count, sum, max }]) => ({ weekday: Math.floor(key / 24), hour: key % 24, count, mean: sum / count, max }));
}

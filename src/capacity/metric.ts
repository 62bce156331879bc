import type { Gauge, Metric } from '../facts/sample.ts';

/** Numbers are stored as whole steps, small enough that neighbours differ by one byte: 0.1 percent, 1/100000 of a disk, 1 ms. */
const steps: Readonly<Record<Metric, number>> = {
  cpu: 10,
  memory: 10,
  load: 10,
  up: 10,
  disk: 100_000,
  inodes: 100_000,
  response: 1,
};

/** What a number of each metric can be at most; beyond it a sender lies or errs. Load is per processor, in percent. */
const most: Readonly<Record<Metric, number>> = {
  cpu: 100,
  memory: 100,
  load: 100_000,
  up: 100,
  disk: 1,
  inodes: 1,
  response: 600_000,
};

export const hasSize = (metric: Metric): boolean => metric === 'disk' || metric === 'inodes';

/** Sizes are kept in KiB, inodes as they are: both fit a double exactly. */
export const storedSize = (metric: Metric, size: number): number => (metric === 'disk' ? Math.round(size / 1024) : Math.round(size));
export const shownSize = (metric: Metric, stored: number): number => (metric === 'disk' ? stored * 1024 : stored);

/** Steps of a reading, or null where it cannot be true. */
export function stepsOf({ metric, value, size }: Pick<Gauge, 'metric' | 'value' | 'size'>): number | null {
  if (!Number.isFinite(value) || value < 0) return null;
  if (!hasSize(metric)) return value <= most[metric] ? Math.round(value * steps[metric]) : null;
  if (size === undefined || !Number.isFinite(size) || size < 1024 || size > 2 ** 60 || value > size) return null;
  return Math.round((value / size) * steps[metric]);
}

/** Percent of disks and inodes, percent of the others, milliseconds of answers. */
export const shown = (metric: Metric, stored: number): number =>
  hasSize(metric) ? (100 * stored) / steps[metric] : stored / steps[metric];
/** The part that is used, from 0 to 1. */
export const share = (metric: Metric, stored: number): number => stored / steps[metric];

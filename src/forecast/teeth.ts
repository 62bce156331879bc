import type { Break } from './breaks.ts';
import { mean, median, pairSlope } from './robust.ts';

/** A habit of clean-ups, learned from those that were seen. */
export type Teeth = {
  /** Days between clean-ups. */
  readonly waits: readonly number[];
  /** Level on the last day before each. */
  readonly tops: readonly number[];
  /** What each removed. */
  readonly removed: readonly number[];
  /** Days since the last one. */
  readonly since: number;
  /** Whether they follow the calendar or the level. */
  readonly by: 'date' | 'level';
  /** Change of the tops from one clean-up to the next. */
  readonly drift: number;
  /** Chance that the one which is due now was forgotten, from how late it is. */
  readonly forgotten: number;
};

/** One clean-up alone makes a habit only if it was a large one. */
const large = 0.1;
/** Before anything is late: one clean-up in ten does not come. */
const everForgotten = 0.1;
/** A spread of few values, held by what is usual. */
const held = (seen: number, count: number, usual: number): number => Math.sqrt((count * seen ** 2 + 2 * usual ** 2) / (count + 2));
/** Share of a logistic distribution with standard deviation 1 beyond z; its tail is long, as people's are. */
const later = (z: number): number => 1 / (1 + Math.exp((z * Math.PI) / Math.sqrt(3)));
const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, values.length - 1));
};

/** Null where there is no habit: no clean-up, or they took away little of what came. `pace` is the usual rise a day. */
export const teethOf = (shares: Float64Array, drops: readonly Break[], pace: number): Teeth | null => {
  const lately = drops.filter(({ at }) => shares.length - at < 200);
  if (lately.length === 0 || (lately.length === 1 && lately[0]!.height > -large)) return null;
  const removed = lately.map(({ height }) => -height);
  const tops = lately.map(({ at }) => Math.max(shares[at - 1]!, shares[Math.max(0, at - 2)]!));
  const waits = lately.slice(1).map(({ at }, i) => at - lately[i]!.at);
  const since = shares.length - lately.at(-1)!.at;
  const usual = waits.length === 0 ? since : mean(waits);
  if (pace > 0 && waits.length > 0 && mean(removed) < 0.25 * pace * usual) return null;
  // Spread of the waits and of the tops, held by what is usual while few were seen.
  const waitSpread = held(deviation(waits), Math.max(0, waits.length - 1), Math.max(1, 0.07 * usual));
  const topSpread = held(deviation(tops), tops.length - 1, 0.02);
  const by = waits.length > 0 && (waits.length < 2 || waitSpread <= topSpread / Math.max(pace, 1e-6)) ? 'date' : 'level';
  const drift =
    tops.length >= 3
      ? pairSlope(
          tops.map((_, i) => i),
          tops,
        )
      : tops.length === 2
        ? tops[1]! - tops[0]!
        : 0;
  const late = (since - usual) / waitSpread;
  const high = (shares.at(-1)! - Math.max(mean(tops), tops.at(-1)! + drift)) / topSpread;
  const surely = waits.length === 0 ? high : waits.length < 3 ? Math.min(late, high) : by === 'date' ? late : high;
  const forgotten = everForgotten / (everForgotten + (1 - everForgotten) * later(surely));
  return { waits, tops, removed, since, by, drift: Math.abs(drift) < 0.1 * median(removed) && drift < 0 ? 0 : drift, forgotten };
};

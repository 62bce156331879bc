import type { Break } from './breaks.ts';
import type { Pace } from './pace.ts';
import { type Dice, diceOf, mean, quantile, sorted } from './robust.ts';
import type { Teeth } from './teeth.ts';
import { type Week, weekAhead } from './week.ts';

/** What the days to come are drawn from. */
export type Course = {
  readonly pace: Pace;
  readonly week: Week | null;
  /** Steps that were seen, and over how many days. */
  readonly steps: readonly Break[];
  readonly seenDays: number;
  /** Clean-ups that are counted on. */
  readonly teeth: Teeth | null;
};

export type Arrival = {
  /** Share of the paths that are full within so many days. */
  readonly within: (days: number) => number;
  /** Days until full of the middle path, of one in ten and of nine in ten; null where that path does not fill within `drawnDays`. */
  readonly middle: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

const pathCount = 200;
/** Beyond it nothing is drawn: the line alone speaks. */
const drawnDays = 150;
/** Part of the pace that changes without a sign. */
const unforeseen = 0.05;
const seed = 20_051;

const pick = <T>(dice: Dice, from: ArrayLike<T>): T => from[Math.floor(dice.even() * from.length)]!;

/** Steps to come at the rate that was seen. The rate of few events is uncertain: drawn from its gamma, by the normal root of it. */
const stepper = (dice: Dice, steps: readonly Break[], seenDays: number): ((day: number) => number) => {
  if (steps.length === 0) return () => 0;
  const rate = Math.max(0.25, Math.sqrt(steps.length) + 0.5 * dice.normal()) ** 2 / seenDays;
  let next = dice.wait() / rate;
  return (day) => {
    let sum = 0;
    while (next <= day) {
      sum += pick(dice, steps).height * (0.7 + 0.6 * dice.even());
      next += dice.wait() / rate;
    }
    return sum;
  };
};

/** Clean-ups to come: what is taken away on a day at a level. By the calendar, what came since the last one less the drift of the tops. */
const cleaner = (dice: Dice, teeth: Teeth | null, slope: number): ((day: number, level: number) => number) => {
  if (!teeth) return () => 0;
  const removed = mean(teeth.removed);
  if (teeth.by === 'level') {
    let top = pick(dice, teeth.tops) + teeth.drift;
    return (_day, level) => {
      if (level < top) return 0;
      top = pick(dice, teeth.tops) + teeth.drift;
      return removed;
    };
  }
  const takes = Math.max(0, Math.min(1.5 * removed, Math.max(0, slope) * mean(teeth.waits)) - teeth.drift);
  let due = Math.max(1, pick(dice, teeth.waits) - teeth.since);
  return (day) => {
    if (day < due) return 0;
    due = day + Math.max(1, pick(dice, teeth.waits));
    return takes;
  };
};

/** Days until one drawn future is full; infinity where it is not within `drawnDays`. */
const walk = (dice: Dice, { pace, week, steps, seenDays, teeth }: Course): number => {
  const slope = pace.slope + Math.hypot(pace.unsure, unforeseen * pace.slope) * dice.normal();
  const comes = stepper(dice, steps, seenDays);
  const goes = cleaner(dice, teeth, slope);
  let added = 0;
  for (let day = 1; day <= drawnDays; day++) {
    added += comes(day);
    const level = pace.level + day * slope + (pace.bend * day * day) / 2 + added + weekAhead(week, day);
    const gone = goes(day, level);
    added -= gone;
    // The peak of the day on which it is cleaned up comes before the clean-up, but at such a moment somebody is looking.
    if (gone === 0 && level + pick(dice, pace.left) >= 1) return day;
  }
  return Number.POSITIVE_INFINITY;
};

/** Whether even the steepest line that is thinkable stays below the top: then nothing need be drawn. */
const staysBelow = ({ pace, week, steps }: Course): boolean => {
  const steepest = Math.max(0, pace.slope + 4 * Math.hypot(pace.unsure, unforeseen * pace.slope));
  const bent = (Math.max(0, pace.bend) * drawnDays ** 2) / 2;
  return steps.length === 0 && pace.level + steepest * drawnDays + bent + Math.max(...pace.left) + Math.max(0, ...(week ?? [])) < 1;
};

/** Draws the days to come two hundred times and reads when they reach 1. The same history draws the same paths. */
export const arrivalOf = (course: Course): Arrival => {
  if (staysBelow(course)) return { within: () => 0, middle: null, low: null, high: null };
  const dice = diceOf(seed);
  const arrivals = sorted(Array.from({ length: pathCount }, () => walk(dice, course)));
  const at = (share: number): number | null => {
    const days = quantile(arrivals, share);
    return Number.isFinite(days) ? days : null;
  };
  return {
    within: (days) => arrivals.filter((arrival) => arrival <= days).length / pathCount,
    middle: at(0.5),
    low: at(0.1),
    high: at(0.9),
  };
};

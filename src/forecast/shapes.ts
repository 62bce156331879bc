/** What one day of a disk showed: the highest use, and how much fits. Both in the same unit, whichever it is (bytes, inodes). */
export type DailyPeak = {
  /** Whole days since 1970-01-01 of the day as the company counts it. */
  readonly day: number;
  readonly peak: number;
  readonly size: number;
};

export type DiskOptions = {
  /** How many days ahead a filling disk is warned of. */
  readonly horizonDays?: number;
};

/** Why no forecast is made. A loud wrong forecast is worse than none. */
export type Silence = 'short-history' | 'gaps';

/** Which reading of the past the number of days comes from. */
export type DiskMethod =
  /** A line through the last twelve weeks, without the ups and downs of the week. */
  | 'line'
  /** The line since the pace changed. */
  | 'new-pace'
  /** Growth that gets faster. */
  | 'accelerating'
  /** It grows in jumps: their usual rate and size. */
  | 'steps'
  /** It grows and is cleaned up again and again: the line since the last clean-up. */
  | 'saw-tooth';

/** Why somebody is warned now. */
export type WarningCause =
  /** The line reaches the top within the horizon. */
  | 'trend'
  /** The jumps that were seen would fill it within the horizon with a chance that is too high. */
  | 'steps'
  /** The usual clean-up is late or due, and without it the disk fills soon. */
  | 'clean-up-overdue'
  /** There is no room left. */
  | 'full';

export type DiskForecast =
  | { readonly kind: 'silent'; readonly because: Silence; readonly warn: boolean; readonly cause: WarningCause | null }
  /** It does not fill within the two years that are looked ahead. */
  | { readonly kind: 'stable'; readonly warn: boolean; readonly cause: WarningCause | null }
  | {
      readonly kind: 'filling';
      /** Days from the last day of the series until the peak reaches the size; 0 where it has. One decimal. */
      readonly days: number;
      /** In four cases of five it is not before `low` days and not after `high` days; null where the end is open. */
      readonly low: number;
      readonly high: number | null;
      readonly method: DiskMethod;
      /** It is cleaned up again and again, and will not fill if that goes on. */
      readonly unless: 'usual-clean-up' | null;
      readonly warn: boolean;
      readonly cause: WarningCause | null;
    };

/** One hour to come. In four cases of five the load is between `low` and `high`. */
export type LoadHour = { readonly expected: number; readonly low: number; readonly high: number };

export type LoadForecast =
  | { readonly kind: 'silent'; readonly because: Silence }
  | { readonly kind: 'expected'; readonly hours: readonly LoadHour[] };

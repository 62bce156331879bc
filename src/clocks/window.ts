/** One measurement: the true offset (positive: the device is ahead) lies within `offsetMs` ± `boundMs`. */
export interface Measured {
  readonly offsetMs: number;
  readonly boundMs: number;
}

/** What several measurements of one stretch of time say together: the true offset lies between the two. */
export interface ClockWindow {
  readonly lowMs: number;
  readonly highMs: number;
  readonly since: Date;
  readonly until: Date;
}

export const windowOf = ({ offsetMs, boundMs }: Measured, at: Date): ClockWindow => ({
  lowMs: offsetMs - boundMs,
  highMs: offsetMs + boundMs,
  since: at,
  until: at,
});

/**
 * The stretch narrowed by one more measurement; null where they exclude one another, because the clock was set or ran away
 * meanwhile. The same measurement twice changes nothing.
 */
export function narrowed(before: ClockWindow, measured: Measured, at: Date): ClockWindow | null {
  const lowMs = Math.max(before.lowMs, measured.offsetMs - measured.boundMs);
  const highMs = Math.min(before.highMs, measured.offsetMs + measured.boundMs);
  return lowMs > highMs ? null : { lowMs, highMs, since: before.since, until: at };
}

/** The middle of the stretch and its uncertainty, in whole milliseconds; the bound never claims more than is known. */
export function estimateOf({ lowMs, highMs }: ClockWindow): Measured {
  const offsetMs = Math.round((lowMs + highMs) / 2);
  return { offsetMs, boundMs: Math.ceil(Math.max(highMs - offsetMs, offsetMs - lowMs)) };
}

export interface DaySummary {
  readonly minMs: number;
  readonly medianMs: number;
  readonly maxMs: number;
}

/** Least, middle and greatest of a day's estimates; of an even number the earlier of the two in the middle. */
export function summaryOf(offsetsMs: readonly number[]): DaySummary {
  const sorted = offsetsMs.toSorted((a, b) => a - b);
  return { minMs: sorted[0]!, medianMs: sorted[Math.ceil(sorted.length / 2) - 1]!, maxMs: sorted.at(-1)! };
}

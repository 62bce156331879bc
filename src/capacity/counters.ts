import type { Counter } from '../facts/sample.ts';

export type Held = Pick<Counter, 'at' | 'busy' | 'total' | 'cores'>;

/** Nearer together than this, rounding says more than the processor; the older reading is kept. */
const nearestMs = 20_000;

/**
 * How busy processors were between two looks, in percent; null where that cannot be said.
 *
 * - `began-anew`: the counters fell, because the machine started again or lost a processor. Nothing is said of the time between.
 * - `gap`: too long apart. An average over a night would hide both the night and the gap.
 * - `backwards`: the later look is not later. The server's clock was set back.
 */
export function busyBetween(
  before: Held | undefined,
  after: Held,
  gapMsMax: number,
): { readonly percent: number } | { readonly percent: null; readonly because: 'first' | 'began-anew' | 'gap' | 'backwards' | 'too-near' } {
  if (before === undefined) return { percent: null, because: 'first' };
  const ms = after.at.getTime() - before.at.getTime();
  if (ms <= 0) return { percent: null, because: 'backwards' };
  if (after.total <= before.total || after.busy < before.busy || after.cores !== before.cores)
    return { percent: null, because: 'began-anew' };
  if (ms < nearestMs) return { percent: null, because: 'too-near' };
  if (ms > gapMsMax) return { percent: null, because: 'gap' };
  return { percent: Math.min(100, (100 * (after.busy - before.busy)) / (after.total - before.total)) };
}

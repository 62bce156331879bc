import { addDays, dateOfDay, dayNumber, daysBetween } from '../calendar/index.ts';
import type { MadeForecast, Outcome } from './forecast.store.ts';

/** A day of a disk: the highest use and what fits, in the same unit. */
export interface DayUse {
  readonly day: number;
  readonly peak: number;
  readonly size: number;
}

/** From here a disk counts as full: nobody can work with the last hundredth. */
export const fullShare = 0.99;
/** Room that was made, in points of percent: the warning was heeded, and nobody knows whether it was right. */
const madeRoom = 0.05;
/** A hit is within a quarter of the days that were told, and a day at least. */
export const hitPart = 0.25;

/**
 * What became of warnings, as far as it is known now; pure. A warning is one from the day on which it began until nobody was warned any
 * more, and is held to the day that it named first. `forecasts` are those of one series in order, each standing until the next.
 *
 * - `hit`, `off`: it filled, within a quarter of the days told or not.
 * - `averted`: room was made before, by a person or a clean-up.
 * - `false-alarm`: the day and its quarter passed, and it is not full.
 * - `missed`: it filled, and nobody was warned the day before.
 */
export function outcomesOf(series: number, daily: readonly DayUse[], forecasts: readonly MadeForecast[], today: string): Outcome[] {
  const found: Outcome[] = [];
  let warning: { readonly from: MadeForecast; ended: string | null } | null = null;
  const warnings: { from: MadeForecast; ended: string | null }[] = [];
  for (const forecast of forecasts) {
    if (forecast.warn && warning === null) {
      warning = { from: forecast, ended: null };
      warnings.push(warning);
    } else if (!forecast.warn && warning !== null) {
      warning.ended = forecast.madeOn;
      warning = null;
    }
  }
  for (const { from } of warnings) {
    const outcome = from.fullOn === null ? null : outcomeOf(daily, from.madeOn, from.fullOn, today);
    if (outcome !== null) found.push({ series, warnedOn: from.madeOn, predictedOn: from.fullOn, ...outcome });
  }
  const isFull = ({ peak, size }: DayUse) => peak >= size * fullShare;
  const firstForecast = forecasts[0]?.madeOn;
  daily.forEach((use, at) => {
    const before = daily[at - 1];
    if (before === undefined || !isFull(use) || isFull(before)) return;
    const day = dateOfDay(use.day);
    const wasWarned = warnings.some(({ from, ended }) => from.madeOn < day && (ended === null || ended >= day));
    if (!wasWarned && firstForecast !== undefined && firstForecast < day)
      found.push({ series, warnedOn: day, predictedOn: null, outcome: 'missed', happenedOn: day });
  });
  return found;
}

function outcomeOf(
  daily: readonly DayUse[],
  madeOn: string,
  fullOn: string,
  today: string,
): Pick<Outcome, 'outcome' | 'happenedOn'> | null {
  const tolerance = Math.max(1, Math.ceil(hitPart * Math.max(0, daysBetween(madeOn, fullOn))));
  const from = dayNumber(madeOn);
  const base = daily.findLast(({ day }) => day <= from);
  if (base === undefined) return null;
  let highest = base.peak / base.size;
  for (const { day, peak, size } of daily) {
    if (day < from) continue;
    const on = dateOfDay(day);
    const share = peak / size;
    if (share >= fullShare) return { outcome: Math.abs(daysBetween(fullOn, on)) <= tolerance ? 'hit' : 'off', happenedOn: on };
    if (on > addDays(fullOn, tolerance)) break;
    if (share < highest - madeRoom || size > base.size * 1.02) return { outcome: 'averted', happenedOn: on };
    highest = Math.max(highest, share);
  }
  return today > addDays(fullOn, tolerance) ? { outcome: 'false-alarm', happenedOn: null } : null;
}

import { dateOfDay } from '../calendar/index.ts';
import { forecastLoad, type LoadHour, type Silence } from '../forecast/index.ts';
import { dayOf, hourBegins } from './place.ts';
import type { Point } from './read.ts';

const hourMs = 3_600_000;
/** A week ahead, and the last week is what the forecast of a week ago is held against. */
const aheadDays = 7;
const aheadHours = aheadDays * 24;

/** The hour of a day in which the most is expected; in four cases of five its load is between `low` and `high`. */
export interface DayAhead extends LoadHour {
  /** `2026-11-24`. */
  readonly day: string;
  /** 0 to 23. */
  readonly hour: number;
}

export interface LoadAhead {
  /** Why nothing is foretold; null where something is. */
  readonly because: Silence | null;
  readonly days: DayAhead[];
  /** How the forecast of a week ago came out: of so many measured hours, so many lay where it said. Null where it would have been silent. */
  readonly hits: { readonly hours: number; readonly within: number } | null;
}

/** What load a week will bring, by its days, from the hours that are over. Units are those of the points. */
export function loadAhead(points: readonly Point[], now: Date): LoadAhead {
  const first = points[0]?.at.getTime();
  const end = Math.floor(now.getTime() / hourMs) * hourMs;
  const hourly = new Array<number | null>(first === undefined ? 0 : Math.max(0, Math.round((end - first) / hourMs))).fill(null);
  for (const { at, mean } of points) {
    const place = Math.round((at.getTime() - first!) / hourMs);
    if (place < hourly.length) hourly[place] = mean;
  }
  const forecast = forecastLoad(hourly, aheadHours);
  const hits = hitsOf(hourly);
  if (forecast.kind === 'silent') return { because: forecast.because, days: [], hits };
  const days = new Map<string, DayAhead>();
  forecast.hours.forEach((each, ahead) => {
    const at = new Date(end + ahead * hourMs);
    const day = dateOfDay(dayOf(at));
    const highest = days.get(day);
    if (highest !== undefined && highest.expected >= each.expected) return;
    days.set(day, { ...each, day, hour: Math.floor((at.getTime() - hourBegins(dayOf(at), 0).getTime()) / hourMs) });
  });
  // Of the last day only some hours are foretold: its busiest may not be among them.
  return { because: null, days: [...days.values()].slice(0, aheadDays), hits };
}

function hitsOf(hourly: readonly (number | null)[]): LoadAhead['hits'] {
  const before = forecastLoad(hourly.slice(0, -aheadHours), aheadHours);
  if (before.kind === 'silent' || hourly.length < aheadHours) return null;
  const came = hourly.slice(-aheadHours).flatMap((value, at) => (value === null ? [] : { value, ...before.hours[at]! }));
  return came.length === 0
    ? null
    : { hours: came.length, within: came.filter(({ value, low, high }) => value >= low && value <= high).length };
}

import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { type LocalDate, startOfDay } from '../../calendar/index.ts';
import type { Pool } from '../../db/pool.ts';
import type { Duty } from '../../mechanism/duty.ts';
import type { Param } from '../../mechanism/param.ts';
import type { DutiesPorts } from './ports.ts';
import { type Every, type OnEvent, type Pace, paceOf, type Rhythm } from './recurrence.ts';

export interface DutiesDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly definitions: readonly Duty[];
  readonly ports: DutiesPorts;
}

/** The dates of a duty, as the company stands now. A day in the past counts by the value that was in force on it. */
export function rhythmOf({ ports }: Pick<DutiesDeps, 'ports'>, every: Every, now: Date): Rhythm {
  return {
    every,
    calendar: ports.calendar(),
    fiscalYearStartMonth: ports.fiscalYearStartMonth(),
    countOn: (date) => intervalAt(ports, every, momentOf(date, now)),
  };
}

const momentOf = (date: LocalDate, now: Date): Date => {
  const day = startOfDay(date);
  return day < now ? day : now;
};

/** Periods between two occurrences at a moment, at least one. */
export const intervalAt = (ports: DutiesPorts, { count }: Every, at: Date): number =>
  Math.max(1, Math.trunc(typeof count === 'number' ? count : (ports.value(count, at) as number)));

/** How long an event leaves, at a moment: business days, days by the calendar, or hours. */
export interface Within {
  readonly unit: 'businessDays' | 'days' | 'hours';
  readonly count: number;
}

export function withinAt(ports: DutiesPorts, { within }: OnEvent, at: Date): Within {
  const number = (given: Param | number): number => (typeof given === 'number' ? given : Number(ports.value(given, at)));
  if ('businessDays' in within) return { unit: 'businessDays', count: number(within.businessDays) };
  if ('days' in within) return { unit: 'days', count: number(within.days) };
  // A choice of hours is named by its hours.
  return { unit: 'hours', count: number(within.hours) };
}

/** How far apart the occurrences of a duty are, for what depends on it: from when it can be done, when to remind. */
export const paceAt = (ports: DutiesPorts, every: Every, at: Date): Pace => paceOf(every.unit, intervalAt(ports, every, at));

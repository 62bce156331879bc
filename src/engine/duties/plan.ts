import { newId } from '../../base/id.ts';
import { addDays, type LocalDate, localDateOf, startOfDay } from '../../calendar/index.ts';
import type { Db } from '../../db/pool.ts';
import type { Duty } from '../../mechanism/duty.ts';
import { type DutiesDeps, intervalAt, rhythmOf } from './deps.ts';
import type { NewOccurrence } from './occurrence.store.ts';
import { eventDays, type NewPeriod, type Reached } from './period.store.ts';
import { dueOf, type Every, nominalsAfter, type OnEvent, opensOf, paceOf, periodKey, quietDays, quietDueOf } from './recurrence.ts';
import { saidPeriod, saidQuiet } from './said.ts';

/** So many days ahead occurrences stand in lists and calendars. */
export const horizonDays = 62;

/** What is to be written for a duty: periods that were reached, and the occurrences of those that applied. */
export interface Plan {
  readonly periods: readonly NewPeriod[];
  readonly occurrences: readonly NewOccurrence[];
}

/** From when a duty counts: since procedures are in force, and never before the product knew it. */
export const anchorOf = (startedOn: LocalDate, { knownOn }: Reached): LocalDate => (startedOn > knownOn ? startedOn : knownOn);

/** What a duty's calendar asks up to the horizon. Reads, and writes nothing. */
export async function planned(deps: DutiesDeps, duty: Duty, from: { reached: Reached; startedOn: LocalDate; at: Date }): Promise<Plan> {
  const anchor = anchorOf(from.startedOn, from.reached);
  return duty.recurrence.type === 'every'
    ? scheduled(deps, duty, duty.recurrence, { ...from, anchor })
    : quiet(deps, duty, duty.recurrence, { ...from, anchor });
}

interface From {
  readonly reached: Reached;
  readonly anchor: LocalDate;
  readonly at: Date;
}

async function scheduled(deps: DutiesDeps, duty: Duty, every: Every, { reached, anchor, at }: From): Promise<Plan> {
  const { ports } = deps;
  const today = localDateOf(at);
  const rhythm = rhythmOf(deps, every, at);
  const nominals = nominalsAfter(rhythm, { last: reached.scheduled, anchor }, addDays(today, horizonDays));
  const periods: NewPeriod[] = [];
  const occurrences: NewOccurrence[] = [];
  const appliesNow = await ports.applies(duty.id, at);
  for (const nominalOn of nominals) {
    const dueOn = dueOf(duty.shift, nominalOn, rhythm.calendar);
    const dueAt = startOfDay(addDays(dueOn, 1));
    const isPast = dueAt <= at;
    const applies = isPast ? await ports.applies(duty.id, dueAt) : appliesNow;
    // What is still to come may apply again until it falls due: the chain waits.
    if (!applies && !isPast) break;
    const key = periodKey(every.unit, nominalOn);
    periods.push({ key, kind: 'scheduled', nominalOn, outcome: applies ? 'opened' : 'not-applicable' });
    if (!applies) continue;
    const count = rhythm.countOn(nominalOn);
    const opensOn = opensOf(paceOf(every.unit, count), dueOn, anchor);
    occurrences.push({
      id: newId(),
      duty: duty.id,
      key,
      kind: 'scheduled',
      title: duty.title,
      about: saidPeriod(every, count, nominalOn, rhythm.calendar.fiscalYearOf(nominalOn)),
      owner: null,
      request: null,
      nominalOn,
      opensOn,
      dueOn,
      dueAt,
      state: opensOn <= today ? 'open' : 'waiting',
    });
  }
  return { periods, occurrences };
}

async function quiet(deps: DutiesDeps, duty: Duty, { quietMonths }: OnEvent, { reached, anchor, at }: From): Promise<Plan> {
  const { ports, pool } = deps;
  const from = reached.quiet !== null && reached.quiet > anchor ? reached.quiet : anchor;
  const today = localDateOf(at);
  const days = quietDays(quietMonths, from, await eventDays(pool as Db, duty.id, from), today);
  const periods: NewPeriod[] = [];
  const occurrences: NewOccurrence[] = [];
  for (const nominalOn of days) {
    const applies = await ports.applies(duty.id, startOfDay(nominalOn));
    const key = `quiet:${nominalOn}`;
    periods.push({ key, kind: 'quiet', nominalOn, outcome: applies ? 'opened' : 'not-applicable' });
    if (!applies) continue;
    const dueOn = quietDueOf(nominalOn, ports.calendar());
    occurrences.push({
      id: newId(),
      duty: duty.id,
      key,
      kind: 'quiet',
      title: duty.title,
      about: saidQuiet(nominalOn),
      owner: null,
      request: null,
      nominalOn,
      opensOn: nominalOn,
      dueOn,
      dueAt: startOfDay(addDays(dueOn, 1)),
      state: 'open',
    });
  }
  return { periods, occurrences };
}

/** How often a duty comes now, as a number of its units. */
export const countNow = ({ ports, clock }: DutiesDeps, every: Every): number => intervalAt(ports, every, clock.now());

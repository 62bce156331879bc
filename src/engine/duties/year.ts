import type { Words } from '../../base/text.ts';
import { addDays, addMonths, clampDay, type LocalDate, lastDayOfMonth, localDateOf } from '../../calendar/index.ts';
import type { Duty, DutyResult } from '../../mechanism/duty.ts';
import { type DutiesDeps, rhythmOf } from './deps.ts';
import { recurrenceOf } from './list.ts';
import type { OccurrenceState } from './occurrence.ts';
import { allReached, type Reached } from './period.store.ts';
import { anchorOf } from './plan.ts';
import { dueOf, nominalsAfter } from './recurrence.ts';
import { Owners } from './who.ts';
import { occurrencesBetween } from './year.store.ts';

/** A date of the plan; `planned` is one by the rule that no occurrence stands for yet. */
export interface PlanEntry {
  readonly dueOn: LocalDate;
  readonly state: OccurrenceState | 'planned';
  readonly result: DutyResult | null;
  readonly occurrence: string | null;
}

export interface PlannedDuty {
  readonly duty: Duty;
  readonly recurrence: Words;
  readonly owner: Words;
  readonly entries: readonly PlanEntry[];
}

export interface YearPlan {
  /** The year in which the fiscal year begins. */
  readonly year: number;
  readonly today: LocalDate;
  /** The first day of each of its twelve months. */
  readonly months: readonly LocalDate[];
  /** Duties that have a date in it, in the order of their definitions. */
  readonly duties: readonly PlannedDuty[];
}

/** A date by the rule shifts by so many days at the most, over the end of its month. */
const shiftDaysMax = 31;

/**
 * The plan of a fiscal year: the occurrences that are there, and after the last of them the dates that follow by the rules and values
 * of today. `year` left out: the fiscal year of today. Days whose holidays nobody knows are not planned. Reads only.
 */
export async function yearPlan(deps: DutiesDeps, year?: number): Promise<YearPlan> {
  const { pool, ports, clock, definitions } = deps;
  const now = clock.now();
  const today = localDateOf(now);
  const wanted = year ?? ports.calendar().fiscalYearOf(today);
  const first = clampDay(wanted, ports.fiscalYearStartMonth(), 1);
  const months = Array.from({ length: 12 }, (_, index) => addMonths(first, index));
  const last = lastDayOfMonth(months.at(-1)!);
  const [found, reached, startedOn, owners] = await Promise.all([
    occurrencesBetween(pool, first, last),
    allReached(pool),
    ports.startedOn(),
    Owners.read(pool, ports, definitions),
  ]);
  const duties: PlannedDuty[] = [];
  for (const duty of definitions) {
    const known = reached.get(duty.id) ?? { knownOn: today, scheduled: null, quiet: null };
    const applies = last >= today && (await ports.applies(duty.id, now));
    const entries = [
      ...found
        .filter((entry) => entry.duty === duty.id)
        .map(({ id, dueOn, state, result }): PlanEntry => ({ dueOn, state, result, occurrence: id })),
      ...(applies ? datesToCome(deps, duty, { known, startedOn: startedOn ?? today, today, last, first }) : []),
    ];
    if (entries.length > 0)
      duties.push({ duty, recurrence: recurrenceOf(deps, duty), owner: owners.of({ duty: duty.id, owner: null }).owner.name, entries });
  }
  return { year: wanted, today, months, duties };
}

interface Span {
  readonly known: Reached;
  readonly startedOn: LocalDate;
  readonly today: LocalDate;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** Dates by the rule beyond the last occurrence. What the past did not ask for is no plan. */
function datesToCome(deps: DutiesDeps, duty: Duty, { known, startedOn, today, first, last }: Span): PlanEntry[] {
  const { recurrence } = duty;
  if (recurrence.type !== 'every') return [];
  const rhythm = rhythmOf(deps, recurrence, deps.clock.now());
  const until = addDays(last, shiftDaysMax);
  if (!rhythm.calendar.knows(addDays(until, shiftDaysMax))) return [];
  return nominalsAfter(rhythm, { last: known.scheduled, anchor: anchorOf(startedOn, known) }, until)
    .map((nominal) => dueOf(duty.shift, nominal, rhythm.calendar))
    .filter((dueOn) => dueOn >= today && dueOn >= first && dueOn <= last)
    .map((dueOn): PlanEntry => ({ dueOn, state: 'planned', result: null, occurrence: null }));
}

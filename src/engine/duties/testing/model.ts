import {
  addDays,
  addMonths,
  type BusinessCalendar,
  lastDayOfMonth,
  localDateOf,
  monthOf,
  startOfDay,
  weekdayOf,
  yearOf,
} from '../../../calendar/index.ts';

/**
 * What the calendar of the trial duties must be, told day by day as somebody with a paper calendar would: no arithmetic of periods, and
 * nothing in common with the engine but the calendar of days off.
 */
export interface World {
  readonly calendar: BusinessCalendar;
  readonly anchor: string;
  readonly horizonDays: number;
  intervalAt(at: Date): number;
  appliesAt(duty: string, at: Date): boolean;
}

type Rule = (day: string, world: World, moment: Date, last: string | null) => boolean;

const isFirstBusinessDay = (day: string, { calendar }: World): boolean => {
  if (!calendar.isBusinessDay(day)) return false;
  for (let before = addDays(day, -1); monthOf(before) === monthOf(day); before = addDays(before, -1))
    if (calendar.isBusinessDay(before)) return false;
  return true;
};
const isLastBusinessDay = (day: string, { calendar }: World): boolean => {
  if (!calendar.isBusinessDay(day)) return false;
  for (let next = addDays(day, 1); monthOf(next) === monthOf(day); next = addDays(next, 1)) if (calendar.isBusinessDay(next)) return false;
  return true;
};
const monthsFrom = (from: string, to: string): number => (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);

const rules: Readonly<Record<string, { readonly isDay: Rule; readonly due: (day: string, world: World) => string }>> = {
  'trial/drill': {
    isDay: (day, world, moment, last) =>
      isFirstBusinessDay(day, world) && (last === null || monthsFrom(last, day) % world.intervalAt(moment) === 0),
    due: (day) => day,
  },
  'trial/review': {
    isDay: (day) => (monthOf(day) === 4 || monthOf(day) === 10) && day === lastDayOfMonth(day),
    due: (day, { calendar }) => {
      let due = day;
      while (!calendar.isBusinessDay(due)) due = addDays(due, 1);
      return due;
    },
  },
  'trial/weekly': {
    isDay: (day) => weekdayOf(day) === 1,
    due: (day, { calendar }) => {
      let due = day;
      while (!calendar.isBusinessDay(due)) due = addDays(due, -1);
      return due;
    },
  },
  'trial/yearly': { isDay: (day, world) => monthOf(day) === 3 && isLastBusinessDay(day, world), due: (day) => day },
};
export const datedDuties = Object.keys(rules);

/** One duty's paper calendar, turned on at each look. */
export class PaperCalendar {
  readonly #duty: string;
  readonly #world: World;
  #last: string | null = null;
  #seenUntil: string | null = null;
  /** Due dates of what was opened, in order. */
  readonly dues: string[] = [];

  constructor(duty: string, world: World) {
    this.#duty = duty;
    this.#world = world;
  }

  /** Looks ahead from a moment on. */
  look(at: Date): void {
    const rule = rules[this.#duty]!;
    const until = addDays(localDateOf(at), this.#world.horizonDays);
    for (let day = this.#seenUntil === null ? this.#world.anchor : addDays(this.#seenUntil, 1); day <= until; day = addDays(day, 1)) {
      const begins = startOfDay(day);
      if (rule.isDay(day, this.#world, begins < at ? begins : at, this.#last)) {
        const due = rule.due(day, this.#world);
        const over = startOfDay(addDays(due, 1));
        const isOver = over <= at;
        const applies = this.#world.appliesAt(this.#duty, isOver ? over : at);
        // What is to come may still apply by then: look again next time.
        if (!applies && !isOver) return;
        if (applies) this.dues.push(due);
        this.#last = day;
        this.#seenUntil = day;
      }
      // A day that was none when it was far away may be one by a new interval: only the last period is behind us for good.
      else if (begins <= at) this.#seenUntil = day;
    }
  }
}

/** Days on which it is asked whether nothing happened, by walking through the days. */
export function quietQuestions(anchor: string, quietMonths: number, events: ReadonlySet<string>, until: string): string[] {
  const asked: string[] = [];
  let cursor = anchor;
  for (let day = addDays(anchor, 1); day <= until; day = addDays(day, 1)) {
    if (events.has(day)) cursor = day;
    else if (day === addMonths(cursor, quietMonths)) {
      asked.push(day);
      cursor = day;
    }
  }
  return asked;
}

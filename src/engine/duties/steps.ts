import { type BusinessCalendar, startOfDay } from '../../calendar/index.ts';
import type { Occurrence, OccurrenceAct, OccurrenceState } from './occurrence.ts';

/** So many business days after its due date an overdue occurrence goes up to the committee, and so many more to management. */
export const committeeAfterBusinessDays = 3;
export const managementAfterBusinessDays = 5;

export interface Standing {
  readonly state: OccurrenceState;
  readonly escalation: number;
  readonly reminded: boolean;
}

/** The clock's next word on an occurrence: what happens, and how it stands then. */
export interface ClockStep extends Standing {
  readonly act: OccurrenceAct;
}

type Dated = Pick<Occurrence, 'opensOn' | 'dueOn' | 'dueAt'>;

interface Timed {
  readonly step: ClockStep;
  readonly from: Date;
}

/**
 * The one thing that the clock does next to an occurrence, and from when; null where nothing is left for it. Computed from dates
 * alone, so that after any stop each step is made once, in order. `remindDays`: business days before the due date, 0 for none.
 */
export function nextStep(one: Dated & Standing, calendar: BusinessCalendar, remindDays: number): Timed | null {
  const { state, escalation, reminded, opensOn, dueOn, dueAt } = one;
  if (state === 'waiting') return { step: { act: 'started', state: 'open', escalation, reminded }, from: startOfDay(opensOn) };
  if (state === 'open') {
    const overdue: Timed = { step: { act: 'overdue', state: 'overdue', escalation, reminded }, from: dueAt };
    const remindOn = reminded || remindDays === 0 ? null : calendar.addBusinessDays(dueOn, -remindDays);
    // Whoever has just been told that it can be done needs no reminder the same day.
    if (remindOn === null || remindOn <= opensOn) return overdue;
    return { step: { act: 'due-soon', state, escalation, reminded: true }, from: startOfDay(remindOn) };
  }
  if (state === 'overdue' && escalation < 2) {
    const days = escalation === 0 ? committeeAfterBusinessDays : committeeAfterBusinessDays + managementAfterBusinessDays;
    const act = escalation === 0 ? 'escalated-committee' : 'escalated-management';
    return {
      step: { act, state, escalation: escalation + 1, reminded },
      from: startOfDay(calendar.addBusinessDays(dueOn, days)),
    };
  }
  return null;
}

/** What the clock has to say until now, in order, and when it speaks next. */
export function stepsUntil(
  one: Dated & Standing,
  at: Date,
  calendar: BusinessCalendar,
  remindDays: number,
): { readonly steps: readonly ClockStep[]; readonly nextAt: Date | null } {
  const steps: ClockStep[] = [];
  for (let now: Dated & Standing = one; ; ) {
    const next = nextStep(now, calendar, remindDays);
    if (next === null || next.from > at) return { steps, nextAt: next?.from ?? null };
    // A reminder that nobody could heed any more is none.
    const missed = next.step.act === 'due-soon' && now.dueAt <= at;
    if (!missed) steps.push(next.step);
    now = { ...now, ...next.step };
  }
}

import { addDays, localDateOf, startOfDay } from '../calendar/index.ts';
import type { ApprovedChange } from '../drift/index.ts';
import type { CaseOnDevices } from '../engine/cases/index.ts';

/** Work in the night of the planned day ends by the next morning. */
export const nightHours = 6;
/** People round off when they say until when they worked, and a device tells of it a little later. */
export const slackMinutes = 30;
const hour = 3_600_000;

/**
 * When a change accounts for what is seen on its devices. Before it is applied: from the beginning of the planned day until the next
 * morning. Once it was: on the day of the application, and no longer than until then. What is put right or undone later counts on its
 * day too. Nothing that was seen before the approval is covered, but by an emergency, which says itself when the work began.
 */
export function windowsOf({ one, events }: Pick<CaseOnDevices, 'one' | 'events'>): ApprovedChange[] {
  const row = one.line;
  if (row === null || one.state === 'calledOff') return [];
  const opening = events[0]?.cells ?? {};
  const later = events
    .filter(({ step }) => step === 'revert' || step === 'correct')
    .map(({ happenedAt }) => ({ row, ...dayUntil(happenedAt), approvedAt: one.openedAt, emergency: true as const }));
  if (one.variant === 'emergency') {
    const [from, until] = [momentOf(opening.startedAt), momentOf(opening.appliedAt)];
    return from === null || until === null
      ? later
      : [{ row, from, until: withSlack(until), approvedAt: one.openedAt, emergency: true }, ...later];
  }
  const approvedAt = events.find(({ step }) => step.startsWith('approve'))?.at;
  if (approvedAt === undefined) return [];
  const applied = events.findLast(({ step }) => step === 'apply')?.happenedAt;
  const plannedOn = typeof opening.plannedOn === 'string' ? opening.plannedOn : null;
  const planned =
    plannedOn === null
      ? null
      : { from: startOfDay(plannedOn), until: new Date(startOfDay(addDays(plannedOn, 1)).getTime() + nightHours * hour) };
  if (applied === undefined) return planned === null ? [] : [{ row, ...planned, approvedAt }];
  const asPlanned = planned !== null && applied >= planned.from && applied <= planned.until;
  const window = asPlanned ? { from: planned.from, until: withSlack(applied) } : dayUntil(applied);
  return [{ row, ...window, approvedAt }, ...later];
}

const withSlack = (until: Date): Date => new Date(until.getTime() + slackMinutes * 60_000);

/** From the beginning of the day, or of the evening before where it was done in the night. */
const dayUntil = (done: Date): { readonly from: Date; readonly until: Date } => ({
  from: startOfDay(localDateOf(new Date(done.getTime() - nightHours * hour))),
  until: withSlack(done),
});

/** A moment on the company's clock as a form holds it. */
const momentOf = (cell: unknown): Date | null => (typeof cell === 'string' ? new Date(`${cell.slice(0, 16)}:00+09:00`) : null);

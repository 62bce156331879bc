import { localDateOf, localTimeOf } from '../calendar/index.ts';

/** The company's day at a moment. */
export const dayOf = localDateOf;

/** The minute of the company's day at a moment. */
export function minuteOf(at: Date): number {
  const [hours, minutes] = localTimeOf(at).split(':');
  return Number(hours) * 60 + Number(minutes);
}

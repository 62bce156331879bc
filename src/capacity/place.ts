import { dateOfDay, dayNumber, localDateOf, startOfDay } from '../calendar/index.ts';
import { slotSeconds } from './bins.ts';

/** Where a moment lies: the company's day, its five minutes, and the seconds within them. */
export interface Place {
  readonly day: number;
  readonly slot: number;
  readonly offset: number;
}

export const dayOf = (at: Date): number => dayNumber(localDateOf(at));
const beginOf = (day: number): number => startOfDay(dateOfDay(day)).getTime();

export function placeOf(at: Date): Place {
  const day = dayOf(at);
  const seconds = Math.floor((at.getTime() - beginOf(day)) / 1000);
  return { day, slot: Math.floor(seconds / slotSeconds), offset: seconds % slotSeconds };
}

/** When a span of five minutes, or an hour, begins. */
export const slotBegins = (day: number, slot: number): Date => new Date(beginOf(day) + slot * slotSeconds * 1000);
export const hourBegins = (day: number, hour: number): Date => new Date(beginOf(day) + hour * 3_600_000);

/** A month as one number, and the days it has. */
export const monthOfDay = (day: number): number => {
  const date = dateOfDay(day);
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
};

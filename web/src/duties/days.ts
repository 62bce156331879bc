/** Days as `2026-11-22`, counted without a time zone: a date is the same day wherever the browser stands. */
const dayMs = 86_400_000;
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;
const dayOfNumber = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);
export const addDays = (day: string, days: number): string => dayOfNumber(numberOf(day) + days);
/** 0 Sunday … 6 Saturday */
export const weekdayOf = (day: string): number => (((numberOf(day) + 4) % 7) + 7) % 7;
/** The Sunday that ends the week of a day; a week begins on Monday. */
export const endOfWeek = (day: string): string => addDays(day, (7 - weekdayOf(day)) % 7);

/** `2026-11` moved by so many months. */
export function addMonths(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const index = year * 12 + number - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
export const lastDayOf = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1);
export const daysOf = (month: string): string[] =>
  Array.from({ length: Number(lastDayOf(month).slice(8)) }, (_, index) => addDays(`${month}-01`, index));

export type When = 'overdue' | 'thisWeek' | 'later';
/** Where something to be done stands in the list: the server says what is overdue, the calendar what this week is. */
export const whenOf = ({ state, dueOn }: { state: string; dueOn: string }, today: string): When =>
  state === 'overdue' ? 'overdue' : dueOn <= endOfWeek(today) ? 'thisWeek' : 'later';

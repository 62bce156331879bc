import { type DutySearch, occurrenceStates } from '../api/duties-types.ts';

type Raw = Record<string, unknown>;

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value) ? value : undefined;
function isDay(value: string): boolean {
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}
const month = (value: unknown): string | undefined =>
  typeof value === 'string' && /^20\d{2}-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;
const whole = (value: unknown, min: number, max: number): number | undefined => {
  const read = Number(value);
  return value !== undefined && Number.isInteger(read) && read >= min && read <= max ? read : undefined;
};

/** What stands after the question mark, read strictly: what does not fit is left out, never an error page. */
export function dutySearch(raw: Raw): DutySearch {
  const read: DutySearch = {
    view: oneOf(raw.view, ['month', 'year', 'quiet'] as const),
    month: month(raw.month),
    year: whole(raw.year, 2000, 2099),
    who: oneOf(raw.who, ['mine', 'all'] as const),
    state: oneOf(raw.state, [...occurrenceStates, 'all'] as const),
    duty: text(raw.duty),
    q: text(raw.q),
    from: day(raw.from),
    to: day(raw.to),
    sort: oneOf(raw.sort, ['dueOn', 'title', 'closedAt'] as const),
    order: oneOf(raw.order, ['asc', 'desc'] as const),
    offset: whole(raw.offset, 1, 1_000_000),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

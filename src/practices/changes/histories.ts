import type { CaseHistory } from '../../mechanism/case-check.ts';

type Event = CaseHistory['events'][number];

/** The day on the company's clock (UTC+9, no summer time). */
export const dayOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

/** A moment as a form holds it, on the company's clock; null where it is none. */
export const momentOf = (cell: unknown): Date | null => {
  const at = typeof cell === 'string' ? new Date(`${cell.slice(0, 16)}:00+09:00`) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at;
};

export const lastOf = ({ events }: CaseHistory, ...steps: readonly string[]): Event | undefined =>
  events.findLast(({ step }) => steps.includes(step));

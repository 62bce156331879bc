import { newest } from './cells.ts';

/**
 * The day on which a hotfix was installed, as Windows writes it: «11/12/2026» (month first) in its own list, or year first,
 * or a FILETIME in hex on old systems. Where day and month could be exchanged the text is no proof, and null is given.
 */
export function hotfixDay(cell: string | undefined): string | null {
  const text = cell?.trim() ?? '';
  const yearFirst = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (yearFirst) return dayOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (!monthFirst) return null;
  const [first, second, year] = [Number(monthFirst[1]), Number(monthFirst[2]), Number(monthFirst[3])];
  if (first === second || second > 12) return dayOf(year, first, second);
  return first > 12 ? dayOf(year, second, first) : null;
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 2000 && year <= 2999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString() : null;
}

/** The newest day that can be told for sure. */
export const newestHotfix = (cells: readonly (string | undefined)[]): string | null => newest(cells.map(hotfixDay));

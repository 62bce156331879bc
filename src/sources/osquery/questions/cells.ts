import { intOf, type Row } from '../question.ts';

/** The latest moment that a date in a cell may name: beyond it the cell is garbage. */
const maxSeconds = 253_402_300_799;

/** Seconds since 1970 (macOS adds a fraction) as an ISO time; null where the cell is no time. */
export function isoOf(cell: string | undefined): string | null {
  const seconds = cell !== undefined && /^\d{1,12}(\.\d+)?$/.test(cell.trim()) ? Number(cell) : 0;
  return seconds > 0 && seconds <= maxSeconds ? new Date(seconds * 1000).toISOString() : null;
}

/** A written date («2026-11-20T03:00:00.1234567Z») as an ISO time; null where it is none. */
export function isoOfText(cell: string | undefined): string | null {
  const ms = cell !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(cell.trim()) ? Date.parse(cell.trim()) : Number.NaN;
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** A Windows FILETIME as the registry shows it: eight bytes in hex, the lowest first, 100 ns since 1601. */
export function isoOfFiletime(cell: string | undefined): string | null {
  const hex = cell?.trim() ?? '';
  if (!/^[0-9A-Fa-f]{16}$/.test(hex)) return null;
  const ticks = BigInt(`0x${hex.match(/../g)!.reverse().join('')}`);
  return isoOf(String(ticks / 10_000_000n - 11_644_473_600n).replace(/^-.*/, ''));
}

/** 1 and 0 (or true and false) as the tables show them; anything else is null. */
export function flagOf(cell: string | undefined): boolean | null {
  const text = cell?.trim().toLowerCase() ?? '';
  if (text === '1' || text === 'true') return true;
  return text === '0' || text === 'false' ? false : null;
}

/** The number a probe counted; 0 where it did not answer, so that nothing is concluded from it. */
export const seenOf = (rows: readonly Row[] | undefined): number => intOf(rows?.[0]?.seen) ?? 0;

/** The newest of some ISO times. */
export const newest = (times: readonly (string | null)[]): string | null =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null;

/** Text cells, sorted, each once: the order of rows must not make a new fact. */
export const sortedOnce = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

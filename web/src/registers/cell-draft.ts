import type { Cell, FieldView } from '../api/registers-types.ts';

/** Types that are written as text in the table itself; the others are chosen. */
export const typedTypes = ['text', 'longText', 'number', 'date', 'moment'] as const;
export const isTyped = (field: FieldView): boolean => (typedTypes as readonly string[]).includes(field.type);

/** A cell as the person edits it. */
export const draftOfCell = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell).replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ');

export type ReadDraft = { readonly ok: true; readonly cell: Cell } | { readonly ok: false; readonly fault: 'number' | 'date' | 'moment' };

/**
 * What was typed, as the cell that is sent: full-width digits, 1,200 and 2026/4/1 are what people write. A month and a day alone
 * are this year's. Whether the value is allowed is the server's to say.
 */
export function readTyped(field: FieldView, typed: string, today: string): ReadDraft {
  if (typed.trim() === '') return { ok: true, cell: null };
  if (field.type === 'number') {
    const text = typed.normalize('NFKC').replaceAll(/[,\s]/g, '');
    return /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? { ok: true, cell: Number(text) } : { ok: false, fault: 'number' };
  }
  if (field.type === 'date') {
    const date = readDate(typed, today);
    return date === null ? { ok: false, fault: 'date' } : { ok: true, cell: date };
  }
  if (field.type === 'moment') {
    const moment = readMoment(typed, today);
    return moment === null ? { ok: false, fault: 'moment' } : { ok: true, cell: moment };
  }
  return { ok: true, cell: typed };
}

const two = (value: string | number): string => String(value).padStart(2, '0');

/** `2026/4/1`, `20260401`, `2026年4月1日`, `4/1` → `2026-04-01`; null where there is no such day. */
export function readDate(typed: string, today: string): string | null {
  const text = typed.normalize('NFKC').trim();
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^()(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (parts === null) return null;
  const date = `${parts[1] || today.slice(0, 4)}-${two(parts[2]!)}-${two(parts[3]!)}`;
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(date) ? null : date;
}

function readMoment(typed: string, today: string): string | null {
  const parts = /^(.*?)[T\s]+(\d{1,2}):?(\d{2})$/.exec(typed.normalize('NFKC').trim());
  const date = parts === null ? null : readDate(parts[1]!, today);
  if (parts === null || date === null || Number(parts[2]) > 23 || Number(parts[3]) > 59) return null;
  return `${date}T${two(parts[2]!)}:${parts[3]}`;
}

export const isSameCell = (a: Cell | undefined, b: Cell | undefined): boolean =>
  JSON.stringify(a === '' || a === undefined ? null : a) === JSON.stringify(b === '' || b === undefined ? null : b);

/** Only what a form changed. */
export const changedCells = (before: Readonly<Record<string, Cell>>, after: Readonly<Record<string, Cell>>) =>
  Object.fromEntries(Object.entries(after).filter(([column, cell]) => !isSameCell(before[column], cell)));

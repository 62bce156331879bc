import type { Words } from '../base/text.ts';
import { tableLimits } from './limits.ts';
import { unreadable, wrong } from './refusal.ts';
import type { TableProblem, TableRow, TableSheet } from './shape.ts';

/** A sheet before it is known which of its rows holds the titles. Only rows that hold something. */
export interface Grid {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/** Counts all problems and keeps the first ones, so that a file of nothing but mistakes stays small. */
export class Problems {
  readonly told: TableProblem[] = [];
  #count = 0;
  add(sheet: string | null, row: number | null, column: string | null, says: Words): void {
    this.#count += 1;
    if (this.told.length < tableLimits.problemsMax) this.told.push({ sheet, row, column, says });
  }
  get more(): number {
    return this.#count - this.told.length;
  }
}

/** Titles stand among the first rows; above them lists like to say what they are and when they were written. */
const headerWithinRows = 20;

export const filled = (cells: readonly string[]): number => cells.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0);

/** `A`, `Z`, `AA`: how Excel calls a column that has no title. */
export function columnLetters(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : columnLetters((index - rest) / 26 - 1) + letter;
}

/** The first row that is about as full as the fullest: a line of title or date above it has one or two cells. */
export function headerOf(grid: Grid): TableRow | undefined {
  const first = grid.rows.slice(0, headerWithinRows);
  const most = Math.max(0, ...first.map((row) => filled(row.cells)));
  return first.find((row) => filled(row.cells) >= most * 0.6);
}

/**
 * Finds the header and lays the rows below it out under its titles.
 *
 * @throws Fault `file-unreadable` where a limit is passed
 */
export function sheetOf(grid: Grid, problems: Problems): TableSheet | null {
  const headerRow = headerOf(grid);
  if (headerRow === undefined) return null;
  const last = headerRow.cells.findLastIndex((cell) => cell.trim() !== '');
  if (last + 1 > tableLimits.columnsMax) throw unreadable.tooManyColumns(last + 1);
  const header = titlesOf(headerRow.cells.slice(0, last + 1));
  const rows = grid.rows.slice(grid.rows.indexOf(headerRow) + 1).map((row) => laidOut(grid.name, row, header, problems));
  return { name: grid.name, headerNumber: headerRow.number, header, rows };
}

/** Each title once: a column without one is called by its letter, a second 備考 is 備考 (2). */
function titlesOf(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const title = cell.replace(/\s+/g, ' ').trim() || `${columnLetters(index)}列`;
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    return count === 1 ? title : `${title} (${count})`;
  });
}

const forbidden = /[^\P{Cc}\n\t]|\uFFFD|[\uD800-\uDFFF]/u;

function laidOut(sheet: string, row: TableRow, header: readonly string[], problems: Problems): TableRow {
  const cells = header.map((title, index) => {
    const cell = (row.cells[index] ?? '').replaceAll('\r\n', '\n').replaceAll('\r', '\n');
    if (cell.length > tableLimits.cellCharsMax) problems.add(sheet, row.number, title, wrong.tooLong(cell.length));
    else if (forbidden.test(cell)) problems.add(sheet, row.number, title, wrong.control);
    return cell;
  });
  const beyond = row.cells.findIndex((cell, index) => index >= header.length && cell.trim() !== '');
  if (beyond >= 0) problems.add(sheet, row.number, columnLetters(beyond), wrong.tooManyCells);
  return { number: row.number, cells };
}

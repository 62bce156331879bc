import { type CellValue, ValueType, Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { zipSync } from 'fflate';
import { unpack } from './archive.ts';
import { columnLetters, type Grid, headerOf, type Problems } from './grid.ts';
import { choicesSheet, tableLimits } from './limits.ts';
import { unreadable, wrong } from './refusal.ts';
import type { TableRow } from './shape.ts';

/** What a table is made of. Drawings, comments, macros and links to elsewhere are left out before the library sees anything. */
const isNeeded = (name: string): boolean =>
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/(styles|sharedStrings)\.xml|xl\/worksheets\/[^/]+\.xml)$/i.test(
    name,
  );

/**
 * The visible sheets of an .xlsx as grids; what stands in a cell as its reader sees it.
 *
 * @throws Fault `file-unreadable`
 */
export async function readWorkbook(bytes: Buffer, problems: Problems): Promise<{ grids: Grid[]; hiddenSheets: string[] }> {
  const { parts, names } = unpack(bytes, isNeeded);
  refuseOthers(names);
  for (const [name, part] of parts) {
    if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY') || /^\xff\xfe|^\xfe\xff/.test(part.toString('latin1', 0, 2)))
      throw unreadable.entities();
    if (name.startsWith('xl/worksheets/')) parts.set(name, withoutEmptyRows(part));
  }
  const book = new Workbook();
  try {
    const plain = zipSync(Object.fromEntries(parts), { level: 0 });
    await book.xlsx.load(plain, {
      ignoreNodes: [
        'drawing',
        'legacyDrawing',
        'picture',
        'tableParts',
        'extLst',
        'conditionalFormatting',
        'dataValidations',
        'hyperlinks',
        'controls',
        'oleObjects',
      ],
    });
  } catch {
    throw unreadable.otherDialect();
  }
  const visible = book.worksheets.filter((sheet) => sheet.state === 'visible');
  if (visible.length > tableLimits.sheetsMax) throw unreadable.tooManySheets();
  return {
    grids: visible.map((sheet) => gridOf(sheet, problems)),
    hiddenSheets: book.worksheets.filter((sheet) => sheet.state !== 'visible' && sheet.name !== choicesSheet).map((sheet) => sheet.name),
  };
}

function refuseOthers(names: readonly string[]): void {
  if (names.includes('xl/workbook.xml')) return;
  if (names.includes('xl/workbook.bin')) throw unreadable.binaryWorkbook();
  throw names.includes('content.xml') && names.includes('META-INF/manifest.xml') ? unreadable.openDocument() : unreadable.notWorkbook();
}

/**
 * Rows that hold only colours are dropped: a sheet that was painted to its end has a million of them. Counts what remains, so that
 * a list that is too long is refused before it is taken apart.
 */
function withoutEmptyRows(part: Buffer): Buffer {
  const text = part.toString('utf8');
  const start = text.indexOf('<sheetData');
  const end = text.indexOf('</sheetData>');
  if (start < 0 || end < start) {
    // A prefix (<x:sheetData>) is right XML, but not what the library reads: better told than read as empty.
    if (/<\w+:sheetData[\s>]/.test(text)) throw unreadable.otherDialect();
    return part;
  }
  const kept: string[] = [];
  let at = text.indexOf('<row', start);
  while (at >= 0 && at < end) {
    const open = text.indexOf('>', at);
    const closing = text.indexOf('</row>', open);
    const close = text[open - 1] === '/' ? open + 1 : closing + '</row>'.length;
    if (open < 0 || open > end || (closing < 0 && text[open - 1] !== '/')) throw unreadable.brokenArchive();
    const row = text.slice(at, close);
    if (/<(v|is|f)[\s>/]/.test(row)) kept.push(row);
    at = text.indexOf('<row', close);
  }
  // The header and a few lines of title above it are not counted.
  if (kept.length > tableLimits.rowsMax + 20) throw unreadable.tooManyRows(kept.length - 1);
  const body = text.indexOf('>', start) + 1;
  return Buffer.from(text.slice(0, body) + kept.join('') + text.slice(end), 'utf8');
}

function gridOf(sheet: Worksheet, problems: Problems): Grid {
  const rows: TableRow[] = [];
  const found: { row: number; column: string; says: (typeof wrong)['formula'] }[] = [];
  sheet.eachRow((row, number) => {
    const cells: string[] = [];
    let some = false;
    row.eachCell((cell, columnNumber) => {
      const column = columnLetters(columnNumber - 1);
      if (columnNumber > tableLimits.columnsMax * 2) throw unreadable.tooManyColumns(columnNumber);
      // A cell that is hidden below a merged one repeats the value of the first; the range is told once.
      if (cell.type === ValueType.Merge) return;
      if (cell.type === ValueType.Formula) found.push({ row: number, column, says: wrong.formula });
      if (cell.type === ValueType.Error) found.push({ row: number, column, says: wrong.error });
      const text = textOf(cell.value, typeof cell.numFmt === 'string' ? cell.numFmt : undefined);
      cells[columnNumber - 1] = text;
      if (text.trim() !== '' || cell.type === ValueType.Formula) some = true;
    });
    if (some) rows.push({ number, cells: Array.from(cells, (cell) => cell ?? '') });
  });
  for (const range of merged(sheet)) found.push({ ...range, says: wrong.merged });
  const grid = { name: sheet.name, rows };
  tell(grid, found, problems);
  return grid;
}

/** Titles above the list may be merged or computed; from the header on nothing may. */
function tell(grid: Grid, found: readonly { row: number; column: string; says: (typeof wrong)['formula'] }[], problems: Problems): void {
  const header = headerOf(grid);
  if (header === undefined) return;
  for (const { row, column, says } of found.toSorted((a, b) => a.row - b.row)) {
    if (row < header.number) continue;
    const title = row === header.number ? '' : (header.cells[lettersIndex(column)] ?? '');
    problems.add(grid.name, row, title.trim() === '' ? column : title.trim(), says);
  }
}

const lettersIndex = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function merged(sheet: Worksheet): { row: number; column: string }[] {
  return (sheet.model.mergeCells ?? []).flatMap((range) => {
    const first = /^\$?([A-Z]+)\$?(\d+)/.exec(String(range));
    return first ? [{ row: Number(first[2]), column: first[1]! }] : [];
  });
}

/** What the cell's reader sees, in one spelling: 2026-11-22, 0.1, 00012 where the format asks for five digits. */
function textOf(value: CellValue, format: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value, format);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateText(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return (value.richText ?? []).map((part) => part.text).join('');
  if ('text' in value) return textOf(value.text as CellValue, undefined);
  return '';
}

function numberText(value: number, format: string | undefined): string {
  const text = String(Number(value.toPrecision(15)));
  return format !== undefined && /^0{2,20}$/.test(format) && /^\d+$/.test(text) ? text.padStart(format.length, '0') : text;
}

/** A workbook's dates have no zone; the library gives them as if in UTC. Milliseconds are noise of the number behind. */
function dateText(at: Date): string {
  if (Number.isNaN(at.getTime())) return '';
  const rounded = new Date(Math.round(at.getTime() / 1000) * 1000).toISOString();
  return rounded
    .slice(0, 19)
    .replace('T', ' ')
    .replace(/:00$/, '')
    .replace(/ 00:00$/, '');
}

import { type Column, type Style, Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { columnLetters } from './grid.ts';
import { choicesSheet } from './limits.ts';
import type { CellValue, SheetColumn, WorkbookFacts, WrittenSheet } from './shape.ts';

/** Rows below the last one that are made ready for typing on: format and choices. */
const spareRows = 500;
/** What a list of choices may be long within a cell's rule; longer ones stand on a hidden sheet. */
const inlineListCharsMax = 250;
/** Above this nothing is offered: a list that lacks some would refuse what is right. */
const optionsMax = 20_000;
const sheetNameCharsMax = 31;
const font = { name: 'Yu Gothic', size: 10 };
const line = { style: 'thin', color: { argb: 'FFB8BCC4' } } as const;
const border = { top: line, bottom: line, left: line, right: line };

/** Builds the workbook. Runs in the thread; use `writeWorkbook`. */
export async function workbookBytes(sheets: readonly WrittenSheet[], facts: WorkbookFacts): Promise<Uint8Array> {
  const book = new Workbook();
  book.creator = 'Tejun';
  book.lastModifiedBy = 'Tejun';
  book.title = facts.title;
  book.created = facts.at;
  book.modified = facts.at;
  const choices = new Choices();
  const names = new Set<string>();
  for (const sheet of sheets) await addSheet(book, { ...sheet, name: sheetName(sheet.name, names) }, choices);
  choices.addTo(book);
  return new Uint8Array(await book.xlsx.writeBuffer({ zip: { modTime: facts.at } }));
}

/** Without what Excel forbids in a name, short enough, and each once. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain =
    wanted
      .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
      .replace(/^'|'$/g, ' ')
      .trim()
      .slice(0, sheetNameCharsMax) || 'Sheet';
  let name = plain;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${plain.slice(0, sheetNameCharsMax - 5)} (${count})`;
  taken.add(name.toLowerCase());
  return name;
}

/** Lists of choices that are too long for a cell's own rule, one column each on a sheet that is not shown. */
class Choices {
  readonly #lists: (readonly string[])[] = [];
  /** The formula of a rule that offers these options. */
  formula(options: readonly string[]): string {
    const inline = options.join(',');
    if (inline.length <= inlineListCharsMax && options.every((option) => !/[,"]/.test(option))) return `"${inline}"`;
    this.#lists.push(options);
    const column = columnLetters(this.#lists.length - 1);
    return `'${choicesSheet}'!$${column}$1:$${column}$${options.length}`;
  }
  addTo(book: Workbook): void {
    if (this.#lists.length === 0) return;
    const sheet = book.addWorksheet(choicesSheet, { state: 'veryHidden' });
    for (const [column, options] of this.#lists.entries()) {
      for (const [row, option] of options.entries()) sheet.getCell(row + 1, column + 1).value = option;
    }
  }
}

async function addSheet(book: Workbook, sheet: WrittenSheet, choices: Choices): Promise<void> {
  const lines = sheet.lines ?? [];
  // A free row between the lines and the header, so that sorting and filtering see where the list begins.
  const headerNumber = lines.length === 0 ? 1 : lines.length + 2;
  const frozen = sheet.frozenColumns ?? 0;
  const written = book.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', xSplit: frozen, ySplit: headerNumber, activeCell: `A${headerNumber + 1}` }],
    pageSetup: {
      paperSize: 9,
      orientation: sheet.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      printTitlesRow: `${headerNumber}:${headerNumber}`,
    },
    headerFooter: { oddHeader: '&L&A', oddFooter: '&C&P / &N' },
  });
  written.columns = sheet.columns.map((column) => columnOf(column));
  for (const [index, text] of lines.entries()) {
    const cell = written.getCell(index + 1, 1);
    cell.value = text;
    cell.font = index === 0 ? { ...font, size: 14, bold: true } : font;
    cell.alignment = { vertical: 'middle' };
  }
  addHeader(written, sheet.columns, headerNumber);
  const styles = sheet.columns.map(styleOf);
  for (const [index, row] of sheet.rows.entries()) addRow(written, sheet.columns, styles, row, headerNumber + 1 + index);
  const last = headerNumber + sheet.rows.length;
  if (sheet.rows.length > 0) written.autoFilter = { from: { row: headerNumber, col: 1 }, to: { row: last, col: sheet.columns.length } };
  addRules(written, sheet.columns, { from: headerNumber + 1, to: last + spareRows }, choices);
  if (sheet.columns.some((column) => column.locked)) await protect(written);
}

const numberFormat = { text: '@', list: '@', date: 'yyyy-mm-dd', number: 'General' } as const;

/** What holds for the cells of a column that nobody has written yet. */
const columnOf = ({ kind, width }: SheetColumn): Partial<Column> => ({
  width,
  style: { numFmt: numberFormat[kind], font, protection: { locked: false } },
});

function addHeader(sheet: Worksheet, columns: readonly SheetColumn[], number: number): void {
  for (const [index, column] of columns.entries()) {
    const cell = sheet.getCell(number, index + 1);
    cell.value = column.title;
    cell.style = {
      font: { ...font, bold: true },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F1FE' } },
      border,
      alignment: { vertical: 'middle', horizontal: 'left', wrapText: true },
      protection: { locked: true },
    };
  }
}

const styleOf = (column: SheetColumn): Partial<Style> => ({
  numFmt: numberFormat[column.kind],
  font,
  border,
  alignment: { vertical: 'top', wrapText: column.wrap === true },
  protection: { locked: column.locked === true },
});

function addRow(
  sheet: Worksheet,
  columns: readonly SheetColumn[],
  styles: readonly Partial<Style>[],
  row: Readonly<Record<string, CellValue>>,
  number: number,
): void {
  for (const [index, column] of columns.entries()) {
    const cell = sheet.getCell(number, index + 1);
    cell.value = cellValue(row[column.key] ?? null, column);
    cell.style = styles[index]!;
  }
  const height = heightOf(columns, row);
  if (height !== null) sheet.getRow(number).height = height;
}

const linePoints = 15;
/** Excel knows no higher row. */
const rowPointsMax = 409;
/** Letters that are as wide as two of the others. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]/u;

/** How high a row must be to show its wrapped texts; not every program finds it out by itself. Null where one line is enough. */
function heightOf(columns: readonly SheetColumn[], row: Readonly<Record<string, CellValue>>): number | null {
  const lines = columns.map(({ key, wrap, width }) => (wrap ? linesIn(String(row[key] ?? ''), width) : 1));
  const most = Math.max(...lines);
  return most <= 1 ? null : Math.min(rowPointsMax, most * linePoints);
}

const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, width - 1))), 0);

const widthOf = (line: string): number => [...line].reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0);

/** A date that is none, and a number that is text, stay the text that they are: nothing is lost on the way out. */
function cellValue(value: CellValue, { kind }: SheetColumn): string | number | Date | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string' && kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const at = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(at.getTime())) return at;
  }
  if (typeof value === 'number' && kind !== 'number') return String(value);
  return value;
}

function addRules(sheet: Worksheet, columns: readonly SheetColumn[], rows: { from: number; to: number }, choices: Choices): void {
  for (const [index, { kind, options }] of columns.entries()) {
    if (kind !== 'list' || options === undefined || options.length === 0 || options.length > optionsMax) continue;
    const letters = columnLetters(index);
    sheet.dataValidations.add(`${letters}${rows.from}:${letters}${rows.to}`, {
      type: 'list',
      allowBlank: true,
      formulae: [choices.formula(options)],
      showErrorMessage: true,
    });
  }
}

/** Without a password: it guards against slips. Sorting, filtering and widths stay free. */
const protect = (sheet: Worksheet): Promise<void> =>
  sheet.protect('', {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    formatRows: true,
    sort: true,
    autoFilter: true,
    insertRows: true,
    deleteRows: true,
  });

import iconv from 'iconv-lite';
import { guarded } from './csv-quote.ts';
import type { CellValue, CsvEncoding } from './shape.ts';

export interface CsvSheet {
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly Readonly<Record<string, CellValue>>[];
}

/** A character that the encoding does not have, where it first stands. */
export interface Unwritable {
  readonly character: string;
  /** As Excel numbers rows; the header is 1. */
  readonly row: number;
  readonly column: string;
}

/** What stands for a character that CP932 lacks: the printer's mark for a missing type, which no reader takes for a letter. */
export const missingType = '〓';
const unwritableMax = 100;

/**
 * The rows as CSV, lines ended by CR LF. UTF-8 has a byte order mark, without which Excel reads it as Shift_JIS. What CP932 lacks
 * (𠮷, 〜) is replaced by 〓 and told.
 */
export function writeCsv(sheet: CsvSheet, encoding: CsvEncoding): { bytes: Buffer; unwritable: Unwritable[]; unwritableCount: number } {
  const unwritable: Unwritable[] = [];
  let unwritableCount = 0;
  const known = new Map<string, boolean>();
  const writable = (character: string): boolean => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const can = iconv.decode(iconv.encode(character, 'cp932'), 'cp932') === character;
    known.set(character, can);
    return can;
  };
  const line = (cells: readonly CellValue[], row: number): string =>
    cells
      .map((cell, index) => {
        const text = cell === null ? '' : typeof cell === 'number' ? String(cell) : guarded(cell);
        if (encoding === 'utf-8' || /^[\x20-\x7e]*$/.test(text)) return quoted(text);
        let written = '';
        for (const character of text) {
          if (writable(character)) {
            written += character;
            continue;
          }
          written += missingType;
          unwritableCount += 1;
          if (unwritable.length < unwritableMax) unwritable.push({ character, row, column: sheet.columns[index]!.title });
        }
        return quoted(written);
      })
      .join(',');
  const lines = [
    line(
      sheet.columns.map((column) => column.title),
      1,
    ),
    ...sheet.rows.map((row, index) =>
      line(
        sheet.columns.map((column) => row[column.key] ?? null),
        index + 2,
      ),
    ),
  ];
  const text = `${lines.join('\r\n')}\r\n`;
  const bytes = encoding === 'utf-8' ? Buffer.from(`\uFEFF${text}`, 'utf8') : iconv.encode(text, 'cp932');
  return { bytes, unwritable, unwritableCount };
}

const quoted = (cell: string): string => (/[",\r\n\t;]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

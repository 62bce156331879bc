import { readCsv } from './csv-read.ts';
import { type Grid, Problems, sheetOf } from './grid.ts';
import { tableLimits } from './limits.ts';
import type { ReadOptions } from './read.ts';
import { unreadable } from './refusal.ts';
import type { ReadTable, TableSheet } from './shape.ts';

const starts = (bytes: Buffer, ...magic: number[]): boolean => magic.every((byte, index) => bytes[index] === byte);

/** By what the bytes are, never by the name alone. Runs in the thread. */
export async function readBytes(given: Uint8Array, options: ReadOptions): Promise<ReadTable> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length === 0) throw unreadable.empty();
  if (bytes.length > tableLimits.fileBytesMax) throw unreadable.tooLarge();
  const problems = new Problems();
  if (starts(bytes, 0x50, 0x4b)) {
    // The library is loaded where it is needed: it takes longer than most text files do.
    const { readWorkbook } = await import('./workbook-read.ts');
    const { grids, hiddenSheets } = await readWorkbook(bytes, problems);
    return told(grids, problems, { format: 'xlsx', encoding: null, byteOrderMark: false, separator: null, hiddenSheets });
  }
  // The container of the formats before 2007, which is also how Office wraps an encrypted .xlsx.
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? unreadable.encrypted() : unreadable.oldExcel();
  }
  if (
    starts(bytes, 0x25, 0x50, 0x44, 0x46) ||
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    starts(bytes, 0xff, 0xd8, 0xff) ||
    starts(bytes, 0x1f, 0x8b)
  )
    throw unreadable.otherKind();
  if (/\.xlsx$/i.test(options.name)) throw unreadable.brokenArchive();
  const { grid, encoding, byteOrderMark, separator } = readCsv(bytes, options.encoding);
  return told([grid], problems, { format: 'csv', encoding, byteOrderMark, separator, hiddenSheets: [] });
}

function told(
  grids: readonly Grid[],
  problems: Problems,
  about: Pick<ReadTable, 'format' | 'encoding' | 'byteOrderMark' | 'separator' | 'hiddenSheets'>,
): ReadTable {
  const sheets = grids.map((grid) => sheetOf(grid, problems)).filter((sheet): sheet is TableSheet => sheet !== null);
  const rows = sheets.reduce((count, sheet) => count + sheet.rows.length, 0);
  if (rows > tableLimits.rowsMax) throw unreadable.tooManyRows(rows);
  if (rows === 0) throw unreadable.noRows();
  const cells = sheets.reduce((count, sheet) => count + sheet.rows.length * sheet.header.length, 0);
  if (cells > tableLimits.cellsMax) throw unreadable.tooManyCells();
  return { ...about, sheets, problems: problems.told, moreProblems: problems.more };
}

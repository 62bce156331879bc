/** Spreadsheets and CSV for everybody: the only room that knows their formats. Other rooms import this file only. */
export { namesInArchive } from './archive.ts';
export { type CsvSheet, type Unwritable, writeCsv } from './csv-write.ts';
export { tableLimits } from './limits.ts';
export { type ReadOptions, readTable } from './read.ts';
export {
  type CellValue,
  type CsvEncoding,
  csvEncodings,
  type ReadEncoding,
  type ReadTable,
  type SheetColumn,
  type TableProblem,
  type TableRow,
  type TableSheet,
  type WorkbookFacts,
  type WrittenSheet,
} from './shape.ts';
export { writeWorkbook } from './write.ts';

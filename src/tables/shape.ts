import type { Words } from '../base/text.ts';

export const csvEncodings = ['utf-8', 'cp932'] as const;
/** In which encoding we write; reading knows UTF-16, as Excel's "Unicode text" has it, besides. */
export type CsvEncoding = (typeof csvEncodings)[number];
export type ReadEncoding = CsvEncoding | 'utf-16le';

export interface TableRow {
  /** The number that Excel shows at the left; in a text file the line on which the row begins. */
  readonly number: number;
  /** As many as the header has. Dates are 2026-11-22, numbers as short as they go, '' is empty. */
  readonly cells: readonly string[];
}

export interface TableSheet {
  readonly name: string;
  /** The number of the row that holds the titles of the columns. */
  readonly headerNumber: number;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Something in the file that cannot be taken as it is. Where there is one, nothing may be stored. */
export interface TableProblem {
  readonly sheet: string | null;
  /** As in TableRow; null where it concerns the sheet. */
  readonly row: number | null;
  /** The title of the column, or its letter where it has none; null where it concerns the row. */
  readonly column: string | null;
  readonly says: Words;
}

export interface ReadTable {
  readonly format: 'csv' | 'xlsx';
  /** Null for .xlsx, which knows it by itself. */
  readonly encoding: ReadEncoding | null;
  readonly byteOrderMark: boolean;
  readonly separator: ',' | '\t' | ';' | null;
  /** Visible sheets that are not empty, in their order. */
  readonly sheets: readonly TableSheet[];
  /** Names of sheets that are hidden: they were not read. */
  readonly hiddenSheets: readonly string[];
  readonly problems: readonly TableProblem[];
  /** How many problems there are beyond those told. */
  readonly moreProblems: number;
}

export type CellValue = string | number | null;

export interface SheetColumn {
  /** Under which a row holds its value. */
  readonly key: string;
  readonly title: string;
  /** In Latin letters; a Japanese one is two wide. */
  readonly width: number;
  /** `date` takes 2026-11-22. `text` keeps leading zeros, also where a person types on. `list` offers `options`. */
  readonly kind: 'text' | 'number' | 'date' | 'list';
  /** At most 20,000, of at most 255 characters each; of more nothing is offered. */
  readonly options?: readonly string[];
  /** Cannot be typed over while the sheet is protected (without a password: it guards against slips, not against people). */
  readonly locked?: boolean;
  readonly wrap?: boolean;
}

export interface WrittenSheet {
  /** At most 31 characters; what Excel forbids in a name is replaced. */
  readonly name: string;
  /** Lines above the header: title, version, date. The first is set larger. */
  readonly lines?: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly Readonly<Record<string, CellValue>>[];
  /** A4 on its side; upright where left out. */
  readonly landscape?: boolean;
  /** How many columns stay in sight when the sheet is moved sideways; the header always stays. */
  readonly frozenColumns?: number;
}

export interface WorkbookFacts {
  readonly title: string;
  /** Written into the file's properties, so that the same content gives the same bytes. */
  readonly at: Date;
}

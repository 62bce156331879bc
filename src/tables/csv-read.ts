import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { unguarded } from './csv-quote.ts';
import { filled, type Grid } from './grid.ts';
import { tableLimits } from './limits.ts';
import { unreadable } from './refusal.ts';
import type { ReadEncoding, ReadTable, TableRow } from './shape.ts';

type Separator = NonNullable<ReadTable['separator']>;

export interface CsvRead {
  readonly grid: Grid;
  readonly encoding: ReadEncoding;
  readonly byteOrderMark: boolean;
  readonly separator: Separator;
}

/**
 * The rows of a text file, numbered as Excel numbers them.
 *
 * @throws Fault `file-unreadable`
 */
export function readCsv(bytes: Buffer, wanted: ReadEncoding | undefined): CsvRead {
  const { text, encoding, byteOrderMark } = decoded(bytes, wanted);
  if (text.includes('\u0000')) throw unreadable.otherKind();
  const separator = separatorOf(text);
  const rows = records(text, separator)
    .map((cells, index): TableRow => ({ number: index + 1, cells: cells.map(unguarded) }))
    .filter((row) => filled(row.cells) > 0);
  return { grid: { name: 'CSV', rows }, encoding, byteOrderMark, separator };
}

interface Decoded {
  readonly text: string;
  readonly encoding: ReadEncoding;
  readonly byteOrderMark: boolean;
}

/**
 * Decides by strict decoding: a file is UTF-8 or Shift_JIS (CP932) only if every byte of it is. Text that is both is ASCII, or so
 * rare that nobody has seen it: Japanese in CP932 is hardly ever well-formed UTF-8.
 */
function decoded(bytes: Buffer, wanted: ReadEncoding | undefined): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    const text = strict(bytes.subarray(2), 'utf-16le');
    if (text === null) throw unreadable.wrongEncoding(1, 'UTF-16');
    return { text, encoding: 'utf-16le', byteOrderMark: true };
  }
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = byteOrderMark ? bytes.subarray(3) : bytes;
  if (wanted !== undefined && !(byteOrderMark && wanted === 'cp932')) {
    const text = strict(content, wanted);
    if (text === null) throw unreadable.wrongEncoding(firstBadLine(content, wanted), saidEncoding[wanted]);
    return { text, encoding: wanted, byteOrderMark };
  }
  const utf8 = strict(content, 'utf-8');
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', byteOrderMark };
  if (byteOrderMark) throw unreadable.wrongEncoding(firstBadLine(content, 'utf-8'), saidEncoding['utf-8']);
  // Most of damaged UTF-8 can be read as Shift_JIS too: as mojibake.
  if (looksLikeUtf8(content)) throw unreadable.wrongEncoding(firstBadLine(content, 'utf-8'), saidEncoding['utf-8']);
  const cp932 = strict(content, 'cp932');
  if (cp932 === null) {
    if (eucJp(content)) throw unreadable.eucJp();
    throw unreadable.unknownEncoding(firstBadLine(content, 'utf-8'), firstBadLine(content, 'cp932'));
  }
  if (looksLikeEucJp(content, cp932)) throw unreadable.eucJp();
  return { text: cp932, encoding: 'cp932', byteOrderMark };
}

export const saidEncoding: Readonly<Record<ReadEncoding, string>> = { 'utf-8': 'UTF-8', cp932: 'Shift_JIS', 'utf-16le': 'UTF-16' };

/** Null where a byte belongs to no character. */
function strict(bytes: Buffer, encoding: ReadEncoding): string | null {
  if (encoding === 'cp932') {
    const text = iconv.decode(bytes, 'cp932');
    // CP932 knows neither the replacement character nor C1 controls: either stands for a byte that has no meaning.
    return /[\uFFFD\u0080-\u009f\uf8f0-\uf8f3]/.test(text) ? null : text;
  }
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // the caller tells which line
  }
}

/** Neither UTF-8 nor CP932 has a line feed within a character, so lines can be tried one by one. */
function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(10, from);
    yield bytes.subarray(from, end < 0 ? bytes.length : end);
    if (end < 0) return;
    from = end + 1;
  }
}

function firstBadLine(bytes: Buffer, encoding: ReadEncoding): number {
  let number = 0;
  for (const line of linesOf(bytes)) {
    number += 1;
    if (strict(line, encoding) === null) return number;
  }
  return number;
}

/** Whether most lines of Japanese are UTF-8, though not all are. A line in CP932 is well-formed UTF-8 by rare chance only. */
function looksLikeUtf8(bytes: Buffer): boolean {
  let good = 0;
  let bad = 0;
  for (const line of linesOf(bytes)) {
    if (!line.some((byte) => byte >= 0x80)) continue;
    if (strict(line, 'utf-8') === null) bad += 1;
    else if (line.some((byte) => byte >= 0xe0)) good += 1;
  }
  return good > bad;
}

function eucJp(bytes: Buffer): string | null {
  try {
    return new TextDecoder('euc-jp', { fatal: true }).decode(bytes);
  } catch {
    return null; // it is not
  }
}

/** EUC-JP read as CP932 is a heap of half-width katakana; nobody writes a list of mostly these that is well-formed EUC-JP as well. */
function looksLikeEucJp(bytes: Buffer, cp932: string): boolean {
  const japanese = cp932.match(/[^\x00-\x7f]/g)?.length ?? 0;
  const halfWidth = cp932.match(/[\uff61-\uff9f]/g)?.length ?? 0;
  if (halfWidth * 2 <= japanese) return false;
  const euc = eucJp(bytes);
  return euc !== null && /[\u3040-\u30ff\u4e00-\u9fff]/.test(euc);
}

/** The one that the first line with any has most of; quoted text does not count. */
function separatorOf(text: string): Separator {
  const counts = { ',': 0, '\t': 0, ';': 0 };
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === ',' || character === '\t' || character === ';') counts[character] += 1;
    else if (character === '\n' && counts[','] + counts['\t'] + counts[';'] > 0) break;
  }
  if (counts['\t'] > counts[','] && counts['\t'] >= counts[';']) return '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}

function records(text: string, separator: Separator): string[][] {
  try {
    const read = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
      // One more than may be, so that one more can be told; the count of a far longer file is told as it is.
      info: false,
    }) as string[][];
    if (read.length > tableLimits.rowsMax + 1) {
      const count = read.filter((cells) => filled(cells) > 0).length - 1;
      if (count > tableLimits.rowsMax) throw unreadable.tooManyRows(count);
    }
    return read;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // csv-parse counts the records before the broken one.
    throw unreadable.brokenQuotes(Number((error as { records?: number }).records ?? 0) + 1);
  }
}

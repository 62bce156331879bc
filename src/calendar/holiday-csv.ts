import iconv from 'iconv-lite';
import { Fault } from '../base/fault.ts';
import { type Words, words } from '../base/text.ts';
import { dateOf, isLocalDate, type LocalDate, yearOf } from './date.ts';
import { readWareki } from './era.ts';
import type { ImportedHoliday } from './holidays.ts';

export const csvBytesMax = 1_048_576;
export const holidayRowsMax = 3_000;
const nameCharsMax = 60;
/** The law on national holidays is of 1948; nobody publishes the holidays of the next century. */
const yearMin = 1948;
const yearMax = 2100;

export interface HolidayRowProblem {
  /** Counted from 1, as an editor shows it. */
  readonly line: number;
  readonly words: Words;
}
export interface HolidayFile {
  readonly encoding: 'UTF-8' | 'CP932';
  /** In the order of their dates, each once. */
  readonly rows: readonly ImportedHoliday[];
  readonly problems: readonly HolidayRowProblem[];
}

/**
 * Reads the Cabinet Office's list of holidays (国民の祝日) in every shape it has had: date then name in two columns, or name then
 * date for several years side by side; UTF-8 or CP932; with or without headers.
 * Throws `file-unreadable` for what is no such text, `body-too-large` beyond `csvBytesMax`.
 */
export function parseHolidayCsv(bytes: Uint8Array): HolidayFile {
  if (bytes.byteLength > csvBytesMax) throw new Fault('body-too-large', { csvBytesMax });
  const { text, encoding } = decoded(bytes);
  const found = new Map<LocalDate, string>();
  const problems: HolidayRowProblem[] = [];
  let begun = false;
  for (const [index, row] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const cells = cellsOf(row);
    if (cells.every((cell) => cell === '')) continue;
    const { holidays, problem } = holidaysIn(cells);
    if (problem !== null && (begun || holidays.length > 0 || problem.isDate)) problems.push({ line, words: problem.words });
    begun ||= holidays.length > 0;
    for (const { date, name } of holidays) {
      const before = found.get(date);
      if (before !== undefined && before !== name)
        problems.push({
          line,
          words: words(`${date} が「${before}」と「${name}」の2通りあります。`, `${date} stands twice: "${before}" and "${name}".`),
        });
      else found.set(date, name);
    }
  }
  if (found.size === 0 && problems.length === 0) throw unreadable('祝日の行が1つもありません。', 'It has not a single row with a holiday.');
  if (found.size > holidayRowsMax)
    throw unreadable(`祝日は${holidayRowsMax}行以内にしてください。`, `It may have at most ${holidayRowsMax} holidays.`);
  const rows = [...found].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
  return { encoding, rows, problems };
}

const unreadable = (ja: string, en: string): Fault => new Fault('file-unreadable', { ja, en });

function decoded(bytes: Uint8Array): { text: string; encoding: HolidayFile['encoding'] } {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw unreadable(
      'Excelのブックまたはzipです。CSVで保存したファイルを選んでください。',
      'It is an Excel book or a zip. Choose a CSV file.',
    );
  if (bytes.includes(0))
    throw unreadable('文字のファイルではありません。CSVを選んでください。', 'It is not a text file. Choose a CSV file.');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    // Not UTF-8: the Cabinet Office itself writes CP932, which the next lines try.
  }
  const text = iconv.decode(Buffer.from(bytes), 'cp932');
  if (text.includes('\ufffd'))
    throw unreadable(
      '文字コードを判別できません。UTF-8またはShift_JIS(CP932)で保存してください。',
      'Its encoding cannot be told. Save it as UTF-8 or Shift_JIS (CP932).',
    );
  return { text, encoding: 'CP932' };
}

/** Cells of one line. No holiday's name holds a line break or a comma; quotes around a cell are taken off. */
const cellsOf = (line: string): string[] =>
  line.split(/[,\t]/).map((cell) =>
    cell
      .normalize('NFKC')
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"')
      .trim(),
  );

interface RowProblem {
  readonly words: Words;
  /** True where a date was meant, so that the line is no header. */
  readonly isDate: boolean;
}

/** The holidays of one line: each date with the name beside it. */
function holidaysIn(cells: readonly string[]): { holidays: ImportedHoliday[]; problem: RowProblem | null } {
  const dates = cells.map(readDate);
  const holidays: ImportedHoliday[] = [];
  let problem: RowProblem | null = null;
  const refuse = (ja: string, en: string, isDate = true) => {
    problem ??= { words: words(ja, en), isDate };
  };
  // In the older shape names stand before their dates, so that dates are found in the second, fourth, … column.
  const nameIsBefore = dates.findIndex((date) => date !== null) % 2 === 1;
  for (const [i, date] of dates.entries()) {
    if (date === null) continue;
    const name = cells[nameIsBefore ? i - 1 : i + 1] ?? '';
    if (date === 'impossible') refuse(`「${cells[i]}」という日付はありません。`, `There is no such date as "${cells[i]}".`);
    else if (yearOf(date) < yearMin || yearOf(date) > yearMax)
      refuse(`${date} は${yearMin}年から${yearMax}年のあいだにありません。`, `${date} is not between ${yearMin} and ${yearMax}.`);
    else if (name === '') refuse(`${date} に祝日の名前がありません。`, `${date} has no name of a holiday.`);
    else if (name.length > nameCharsMax || /^[=+\-@]|[\p{Cc}\p{Cf}]/u.test(name))
      refuse(`${date} の名前は祝日の名前として使えません。`, `The name at ${date} cannot be that of a holiday.`);
    else holidays.push({ date, name });
  }
  if (holidays.length === 0) refuse('日付のない行です。', 'This line has no date.', false);
  return { holidays, problem };
}

const western = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
/** A cell as a date; `impossible` where it is written like one that no calendar has; null for any other text. */
function readDate(cell: string): LocalDate | 'impossible' | null {
  const [, year, month, day] = western.exec(cell) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(cell) ?? [];
  if (year === undefined) {
    const date = readWareki(cell);
    return date ?? (/^[RHSTM令平昭大明].{0,2}\d+[年./-]\d+[月./-]\d+日?$/i.test(cell) ? 'impossible' : null);
  }
  const date = dateOf(Number(year), Number(month), Number(day));
  return isLocalDate(date) ? date : 'impossible';
}

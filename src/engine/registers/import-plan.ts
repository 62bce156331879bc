import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import { type Words, words } from '../../base/text.ts';
import { readCells } from '../../mechanism/cells.ts';
import type { Cell, Cells } from '../../mechanism/field.ts';
import type { Register } from '../../mechanism/register.ts';
import type { TableRow } from '../../tables/index.ts';
import { hasCheck, isCode, readExchangeId } from './exchange-id.ts';
import { type NameBook, shortened } from './exchange-names.ts';
import { idColumn, stateWords } from './exchange-sheet.ts';
import { cellOfText } from './import-cells.ts';
import type { ImportColumns } from './import-columns.ts';
import type { ImportProblem, ImportProblems } from './import-problems.ts';
import { changedColumns, fullCells, keyDigest, numberText, type RowState } from './line.ts';
import type { StoredRow } from './row.store.ts';

/** What would become of one line of the file. */
export interface PlannedLine {
  readonly act: 'add' | 'change' | 'restore';
  readonly fileRow: number;
  /** Null where it is new. */
  readonly row: StoredRow | null;
  readonly before: Cells;
  readonly after: Cells;
}

/** The difference between a file and a register. Nothing is written until somebody has seen it. */
export interface ImportPlan {
  readonly lines: readonly PlannedLine[];
  /** Lines of the file that say what the register says. */
  readonly same: number;
  /** Lines in force that the file does not have. */
  readonly missing: readonly StoredRow[];
  readonly problems: readonly ImportProblem[];
  readonly moreProblems: number;
  readonly notes: readonly Words[];
  /** Stands for all that would happen, and for the register and the file of which it was made. */
  readonly digest: string;
}

export interface PlanFrom {
  readonly register: Register;
  /** All lines of the register, those that ended too. */
  readonly rows: readonly StoredRow[];
  readonly columns: ImportColumns | null;
  readonly books: ReadonlyMap<string, NameBook>;
  readonly problems: ImportProblems;
  /** Other registers by code, to name the one that a number belongs to. */
  readonly others: readonly Register[];
  /** SHA-256 of the file. */
  readonly file: string;
}

/** Pure. */
export function planImport(from: PlanFrom): ImportPlan {
  const { register, rows, columns, problems, file } = from;
  const read = columns === null ? [] : readLines(from, columns);
  const lines = read.filter((line) => line.act !== 'same') as (ReadLine & PlannedLine)[];
  const known = new Set(read.flatMap(({ row }) => row?.id ?? []));
  const missing = columns === null ? [] : rows.filter(({ id, state }) => state === 'current' && !known.has(id));
  if (columns !== null) tellSameKeys(register, columns, read, missing, problems);
  const planned = lines.map(({ act, fileRow, row, before, after }): PlannedLine => ({ act, fileRow, row, before, after }));
  return {
    lines: planned,
    same: read.length - lines.length,
    missing,
    ...problems.told(),
    notes: columns?.notes ?? [],
    digest: digestOf({ register: register.id, file, rows, planned }),
  };
}

const digestOf = ({
  register,
  file,
  rows,
  planned,
}: {
  register: string;
  file: string;
  rows: readonly StoredRow[];
  planned: readonly PlannedLine[];
}) =>
  sha256Hex(
    canonicalJson({
      register,
      file,
      // Whatever anybody wrote since, also in lines that the file does not touch, makes it another digest.
      rows: sha256Hex(rows.map(({ id, revision, state }) => `${id} ${revision} ${state}`).join('\n')),
      lines: planned.map(({ act, row, after }) => [act, row?.id ?? null, after]),
    }),
  );

interface ReadLine {
  readonly act: PlannedLine['act'] | 'same';
  readonly fileRow: number;
  readonly row: StoredRow | null;
  readonly before: Cells;
  readonly after: Cells;
}

function readLines(from: PlanFrom, columns: ImportColumns): ReadLine[] {
  const { register, rows, problems } = from;
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const taken = new Map<string, number>();
  const lines: ReadLine[] = [];
  for (const fileRow of columns.sheet.rows) {
    const found = lineOf(from, columns, fileRow, byNumber);
    if (found === 'wrong') continue;
    if (found !== null) {
      const earlier = taken.get(found.id);
      if (earlier !== undefined) {
        const says = (number: number) => words(`同じ行番号が${number}行目にもあります。`, `Row ${number} has the same line number.`);
        problems.add(fileRow.number, titleOfId(columns), says(earlier));
        problems.add(earlier, titleOfId(columns), says(fileRow.number));
        continue;
      }
      taken.set(found.id, fileRow.number);
    }
    lines.push(readLine(register, columns, from.books, problems, fileRow, found));
  }
  return lines;
}

const titleOfId = ({ sheet, idAt }: ImportColumns): string => (idAt === undefined ? idColumn.title.ja : sheet.header[idAt]!);

/** Which line a row of the file is about: null for a new one. */
function lineOf(
  { register, others, problems }: PlanFrom,
  columns: ImportColumns,
  row: TableRow,
  byNumber: ReadonlyMap<number, StoredRow>,
): StoredRow | null | 'wrong' {
  const text = columns.idAt === undefined ? '' : row.cells[columns.idAt]!.trim();
  if (text === '') return null;
  const refuse = (says: Words): 'wrong' => {
    problems.add(row.number, titleOfId(columns), says);
    return 'wrong';
  };
  const id = readExchangeId(text);
  const shown = shortened(text);
  if (id === null)
    return refuse(
      words(
        `「${shown}」は行番号ではありません。書き出したときの行番号に戻すか、新しい行なら空けてください。`,
        `“${shown}” is no line number. Put back the exported one, or leave it empty for a new line.`,
      ),
    );
  if (!isCode(register, id)) {
    const other = others.find((each) => isCode(each, id));
    return refuse(
      other
        ? words(`「${shown}」は別の台帳(${other.title.ja})の行番号です。`, `“${shown}” is a line of another register (${other.title.en}).`)
        : words(`「${shown}」はこの台帳の行番号ではありません。`, `“${shown}” is no line of this register.`),
    );
  }
  const found = byNumber.get(id.number);
  if (found === undefined)
    return refuse(
      words(
        `「${shown}」という行はありません。新しい行なら、行番号を空けてください。`,
        `There is no line “${shown}”. For a new line, leave the number empty.`,
      ),
    );
  if (!hasCheck(found.id, id))
    return refuse(
      words(
        `「${shown}」は、書き出したときの行番号から変わっています。元に戻してください。`,
        `“${shown}” is not the line number that was exported. Put it back.`,
      ),
    );
  return found;
}

function readLine(
  register: Register,
  columns: ImportColumns,
  books: ReadonlyMap<string, NameBook>,
  problems: ImportProblems,
  fileRow: TableRow,
  row: StoredRow | null,
): ReadLine {
  const before = fullCells(register, row?.cells ?? {});
  const cells: Record<string, Cell> = { ...before };
  const wrong = new Set<string>();
  for (const { field, at, title } of columns.fields) {
    const read = cellOfText(field, fileRow.cells[at]!, before[field.id]!, books);
    if ('cell' in read) cells[field.id] = read.cell;
    else {
      wrong.add(field.id);
      problems.add(fileRow.number, title, read.says);
    }
  }
  const wanted = wantedState(columns, fileRow, row, problems);
  const isChanged = changedColumns(register, before, cells).length > 0;
  const act = row === null ? 'add' : row.state === 'ended' && wanted === 'current' ? 'restore' : isChanged ? 'change' : 'same';
  const line = { act, fileRow: fileRow.number, row, before: row === null ? {} : before } as const;
  if (act === 'same' || wrong.size > 0 || problems.isUnread(fileRow.number)) return { ...line, after: cells };
  if (row?.state === 'ended' && wanted === 'ended') {
    problems.add(
      fileRow.number,
      titleOfId(columns),
      words(
        '終了した行は変えられません。戻すときは「行の状態」を「有効」にしてください。',
        'A line that ended cannot be changed. To restore it, write “In force” as its state.',
      ),
    );
    return { ...line, after: cells };
  }
  const checked = readCells(register.columns, cells);
  if (checked.ok) return { ...line, after: checked.cells };
  const titleOf = (id: string) =>
    columns.fields.find(({ field }) => field.id === id)?.title ?? register.columns.find((each) => each.id === id)?.title.ja ?? null;
  for (const { field, says } of checked.problems) problems.add(fileRow.number, titleOf(field), says);
  return { ...line, after: cells };
}

/** A line that ended and stands in a file is wanted back, unless the file says that it ended. */
function wantedState(
  { stateAt, sheet }: ImportColumns,
  { number, cells }: TableRow,
  row: StoredRow | null,
  problems: ImportProblems,
): RowState {
  const typed = stateAt === undefined ? '' : cells[stateAt]!.trim();
  if (typed === '') return 'current';
  const state = (['current', 'ended'] as const).find((each) =>
    [stateWords[each].ja, stateWords[each].en.toLowerCase()].includes(typed.normalize('NFKC').toLowerCase()),
  );
  const refuse = (says: Words): RowState => {
    problems.add(number, sheet.header[stateAt!]!, says);
    return 'current';
  };
  if (state === undefined)
    return refuse(
      words(
        `「${stateWords.current.ja}」か「${stateWords.ended.ja}」と書いてください。`,
        `Write “${stateWords.current.en}” or “${stateWords.ended.en}”.`,
      ),
    );
  if (state === 'ended' && row?.state !== 'ended')
    return refuse(
      words(
        '取込みでは行を1つずつ終了できません。台帳の画面で、理由を書いて終了してください。',
        'An import does not end single lines. End the line on the register’s page, with a reason.',
      ),
    );
  return state;
}

/** No two lines that would be in force may be the same: within the file, and against lines that the file does not have. */
function tellSameKeys(
  register: Register,
  columns: ImportColumns,
  read: readonly ReadLine[],
  missing: readonly StoredRow[],
  problems: ImportProblems,
): void {
  const byKey = new Map<string, { readonly line: ReadLine | null; readonly row: StoredRow | null }[]>();
  const put = (cells: Cells, line: ReadLine | null, row: StoredRow | null) => {
    const key = keyDigest(register, cells);
    const same = byKey.get(key);
    if (same) same.push({ line, row });
    else byKey.set(key, [{ line, row }]);
  };
  for (const row of missing) put(row.cells, null, row);
  for (const line of read) if (line.act !== 'same' || line.row?.state === 'current') put(line.after, line, line.row);
  const column = columns.fields.find(({ field }) => field.id === register.key[0])?.title ?? null;
  for (const same of byKey.values()) {
    if (same.length < 2) continue;
    for (const { line } of same) {
      if (line === null || line.act === 'same' || problems.isUnread(line.fileRow)) continue;
      const [other] = same.filter((each) => each.line !== line);
      problems.add(line.fileRow, column, sameKey(register, other!));
    }
  }
}

function sameKey(register: Register, { line, row }: { readonly line: ReadLine | null; readonly row: StoredRow | null }): Words {
  const titles = register.key.flatMap((key) => register.columns.find(({ id }) => id === key)?.title ?? []);
  const ja = titles.map((title) => title.ja).join('・');
  const en = titles.map((title) => title.en.toLowerCase()).join(' and ');
  const number = row && numberText(register, row.number);
  if (line !== null) return words(`${ja}が同じ行が${line.fileRow}行目にもあります。`, `Row ${line.fileRow} has the same ${en}.`);
  return words(
    `${ja}が同じ行(${number})が台帳にあります。その行を変えるなら、行番号を書いてください。`,
    `Line ${number} of the register has the same ${en}. To change that line, write its number.`,
  );
}

import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import { searchForm, type Words } from '../../base/text.ts';
import { addDays, type LocalDate } from '../../calendar/index.ts';
import { type Cell, type Cells, type Field, isBlank } from '../../mechanism/field.ts';
import { namedIn } from '../../mechanism/named.ts';
import type { Register } from '../../mechanism/register.ts';

/** What is made from a line's cells by its register's definition. Pure. */

/** How many days before a deadline it is said to be near. */
export const nearDays = 30;

export type RowState = 'current' | 'ended';

/** `R-SW-12`: what people call a line by. */
export const numberText = ({ code }: Pick<Register, 'code'>, number: number): string => `${code}-${number}`;

/** As cells are stored: only the columns there are, blanks left out. The same content is always the same bytes. */
export function storedCells({ columns }: Pick<Register, 'columns'>, cells: Cells): Cells {
  const kept = columns.filter(({ id }) => !isBlank(cells[id])).map(({ id }) => [id, cells[id]!] as const);
  return Object.fromEntries(kept);
}

/** As cells are read: every column there is, null where it is blank. */
export const fullCells = ({ columns }: Pick<Register, 'columns'>, stored: Cells): Cells =>
  Object.fromEntries(columns.map(({ id }) => [id, stored[id] ?? null]));

/** The columns that differ, in the order of the definition. */
export const changedColumns = ({ columns }: Pick<Register, 'columns'>, before: Cells, after: Cells): Field[] =>
  columns.filter((column) => comparable(column, before) !== comparable(column, after));

/** A column that names several devices may have named one only: the same device is no change. */
const comparable = ({ id, type }: Field, cells: Cells): string =>
  canonicalJson(type === 'devices' ? namedIn(cells[id]) : (cells[id] ?? null));

const keyPart = (cell: Cell | undefined): Cell =>
  typeof cell === 'string' ? searchForm(cell).replace(/\s+/gu, ' ').trim() : (cell ?? null);

/** What no two lines in force have in common: 7-Zip and ７－ｚｉｐ are one. */
export const keyDigest = ({ key }: Pick<Register, 'key'>, cells: Cells): string =>
  sha256Hex(canonicalJson(key.map((column) => keyPart(cells[column]))));

/** Dates (or the dates of moments) in the columns after which a line is overdue. */
const deadlinesOf = ({ deadlines = [] }: Pick<Register, 'deadlines'>, cells: Cells) =>
  deadlines.flatMap(({ column, says }) => {
    const cell = cells[column];
    return typeof cell === 'string' ? [{ column, says, on: cell.slice(0, 10) }] : [];
  });

/** The nearest deadline of a line; null where it has none. */
export const dueOn = (register: Pick<Register, 'deadlines'>, cells: Cells): LocalDate | null =>
  deadlinesOf(register, cells).reduce<LocalDate | null>((least, { on }) => (least === null || on < least ? on : least), null);

export interface Flag {
  readonly column: string;
  readonly overdue: boolean;
  readonly says: Words;
}

/** Deadlines that passed, or are near. A line holds to the end of the day that it names. */
export const flagsOf = (register: Pick<Register, 'deadlines' | 'columns'>, cells: Cells, state: RowState, today: LocalDate): Flag[] =>
  state === 'ended'
    ? []
    : deadlinesOf(register, cells)
        .filter(({ on }) => on <= addDays(today, nearDays))
        .map(({ column, says, on }) => ({ column, overdue: on < today, says: on < today ? says : titleOf(register, column) }));

/** What is near is named by its column, without a number of days: what is said of a line does not change overnight. */
const titleOf = ({ columns }: Pick<Register, 'columns'>, column: string): Words => columns.find(({ id }) => id === column)!.title;

/** Folded for finding: ｶﾅ, かな and カナ are one, and blanks within are none. */
export const foldedText = (text: string): string =>
  searchForm(text)
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/\s/gu, '');

/** The words of a search, folded; every one of them must be found. */
export const searchTerms = (q: string): string[] =>
  q
    .replaceAll('\u0000', '')
    .split(/\s+/u)
    .map(foldedText)
    .filter((term) => term !== '')
    .slice(0, 10);

export interface Derived {
  readonly label: string;
  readonly search: string;
  /** Null for a line that ended. */
  readonly keyDigest: string | null;
  readonly dueOn: LocalDate | null;
}

/** Everything that is stored beside the cells so that it can be found, named and held apart. `said`: names of what is an id or a key. */
export function derive(
  register: Register,
  line: { readonly number: number; readonly state: RowState; readonly cells: Cells; readonly said: Readonly<Record<string, Words>> },
): Derived {
  const { number, state, cells, said } = line;
  const texts = register.columns.flatMap(({ id, type }): string[] => {
    const cell = cells[id];
    if (isBlank(cell) || type === 'boolean') return [];
    const name = said[id];
    return name ? (name.ja === name.en ? [name.ja] : [name.ja, name.en]) : [String(cell)];
  });
  const label = said[register.label]?.ja ?? cells[register.label] ?? null;
  return {
    label: label === null ? numberText(register, number) : String(label).slice(0, 200),
    search: [numberText(register, number), ...texts].map(foldedText).join('\n'),
    keyDigest: state === 'current' ? keyDigest(register, cells) : null,
    dueOn: dueOn(register, cells),
  };
}

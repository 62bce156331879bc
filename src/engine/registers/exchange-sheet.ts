import { type Language, type Words, words } from '../../base/text.ts';
import { type Cell, type Cells, type Field, isBlank } from '../../mechanism/field.ts';
import { namedIn } from '../../mechanism/named.ts';
import type { Register } from '../../mechanism/register.ts';
import type { CellValue, SheetColumn } from '../../tables/index.ts';
import { bookKey, type NameBook } from './exchange-names.ts';
import type { RowState } from './line.ts';

/** How a register looks as a sheet: columns, titles, and what stands in a cell. Export and import both go by this. */

/** The first column, by which a line is known again. */
export const idColumn = { key: '#line', title: words('行番号', 'Line number') } as const;
/** Only where lines that ended are in the file too. */
export const stateColumn = { key: '#state', title: words('行の状態', 'Line state') } as const;
export const stateWords = { current: words('有効', 'In force'), ended: words('終了', 'Ended') } as const satisfies Record<RowState, Words>;
export const yesNoWords = { true: words('はい', 'Yes'), false: words('いいえ', 'No') } as const;

/** The title of a column, with its unit: 容量(GB). */
export const titleOf = ({ title, unit }: Pick<Field, 'title' | 'unit'>, language: Language): string =>
  unit ? `${title[language]}(${unit[language]})` : title[language];

export const between: Readonly<Record<Language, string>> = { ja: '、', en: ', ' };

/** A cell as a person reads and types it. */
export function cellText(field: Field, cell: Cell | undefined, language: Language, books: ReadonlyMap<string, NameBook>): string {
  if (isBlank(cell)) return '';
  const titleOfOption = (key: string): string => field.options?.[key]?.[language] ?? key;
  if (field.type === 'boolean') return yesNoWords[cell === true ? 'true' : 'false'][language];
  if (field.type === 'choice') return titleOfOption(String(cell));
  if (field.type === 'choices') return (cell as readonly string[]).map(titleOfOption).join(between[language]);
  if (field.type === 'moment') return String(cell).replace('T', ' ');
  const key = bookKey(field);
  if (key === null) return String(cell);
  return namedIn(cell)
    .map((id) => books.get(key)!.written(id))
    .join(between[language]);
}

export function sheetColumns(
  { columns }: Pick<Register, 'columns'>,
  { language, withState }: { readonly language: Language; readonly withState: boolean },
  books: ReadonlyMap<string, NameBook>,
): SheetColumn[] {
  const states = [stateWords.current[language], stateWords.ended[language]];
  return [
    { key: idColumn.key, title: idColumn.title[language], width: 18, kind: 'text', locked: true },
    ...(withState
      ? [{ key: stateColumn.key, title: stateColumn.title[language], width: 10, kind: 'list', options: states } satisfies SheetColumn]
      : []),
    ...columns.map((field) => sheetColumn(field, language, books)),
  ];
}

const widths: Readonly<Record<Field['type'], number>> = {
  text: 24,
  longText: 44,
  number: 12,
  date: 12,
  moment: 18,
  boolean: 10,
  choice: 16,
  choices: 26,
  person: 20,
  device: 20,
  devices: 30,
  row: 28,
};

function sheetColumn(field: Field, language: Language, books: ReadonlyMap<string, NameBook>): SheetColumn {
  const { id, type } = field;
  const column = { key: id, title: titleOf(field, language), width: widths[type], wrap: type === 'longText' };
  if (type === 'number' || type === 'date') return { ...column, kind: type };
  const options = optionsOf(field, language, books);
  return options.length > 0 ? { ...column, kind: 'list', options } : { ...column, kind: 'text' };
}

function optionsOf(field: Field, language: Language, books: ReadonlyMap<string, NameBook>): readonly string[] {
  if (field.type === 'boolean') return [yesNoWords.true[language], yesNoWords.false[language]];
  if (field.type === 'choice') return Object.values(field.options ?? {}).map((title) => title[language]);
  const key = bookKey(field);
  // A cell that holds several has no drop-down: it would offer one.
  return key === null || field.type === 'devices' ? [] : books.get(key)!.options;
}

/** A line of the register as a row of the sheet, but for its id and state. */
export const sheetRow = (
  { columns }: Pick<Register, 'columns'>,
  cells: Cells,
  language: Language,
  books: ReadonlyMap<string, NameBook>,
): Record<string, CellValue> =>
  Object.fromEntries(
    columns.map((field) => {
      const cell = cells[field.id];
      return [field.id, field.type === 'number' && typeof cell === 'number' ? cell : cellText(field, cell, language, books)];
    }),
  );

/** Ids that stand in the cells of some lines, by the book that names them. */
export function usedIds(columns: readonly Field[], lines: readonly Cells[]): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  for (const field of columns) {
    const key = bookKey(field);
    if (key === null) continue;
    const ids = used.get(key) ?? new Set<string>();
    used.set(key, ids);
    for (const cells of lines) for (const id of namedIn(cells[field.id])) ids.add(id);
  }
  return used;
}

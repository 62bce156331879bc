import { searchForm, type Words, words } from '../../base/text.ts';
import type { Field } from '../../mechanism/field.ts';
import type { Register } from '../../mechanism/register.ts';
import type { ReadTable, TableSheet } from '../../tables/index.ts';
import { idColumn, stateColumn, titleOf } from './exchange-sheet.ts';
import type { ImportProblems } from './import-problems.ts';

/** Where in a sheet what stands. */
export interface ImportColumns {
  readonly sheet: TableSheet;
  /** Undefined where the file has no such column. */
  readonly idAt: number | undefined;
  readonly stateAt: number | undefined;
  readonly fields: readonly { readonly field: Field; readonly at: number; readonly title: string }[];
  readonly notes: readonly Words[];
}

const fold = (text: string): string => searchForm(text).replace(/\s+/gu, '');

/** Every title under which a column may stand: in both languages, with its unit and without, marked as required or not. */
function titles(register: Pick<Register, 'columns'>): Map<string, string> {
  const known = new Map<string, string>();
  const put = (title: string, key: string) => {
    if (!known.has(fold(title))) known.set(fold(title), key);
  };
  for (const { key, title } of [idColumn, stateColumn]) for (const text of [title.ja, title.en]) put(text, key);
  for (const field of register.columns) for (const language of ['ja', 'en'] as const) put(titleOf(field, language), field.id);
  for (const { id, title } of register.columns) for (const text of [title.ja, title.en]) put(text, id);
  return known;
}

/**
 * Finds the sheet of the register and its columns by their titles, in whatever order. A column that the register does not know is a
 * problem, because what stands in it would be lost; one that the file lacks is left alone, and that is said.
 */
export function importColumns(register: Register, table: ReadTable, problems: ImportProblems): ImportColumns | null {
  const known = titles(register);
  // A title that is there twice was read as 名称 and 名称 (2).
  const keyOf = (title: string) => known.get(fold(title)) ?? known.get(fold(title.replace(/ \(\d+\)$/, '')));
  const fitting = table.sheets.map((sheet) => ({ sheet, count: sheet.header.filter((title) => keyOf(title) !== undefined).length }));
  const best = Math.max(0, ...fitting.map(({ count }) => count));
  const candidates = fitting.filter(({ count }) => count === best && count > 0).map(({ sheet }) => sheet);
  const [sheet] = candidates;
  if (sheet === undefined) {
    problems.add(
      null,
      null,
      words(
        `「${register.title.ja}」の列がありません。この画面から書き出したファイルの見出しを使ってください。`,
        `There is no column of “${register.title.en}”. Use the titles of a file that was exported here.`,
      ),
    );
    return null;
  }
  if (candidates.length > 1)
    problems.add(
      null,
      null,
      words(
        `この台帳の表が${candidates.length}枚のシートにあります(${names(candidates)})。1枚にまとめてください。`,
        `${candidates.length} sheets hold lines of this register (${names(candidates)}). Put them into one.`,
      ),
    );
  problems.read(sheet, table);
  const at = new Map<string, number>();
  for (const [index, title] of sheet.header.entries()) {
    const key = keyOf(title);
    if (key === undefined) {
      // Excel leaves columns of nothing behind.
      if (sheet.rows.some((row) => row.cells[index] !== ''))
        problems.add(
          sheet.headerNumber,
          title,
          words(
            'この台帳にない列です。列を消すか、見出しを直してください。',
            'The register has no such column. Remove it or correct its title.',
          ),
        );
    } else if (at.has(key))
      problems.add(
        sheet.headerNumber,
        title,
        words('同じ列が2つあります。1つにしてください。', 'This column is there twice. Leave one of them.'),
      );
    else at.set(key, index);
  }
  return {
    sheet,
    idAt: at.get(idColumn.key),
    stateAt: at.get(stateColumn.key),
    fields: register.columns.flatMap((field) => {
      const index = at.get(field.id);
      return index === undefined ? [] : [{ field, at: index, title: sheet.header[index]! }];
    }),
    notes: notesOf(register, at, table),
  };
}

const names = (sheets: readonly TableSheet[]): string => sheets.map(({ name }) => name).join('、');

function notesOf(register: Register, at: ReadonlyMap<string, number>, { hiddenSheets }: ReadTable): Words[] {
  const absent = register.columns.filter(({ id }) => !at.has(id));
  const notes: Words[] = [];
  if (absent.length > 0)
    notes.push(
      words(
        `ファイルにない列は変えません:${absent.map(({ title }) => title.ja).join('、')}`,
        `Columns that the file does not have stay as they are: ${absent.map(({ title }) => title.en).join(', ')}`,
      ),
    );
  if (!at.has(idColumn.key))
    notes.push(
      words(
        '「行番号」の列がないため、すべて新しい行として読みました。',
        'There is no column of line numbers, so every line was read as a new one.',
      ),
    );
  if (hiddenSheets.length > 0)
    notes.push(words(`非表示のシートは読みません:${hiddenSheets.join('、')}`, `Hidden sheets are not read: ${hiddenSheets.join(', ')}`));
  return notes;
}

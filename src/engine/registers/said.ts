import { type Words, words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import { type Cell, type Cells, type Field, isBlank } from '../../mechanism/field.ts';
import { namedBy, namedIn, namedTypeOf, namedTypes, saidNames } from '../../mechanism/named.ts';
import type { RegistersDeps } from './deps.ts';
import { numberText } from './line.ts';
import { rowsById } from './row.store.ts';

export interface Named {
  readonly label: string;
  readonly gone: boolean;
}
/** Names of what cells point to, by id. */
export type Names = ReadonlyMap<string, Named>;

/** Names of lines, those that ended too: `R-VEN-3 株式会社例`. Ids that no line has are absent. */
export async function namedRows({ definitions, pool }: RegistersDeps, ids: readonly string[], db: Db = pool): Promise<Map<string, Named>> {
  const named = new Map<string, Named>();
  for (const row of await rowsById(db, [...new Set(ids)])) {
    const definition = definitions.get(row.register);
    const number = definition ? numberText(definition, row.number) : row.register;
    named.set(row.id, { label: row.label === number ? number : `${number} ${row.label}`, gone: row.state === 'ended' });
  }
  return named;
}

/** The names of everything that the given lines point to, asked once for each type. */
export async function namesFor(deps: RegistersDeps, columns: readonly Field[], lines: readonly Cells[], db?: Db): Promise<Names> {
  const names = new Map<string, Named>();
  for (const type of namedTypes) {
    const ids = new Set(lines.flatMap((cells) => namedBy(type, columns, cells).flatMap((named) => named.ids)));
    if (ids.size === 0) continue;
    const found = type === 'row' ? await namedRows(deps, [...ids], db) : await deps.ports.named(type, [...ids]);
    for (const [id, name] of found) names.set(id, name);
  }
  return names;
}

const yesNo = { true: words('はい', 'Yes'), false: words('いいえ', 'No') };

/** A cell as a person reads it: the option's title, the person's name. */
export function saidCell(field: Field, cell: Cell | undefined, names: Names): Words {
  if (isBlank(cell)) return words('', '');
  if (namedTypeOf(field) !== null) return saidNames(namedIn(cell).map((id) => saidName(names.get(id))));
  if (field.type === 'boolean') return yesNo[cell === true ? 'true' : 'false'];
  if (field.type === 'choice') return field.options?.[String(cell)] ?? words(String(cell), String(cell));
  if (field.type === 'choices') {
    const said = (cell as readonly string[]).map((key) => field.options?.[key] ?? words(key, key));
    return words(said.map(({ ja }) => ja).join('、'), said.map(({ en }) => en).join(', '));
  }
  if (field.type === 'moment') return words(String(cell).replace('T', ' '), String(cell).replace('T', ' '));
  return words(String(cell), String(cell));
}

const saidName = (named: Named | undefined): Words => (named ? words(named.label, named.label) : words('(不明)', '(unknown)'));

const isSaid = ({ type }: Field): boolean => !['text', 'longText', 'number', 'date', 'moment'].includes(type);

/** How the cells that hold an id or a key are said, by column; others are absent. */
export const saidCells = (columns: readonly Field[], cells: Cells, names: Names): Record<string, Words> =>
  Object.fromEntries(
    columns
      .filter((column) => isSaid(column) && !isBlank(cells[column.id]))
      .map((column) => [column.id, saidCell(column, cells[column.id], names)]),
  );

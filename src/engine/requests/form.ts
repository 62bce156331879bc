import { searchForm, type Words, words } from '../../base/text.ts';
import { type CellProblem, cellsFault, readCell, readCells } from '../../mechanism/cells.ts';
import { type Cells, type Field, isBlank } from '../../mechanism/field.ts';
import { namedBy, namedIn, namedTypeOf, namedTypes, saidNames, whyNotNamed } from '../../mechanism/named.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import type { RequestsPorts } from './ports.ts';

const aboutCharsMax = 120;

/** A form as it is kept. A draft may lack what is needed; what stands in it must fit. Throws `value-out-of-bounds` with each field. */
export function readForm(fields: readonly Field[], given: Readonly<Record<string, unknown>>, partial: boolean): Cells {
  const read = readCells(fields, given, { partial });
  if (!read.ok) throw cellsFault(read.problems);
  return read.cells;
}

/** What somebody says of a decision, an end or an absence; '' where they say nothing. Throws `value-out-of-bounds`. */
export function readSaid(id: string, given: string, maxChars: number): string {
  const read = readCell({ id, title: words('理由', 'Reason'), type: 'longText', maxChars }, given);
  if ('says' in read) throw cellsFault([{ field: id, says: read.says }]);
  return read.cell === null ? '' : String(read.cell);
}

/** Refuses a form that names somebody or something that is not there, or no more. Throws `value-out-of-bounds`. */
export async function refuseUnknown(ports: Pick<RequestsPorts, 'named'>, fields: readonly Field[], cells: Cells): Promise<void> {
  const problems: CellProblem[] = [];
  for (const type of namedTypes) {
    const asked = namedBy(type, fields, cells);
    if (asked.length === 0) continue;
    const names = await ports.named(
      type,
      asked.flatMap(({ ids }) => ids),
    );
    for (const { field, ids } of asked) {
      const says = field.type === 'devices' ? whyNotNamed(field, ids, names) : whyNotOne(names.get(ids[0]!));
      if (says !== null) problems.push({ field: field.id, says });
    }
  }
  if (problems.length > 0) throw cellsFault(problems);
}

function whyNotOne(found: { readonly label: string; readonly gone: boolean } | undefined): Words | null {
  if (found === undefined) return words('見つかりません。一覧から選び直してください。', 'It was not found. Choose again from the list.');
  return found.gone
    ? words(`${found.label}は今は使えません。選び直してください。`, `${found.label} is no longer there. Choose another.`)
    : null;
}

/** How the cells that hold a key or an id are said. */
export async function saidCells(
  ports: Pick<RequestsPorts, 'named'>,
  fields: readonly Field[],
  cells: Cells,
): Promise<Readonly<Record<string, Words>>> {
  const said: Record<string, Words> = {};
  const names = new Map<string, { readonly label: string }>();
  for (const type of namedTypes) {
    const ids = namedBy(type, fields, cells).flatMap((named) => named.ids);
    if (ids.length > 0) for (const [id, name] of await ports.named(type, ids)) names.set(id, name);
  }
  for (const field of fields) {
    const cell = cells[field.id];
    if (isBlank(cell)) continue;
    if (namedTypeOf(field) !== null) {
      const labels = namedIn(cell).map((id) => names.get(id)?.label);
      said[field.id] = saidNames(labels.map((label) => (label === undefined ? words('記録なし', 'not on record') : words(label, label))));
    } else if (field.type === 'choice' || field.type === 'choices') {
      const chosen = (Array.isArray(cell) ? cell : [cell]).map((key) => field.options?.[key as string] ?? words(String(key), String(key)));
      said[field.id] = words(chosen.map(({ ja }) => ja).join('、'), chosen.map(({ en }) => en).join(', '));
    }
  }
  return said;
}

/** What a request is about, as one line: the first text of its form. */
export function aboutOf(kind: RequestKind, form: Cells): string {
  const first = kind.form.find(({ id, type }) => (type === 'text' || type === 'longText') && !isBlank(form[id]));
  if (first === undefined) return '';
  const [line = ''] = String(form[first.id]).split('\n');
  return line.length > aboutCharsMax ? `${[...line].slice(0, aboutCharsMax - 1).join('')}…` : line;
}

/** By which a request is found again: everything that was typed. */
export function searchTextOf(kind: RequestKind, form: Cells): string {
  const typed = kind.form.filter(({ type }) => type === 'text' || type === 'longText').map(({ id }) => form[id] ?? '');
  return searchForm([kind.title.ja, kind.title.en, ...typed].join(' ')).slice(0, 4_000);
}

/** Refuses a wish for more days than the company allows. Null asks for as many as there are. Throws `value-out-of-bounds`. */
export function refuseDays(asked: number | null, max: number | null): void {
  if (asked === null || (max !== null && asked >= 1 && asked <= max)) return;
  const says =
    max === null
      ? words('この申請の承認に期限はありません。日数を指定しないでください。', 'An approval of this kind has no end. Leave the days out.')
      : words(`有効期間は1日から${max}日の間で指定してください。`, `Choose between 1 and ${max} days.`);
  throw cellsFault([{ field: 'validForDays', says }]);
}

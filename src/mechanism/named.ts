import { type Words, words } from '../base/text.ts';
import type { Cell, Cells, Field } from './field.ts';

/** What a cell can name by id. */
export const namedTypes = ['person', 'device', 'row'] as const;
export type NamedType = (typeof namedTypes)[number];

/** As many devices as one cell can name: as many as a case is tied to. */
export const devicesMax = 200;

/** What the ids in a field's cells are ids of; null for a field that names nothing. */
export const namedTypeOf = ({ type }: Pick<Field, 'type'>): NamedType | null =>
  type === 'devices' ? 'device' : type === 'person' || type === 'device' || type === 'row' ? type : null;

/** The ids that stand in a cell. A field that names several devices may have named one only when the cell was written. */
export const namedIn = (cell: Cell | undefined): readonly string[] =>
  typeof cell === 'string' ? (cell === '' ? [] : [cell]) : Array.isArray(cell) ? (cell as readonly string[]) : [];

/** The fields that name things of one type, with the ids that stand in them; those left blank are absent. */
export const namedBy = (
  type: NamedType,
  fields: readonly Field[],
  cells: Cells,
): { readonly field: Field; readonly ids: readonly string[] }[] =>
  fields
    .filter((field) => namedTypeOf(field) === type)
    .map((field) => ({ field, ids: namedIn(cells[field.id]) }))
    .filter(({ ids }) => ids.length > 0);

/** What there is, by id; what is `gone` can be read, but not chosen any more. Ids of nothing are absent. */
export type KnownNames = ReadonlyMap<string, { readonly label: string; readonly gone: boolean }>;

/** Why a cell cannot name what it names; null where all of it is there. Of several it says which, so that the others stay chosen. */
export function whyNotNamed({ type }: Pick<Field, 'type'>, ids: readonly string[], known: KnownNames): Words | null {
  const lost = ids.filter((id) => known.get(id)?.gone !== false);
  if (lost.length === 0) return null;
  if (type !== 'devices')
    return words('今はもうありません。一覧から選び直してください。', 'It is not there any more. Choose from the list.');
  const labels = lost.flatMap((id) => known.get(id)?.label ?? []);
  const strange = lost.length - labels.length;
  const gone = words(
    `${labels.join('、')}は今は使えません。外してください。`,
    `No longer there: ${labels.join(', ')}. Please remove ${labels.length === 1 ? 'it' : 'them'}.`,
  );
  const unknown = words(
    `見つからない端末が${strange}台あります。外してください。`,
    `${strange} of the devices cannot be found. Please remove them.`,
  );
  if (labels.length === 0) return unknown;
  return strange === 0 ? gone : words(gone.ja + unknown.ja, `${gone.en} ${unknown.en}`);
}

/** As many names as are read at a glance; more of them are counted first. */
const glanceMax = 3;

/** Several names as one text: `keiri-01、keiri-02`, `40台: keiri-01、…`. */
export function saidNames(names: readonly Words[]): Words {
  const all = words(names.map(({ ja }) => ja).join('、'), names.map(({ en }) => en).join(', '));
  return names.length <= glanceMax ? all : words(`${names.length}台: ${all.ja}`, `${names.length} devices: ${all.en}`);
}

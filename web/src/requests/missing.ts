import { type Cells, type FieldView, isBlankCell, isNeededField } from '../api/mechanism-types.ts';
import type { Words } from '../api/types.ts';

export type Missing = Readonly<Record<string, Words>>;
export const nothingMissing: Missing = {};

/** What is still to be filled, said at once and without the server; everything finer is the server's to say. */
export function missingIn(fields: readonly FieldView[], values: Cells, fill: string): Missing {
  const blank = fields.filter((field) => isNeededField(field, values) && isBlankCell(values[field.id]));
  return Object.fromEntries(blank.map(({ id }) => [id, { ja: fill, en: fill }]));
}

/** Without what was filled in since; the same object where nothing was. */
export function stillMissing(missing: Missing, values: Cells): Missing {
  const left = Object.entries(missing).filter(([id]) => isBlankCell(values[id]));
  return left.length === Object.keys(missing).length ? missing : Object.fromEntries(left);
}

import type { Words } from '../base/text.ts';

/**
 * One thing that a person writes down: a column of a register, a question of a request's form, an entry of a duty's record.
 * What each type holds: `text` and `longText` a string; `number` a number; `date` 2026-11-22; `moment` 2026-11-22T19:00 on the
 * company's clock; `boolean` true or false; `choice` the key of an option; `choices` keys, each once; `person` the id of somebody on
 * the staff list; `device` the id of an enrolled device, `devices` ids of some, each once; `row` the id of a line of the register named
 * in `register`.
 */
export const fieldTypes = [
  'text',
  'longText',
  'number',
  'date',
  'moment',
  'boolean',
  'choice',
  'choices',
  'person',
  'device',
  'devices',
  'row',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface Field {
  /** Permanent within its register, form or record: `purchasedOn`. */
  readonly id: string;
  readonly title: Words;
  readonly type: FieldType;
  readonly required?: true;
  /** Needed only where another field says one of these. */
  readonly requiredWhen?: { readonly field: string; readonly is: readonly (string | boolean)[] };
  /** Stands under the title: what to write, with an example. */
  readonly hint?: Words;
  /** For `choice` and `choices`. */
  readonly options?: Readonly<Record<string, Words>>;
  /** For `number`: 台 / devices. */
  readonly unit?: Words;
  readonly min?: number;
  readonly max?: number;
  /** For `text` and `longText`; 200 and 2,000 where left out. */
  readonly maxChars?: number;
  /** For `row`: the id of the register. */
  readonly register?: string;
}

export type Cell = string | number | boolean | readonly string[] | null;
export type Cells = Readonly<Record<string, Cell>>;

export const charsMaxOf = (field: Pick<Field, 'type' | 'maxChars'>): number => field.maxChars ?? (field.type === 'longText' ? 2_000 : 200);

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0);

/** Whether a field must be filled, given what the others say. */
export const isNeeded = (field: Field, cells: Cells): boolean =>
  field.required === true || field.requiredWhen?.is.includes(cells[field.requiredWhen.field] as string | boolean) === true;

import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-mechanisms.ts';

/** Shapes that registers, duties and requests share: a field of a form, what stands in it, an attached file. */
export type FieldView = z.infer<typeof contract.fieldSchema>;
export type Cell = z.infer<typeof contract.cellSchema>;
export type Cells = Readonly<Record<string, Cell>>;
export type Said = Readonly<Record<string, { readonly ja: string; readonly en: string }>>;
export type AttachmentView = z.infer<typeof contract.attachmentSchema>;
export type Choice = z.infer<typeof contract.choiceSchema>;
export type ChoiceType = 'person' | 'device' | 'row';

export const isBlankCell = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0);

/** Whether a field must be filled, given what the others say: the server's own rule, for the mark beside the label. */
export const isNeededField = (field: Pick<FieldView, 'required' | 'requiredWhen'>, cells: Cells): boolean =>
  field.required || field.requiredWhen?.is.includes(cells[field.requiredWhen.field] as string | boolean) === true;

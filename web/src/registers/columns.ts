import type { FieldView, Register, RegisterTableSearch, RegisterView } from '../api/registers-types.ts';

/** The columns of the table: what names a line comes first, the others as the register defines them, without the hidden ones. */
export function shownColumns(register: Pick<Register, 'columns' | 'label'>, hidden: readonly string[] | undefined): readonly FieldView[] {
  const label = register.columns.filter(({ id }) => id === register.label);
  const others = register.columns.filter(({ id }) => id !== register.label && !(hidden ?? []).includes(id));
  return [...label, ...others];
}

/** A column that can be hidden: all but the one that names the line. */
export const hideable = (register: Pick<Register, 'columns' | 'label'>): readonly FieldView[] =>
  register.columns.filter(({ id }) => id !== register.label);

/** Types whose values are few and known by name, so that they are chosen from a list rather than typed. */
export const isListed = ({ type }: Pick<FieldView, 'type'>): boolean => !['text', 'longText', 'number', 'date', 'moment'].includes(type);

/** A grouped table stands in the order of its groups, unless somebody sorted it otherwise. */
export const sortedBy = ({ sort, group }: RegisterTableSearch): string => sort ?? group ?? 'number';

export const viewById = (views: readonly RegisterView[], id: string | undefined): RegisterView | undefined =>
  views.find((view) => view.id === id);

import { type Cell, type Cells, type FieldView, isBlankCell, isNeededField, type Said } from '../api/mechanism-types.ts';
import type { Words } from '../api/types.ts';
import classes from './field.module.css';
import { FieldInput } from './field-input.tsx';

interface FieldFormProps {
  fields: readonly FieldView[];
  values: Cells;
  onChange: (values: Cells) => void;
  /** By field: `fieldProblems(fault)`. */
  problems?: Readonly<Record<string, Words>> | undefined;
  said?: Said | undefined;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** Whether a question is put: one that hangs on another's answer comes with that answer, and stays while something stands in it. */
export const isAsked = (field: FieldView, values: Cells): boolean =>
  field.requiredWhen === null || field.required || isNeededField(field, values) || !isBlankCell(values[field.id]);

/** Fields under one another, each with its label, mark, hint and what is wrong with it. The `<Form>` around it is the caller's. */
export function FieldForm({ fields, values, onChange, problems = {}, said, disabled = false, autoFocus = false }: FieldFormProps) {
  const asked = fields.filter((field) => isAsked(field, values) || problems[field.id] !== undefined);
  const set = (id: string, cell: Cell) => onChange({ ...values, [id]: cell });
  return (
    <div className={classes.form}>
      {asked.map((field, index) => (
        <FieldInput
          key={field.id}
          field={field}
          value={values[field.id]}
          onChange={(cell) => set(field.id, cell)}
          problem={problems[field.id]}
          said={said?.[field.id]}
          needed={isNeededField(field, values)}
          disabled={disabled}
          autoFocus={autoFocus && index === 0}
        />
      ))}
    </div>
  );
}

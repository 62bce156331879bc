import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, FieldView } from '../api/mechanism-types.ts';
import type { Words } from '../api/types.ts';
import { ChoiceField } from './choice-field.tsx';
import { DevicesControl } from './devices-control.tsx';
import classes from './field.module.css';
import { BooleanControl, ChoiceControl, ChoicesControl, DayControl, NumberControl, TextControl } from './field-controls.tsx';
import { useSaid } from './said.ts';

export interface FieldInputProps {
  field: FieldView;
  value: Cell | undefined;
  onChange: (cell: Cell) => void;
  /** What is wrong with it, said under the field. */
  problem?: Words | undefined;
  /** How the id that stands in it is said, where the caller knows; else it is looked up. */
  said?: Words | undefined;
  /** Whether it must be filled, given the other fields; left out: as the definition says without them. */
  needed?: boolean | undefined;
  /** In the cell of a table: no label above, no hint. Its name is still read out. */
  compact?: boolean;
  autoFocus?: boolean;
  disabled?: boolean;
}

/** What a control needs to know of the frame around it. */
export interface ControlProps {
  field: FieldView;
  value: Cell | undefined;
  onChange: (cell: Cell) => void;
  id: string;
  /** Null where a label of its own belongs to it. */
  name: string | null;
  describedBy: string | undefined;
  invalid: boolean;
  needed: boolean;
  compact: boolean;
  disabled: boolean;
  said: Words | undefined;
}

/** One field of any type, in the habits of the Digital Agency's forms: label and ※必須 above, the hint under it, what is wrong below. */
export function FieldInput({
  field,
  value,
  onChange,
  problem,
  said,
  needed = field.required,
  compact = false,
  autoFocus = false,
  disabled = false,
}: FieldInputProps) {
  const id = useId();
  const { say } = useSaid();
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor is put there once, when the field appears
  useEffect(() => {
    if (autoFocus) place.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, []);
  const hint = field.hint !== null && !compact ? say(field.hint) : null;
  const described = [hint === null ? null : `${id}-hint`, problem === undefined ? null : `${id}-problem`].filter((each) => each !== null);
  const control: ControlProps = {
    field,
    value,
    onChange,
    id,
    name: compact ? say(field.title) : null,
    describedBy: described.length === 0 ? undefined : described.join(' '),
    invalid: problem !== undefined,
    needed,
    compact,
    disabled,
    said,
  };
  return (
    <div ref={place} className={classes.place}>
      <Frame control={control} hint={hint} problem={problem === undefined ? null : say(problem)}>
        <Control {...control} />
      </Frame>
    </div>
  );
}

/** Several inputs under one question are a group with a legend; one input has a label. */
const isGroup = ({ field, compact }: ControlProps): boolean =>
  field.type === 'choices' || (!compact && (field.type === 'boolean' || (field.type === 'choice' && hasFew(field))));
const fewOptionsMax = 4;
export const hasFew = (field: FieldView): boolean => (field.options?.length ?? 0) <= fewOptionsMax;

function Frame({
  control,
  hint,
  problem,
  children,
}: {
  control: ControlProps;
  hint: string | null;
  problem: string | null;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { field, id, compact, needed, describedBy } = control;
  const title = (
    <>
      {say(field.title)}
      {needed && <span className={classes.required}>{t('fill.required')}</span>}
    </>
  );
  const below = (
    <>
      {children}
      {problem !== null && (
        <p id={`${id}-problem`} className={classes.problem}>
          {problem}
        </p>
      )}
    </>
  );
  const said = hint !== null && (
    <p id={`${id}-hint`} className={classes.hint}>
      {hint}
    </p>
  );
  const data = { 'data-field': field.id };
  if (isGroup(control)) {
    return (
      <fieldset className={`${classes.field} ${compact ? classes.compact : ''}`} aria-describedby={describedBy} {...data}>
        <legend className={compact ? 'unseen' : classes.label}>{title}</legend>
        {said}
        {below}
      </fieldset>
    );
  }
  return (
    <div className={`${classes.field} ${compact ? classes.compact : ''}`} {...data}>
      {!compact && (
        <label htmlFor={id} className={classes.label}>
          {title}
        </label>
      )}
      {said}
      {below}
    </div>
  );
}

function Control(props: ControlProps) {
  switch (props.field.type) {
    case 'text':
    case 'longText':
      return <TextControl {...props} />;
    case 'number':
      return <NumberControl {...props} />;
    case 'date':
    case 'moment':
      return <DayControl {...props} />;
    case 'boolean':
      return <BooleanControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'choices':
      return <ChoicesControl {...props} />;
    case 'devices':
      return <DevicesControl {...props} />;
    default:
      return <ChoiceField {...props} type={props.field.type} />;
  }
}

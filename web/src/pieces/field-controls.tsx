import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBlankCell } from '../api/mechanism-types.ts';
import classes from './field.module.css';
import { type ControlProps, hasFew } from './field-input.tsx';
import { useSaid } from './said.ts';
import { readTyped } from './typed-number.ts';

/** What every plain input is told. The frame names it; in a table it names itself. */
const aria = ({ id, name, describedBy, invalid, needed }: ControlProps) => ({
  id,
  ...(name === null ? {} : { 'aria-label': name }),
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
  'aria-required': needed || undefined,
});

/** Counted only when it becomes tight: a number beside every field is noise. */
const nearTheEnd = 0.8;

export function TextControl(props: ControlProps) {
  const { t } = useTranslation();
  const { field, value, onChange, compact, disabled } = props;
  const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);
  const charsMax = field.maxChars ?? Number.POSITIVE_INFINITY;
  const shared = { className: classes.input, value: text, disabled, ...aria(props) };
  const left = charsMax - text.length;
  return (
    <>
      {field.type === 'longText' ? (
        <textarea rows={compact ? 2 : 4} {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...shared} autoComplete="off" onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      {text.length > charsMax * nearTheEnd && (
        <p className={left < 0 ? classes.problem : classes.hint}>
          {left < 0 ? t('fill.charsOver', { count: -left }) : t('fill.charsLeft', { count: left })}
        </p>
      )}
    </>
  );
}

export function NumberControl(props: ControlProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { field, value, onChange, invalid, disabled } = props;
  const [typed, setTyped] = useState(isBlankCell(value) ? '' : String(value));
  useEffect(() => {
    // Follows what is set from outside, but leaves «1.» and full-width digits alone while somebody types them.
    setTyped((old) => (readTyped(old) === (value ?? null) ? old : isBlankCell(value) ? '' : String(value)));
  }, [value]);
  const wrong = typeof readTyped(typed) === 'string';
  return (
    <>
      <span className={classes.withUnit}>
        <input
          className={`${classes.input} ${classes.number}`}
          inputMode={(field.min ?? 0) < 0 ? 'text' : 'decimal'}
          autoComplete="off"
          value={typed}
          disabled={disabled}
          {...aria(props)}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(readTyped(event.currentTarget.value));
          }}
        />
        {field.unit !== null && <span>{say(field.unit)}</span>}
      </span>
      {wrong && !invalid && <p className={classes.problem}>{t('fill.notNumber')}</p>}
    </>
  );
}

export function DayControl(props: ControlProps) {
  const { field, value, onChange, disabled } = props;
  return (
    <input
      className={`${classes.input} ${classes.day}`}
      type={field.type === 'date' ? 'date' : 'datetime-local'}
      min={field.type === 'date' ? '1900-01-01' : '1900-01-01T00:00'}
      max={field.type === 'date' ? '9999-12-31' : '9999-12-31T23:59'}
      value={typeof value === 'string' ? value : ''}
      disabled={disabled}
      {...aria(props)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}

function Option({
  type,
  name,
  label,
  checked,
  disabled,
  invalid,
  onCheck,
}: {
  type: 'radio' | 'checkbox';
  name: string;
  label: string;
  checked: boolean;
  disabled: boolean;
  invalid: boolean;
  onCheck: (checked: boolean) => void;
}) {
  return (
    <label className={classes.option}>
      <input
        type={type}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-invalid={invalid || undefined}
        onChange={(event) => onCheck(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** A choice that need not be made can be taken back; radios cannot do that by themselves. */
function Unset({ props }: { props: ControlProps }) {
  const { t } = useTranslation();
  if (props.needed || props.disabled || isBlankCell(props.value)) return null;
  return (
    <Button className={classes.unset} variant="subtle" size="compact-sm" onClick={() => props.onChange(null)}>
      {t('fill.unset')}
    </Button>
  );
}

export function BooleanControl(props: ControlProps) {
  const { t } = useTranslation();
  const { value, onChange, compact } = props;
  const options = [
    { key: true, label: t('fill.yes') },
    { key: false, label: t('fill.no') },
  ];
  if (compact) {
    return (
      <Select
        props={props}
        value={typeof value === 'boolean' ? String(value) : ''}
        options={options.map(({ key, label }) => ({ value: String(key), label }))}
        choose={(key) => onChange(key === '' ? null : key === 'true')}
      />
    );
  }
  return (
    <>
      <div className={classes.yesNo}>
        {options.map(({ key, label }) => (
          <Option
            key={label}
            type="radio"
            name={props.id}
            label={label}
            checked={value === key}
            disabled={props.disabled}
            invalid={props.invalid}
            onCheck={() => onChange(key)}
          />
        ))}
      </div>
      <Unset props={props} />
    </>
  );
}

export function ChoiceControl(props: ControlProps) {
  const { say } = useSaid();
  const { field, value, onChange, compact } = props;
  const options = field.options ?? [];
  if (compact || !hasFew(field)) {
    return (
      <Select
        props={props}
        value={typeof value === 'string' ? value : ''}
        options={options.map(({ key, title }) => ({ value: key, label: say(title) }))}
        choose={(key) => onChange(key === '' ? null : key)}
      />
    );
  }
  return (
    <>
      <div className={classes.options}>
        {options.map(({ key, title }) => (
          <Option
            key={key}
            type="radio"
            name={props.id}
            label={say(title)}
            checked={value === key}
            disabled={props.disabled}
            invalid={props.invalid}
            onCheck={() => onChange(key)}
          />
        ))}
      </div>
      <Unset props={props} />
    </>
  );
}

function Select({
  props,
  value,
  options,
  choose,
}: {
  props: ControlProps;
  value: string;
  options: readonly { value: string; label: string }[];
  choose: (key: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <select
      className={classes.input}
      value={value}
      disabled={props.disabled}
      onChange={(event) => choose(event.currentTarget.value)}
      {...aria(props)}
    >
      <option value="">{props.compact ? '' : t('fill.choose')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

export function ChoicesControl(props: ControlProps) {
  const { say } = useSaid();
  const { field, value, onChange } = props;
  const chosen = Array.isArray(value) ? value : [];
  const options = field.options ?? [];
  return (
    <div className={`${classes.options} ${options.length > 6 ? classes.across : ''}`}>
      {options.map(({ key, title }) => (
        <Option
          key={key}
          type="checkbox"
          name={props.id}
          label={say(title)}
          checked={chosen.includes(key)}
          disabled={props.disabled}
          invalid={props.invalid}
          onCheck={(on) => onChange(options.map((each) => each.key).filter((each) => (each === key ? on : chosen.includes(each))))}
        />
      ))}
    </div>
  );
}

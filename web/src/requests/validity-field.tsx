import { useTranslation } from 'react-i18next';
import type { FieldView } from '../api/mechanism-types.ts';
import { FieldInput } from '../pieces/field-input.tsx';
import { type Days, validityProblem } from './validity.ts';

interface Props {
  daysMax: number | null;
  value: Days;
  onChange: (days: Days) => void;
}

/** How long the approval shall hold: at most so long, counted from the approval; shorter where that is enough. */
export function ValidityField({ daysMax, value, onChange }: Props) {
  const { t } = useTranslation();
  if (daysMax === null) return <p className="small">{t('requests.form.validForGood')}</p>;
  const problem = validityProblem(value, daysMax);
  const both = (text: string) => ({ ja: text, en: text });
  const field: FieldView = {
    id: 'validForDays',
    title: both(t('requests.form.valid')),
    type: 'number',
    required: false,
    requiredWhen: null,
    hint: both(t('requests.form.validHint', { days: daysMax })),
    options: null,
    unit: both(t('requests.form.daysUnit')),
    min: 1,
    max: daysMax,
    maxChars: null,
    register: null,
  };
  return (
    <FieldInput
      field={field}
      value={value}
      problem={problem === null ? undefined : both(t(`requests.form.${problem}`, { days: daysMax }))}
      onChange={(cell) => onChange(typeof cell === 'number' || typeof cell === 'string' ? cell : null)}
    />
  );
}

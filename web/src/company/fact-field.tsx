import { Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FactKey } from '../api/company.ts';
import type { Words } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import { ClosuresField } from './closures-field.tsx';
import classes from './company.module.css';
import type { FactDraft, FactDrafts, FactFault, Hours } from './fact-draft.ts';

export interface Party {
  readonly party: string;
  readonly name: Words;
}
interface FactFieldProps {
  factKey: FactKey;
  label: string;
  description?: string | undefined;
  draft: FactDraft;
  fault: FactFault | undefined;
  parties: readonly Party[];
  onChange: (draft: FactDraft) => void;
}

/** The field that fits a fact: the same in the interview and on the company's page. */
export function FactField({ factKey, label, description, draft, fault, parties, onChange }: FactFieldProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const error = fault === undefined ? undefined : t(`company.faults.${fault}`);
  const text = { label, description, error };
  switch (factKey) {
    case 'name':
      return (
        <TextInput
          {...text}
          value={draft as string}
          maxLength={100}
          autoComplete="organization"
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      );
    case 'headcount':
      return (
        <TextInput
          {...text}
          className={classes.short}
          inputMode="numeric"
          value={draft as string}
          rightSection={<span className="small quiet">{t('company.people')}</span>}
          rightSectionWidth="auto"
          rightSectionProps={{ style: { paddingInline: '0.75rem' } }}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      );
    case 'sites':
      return <Textarea {...text} rows={3} value={draft as string} onChange={(e) => onChange(e.currentTarget.value)} />;
    case 'businessHours':
    case 'quietHours':
      return <HoursField {...text} hours={draft as Hours | null} mayBeNone={factKey === 'quietHours'} onChange={onChange} />;
    case 'openWeekdays':
      return <WeekdaysField {...text} days={draft as readonly number[]} onChange={onChange} />;
    case 'closures':
      return <ClosuresField {...text} rows={draft as FactDrafts['closures']} onChange={onChange} />;
    case 'fiscalYearStartMonth':
      return (
        <NativeSelect
          {...text}
          className={classes.short}
          value={draft as string}
          onChange={(e) => onChange(e.currentTarget.value)}
          data={Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: t(`company.months.m${(i + 1) as 1}`) }))}
        />
      );
    case 'approvalsNeeded':
      return (
        <Radio.Group {...text} value={draft as string} onChange={onChange}>
          <div className={classes.choices}>
            {['1', '2', '3'].map((count) => (
              <Radio key={count} value={count} label={t('company.approvals', { count: Number(count) })} />
            ))}
          </div>
        </Radio.Group>
      );
    case 'wareki':
      return (
        <Checkbox label={label} description={description} checked={draft as boolean} onChange={(e) => onChange(e.currentTarget.checked)} />
      );
    default: {
      const none = factKey === 'defaultDeputy' ? [{ value: '', label: t('company.nobody') }] : [];
      const known = parties.map(({ party, name }) => ({ value: party, label: say(name) }));
      const own = draft as string;
      const gone = own === '' || known.some(({ value }) => value === own) ? [] : [{ value: own, label: t('company.someoneGone') }];
      return (
        <NativeSelect
          {...text}
          className={classes.middle}
          value={own}
          onChange={(e) => onChange(e.currentTarget.value)}
          data={[...none, ...gone, ...known]}
        />
      );
    }
  }
}

interface Labelled {
  label: string;
  description: string | undefined;
  error: string | undefined;
}

function HoursField({
  label,
  description,
  error,
  hours,
  mayBeNone,
  onChange,
}: Labelled & { hours: Hours | null; mayBeNone: boolean; onChange: (hours: Hours | null) => void }) {
  const { t } = useTranslation();
  const shown = hours ?? { from: '', to: '' };
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      {description !== undefined && <p className="small quiet">{description}</p>}
      <div className={classes.pair}>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            label={t(`company.hours.${end}`)}
            placeholder={end === 'from' ? '09:00' : '18:00'}
            inputMode="numeric"
            disabled={hours === null}
            value={shown[end]}
            onChange={(e) => onChange({ ...shown, [end]: e.currentTarget.value })}
          />
        ))}
      </div>
      {mayBeNone && (
        <Checkbox
          label={t('company.hours.none')}
          checked={hours === null}
          onChange={(e) => onChange(e.currentTarget.checked ? null : { from: '20:00', to: '07:00' })}
        />
      )}
      {error !== undefined && (
        <p className={classes.fault} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Monday first, as a Japanese week plan has it. */
const weekOrder = [1, 2, 3, 4, 5, 6, 0] as const;
function WeekdaysField({
  label,
  description,
  error,
  days,
  onChange,
}: Labelled & { days: readonly number[]; onChange: (days: readonly number[]) => void }) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={label}
      description={description}
      error={error}
      value={days.map(String)}
      onChange={(chosen) => onChange(chosen.map(Number).sort())}
    >
      <div className={classes.choices}>
        {weekOrder.map((day) => (
          <Checkbox key={day} value={String(day)} label={t(`company.weekdaysLong.d${day}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Param } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import type { Draft, DraftFault } from './value-draft.ts';

interface ValueFieldProps {
  param: Pick<Param, 'type' | 'says' | 'options' | 'min' | 'max' | 'unit'>;
  draft: Draft;
  fault: DraftFault | undefined;
  onChange: (draft: Draft) => void;
}

/** The field that fits the type of the value. Units and bounds stand beside it, not in a manual. */
export function ValueField({ param, draft, fault, onChange }: ValueFieldProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const label = t('values.newValue');
  if (param.type === 'boolean') {
    return (
      <Radio.Group label={label} value={String(draft)} onChange={(value) => onChange(value === 'true')}>
        <div className="stack" style={{ gap: '0.5rem', marginTop: '0.4rem' }}>
          <Radio value="true" label={param.says === null ? t('values.yes') : say(param.says.true)} />
          <Radio value="false" label={param.says === null ? t('values.no') : say(param.says.false)} />
        </div>
      </Radio.Group>
    );
  }
  const text = String(draft);
  if (param.type === 'choice') {
    const options = Object.entries(param.options ?? {}).map(([value, words]) => ({ value, label: say(words) }));
    return <NativeSelect label={label} value={text} data={options} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
  if (param.type === 'list') {
    const count = text.split('\n').filter((line) => line.trim() !== '').length;
    return (
      <Textarea
        label={`${label} (${t('values.listCount', { count })})`}
        description={t('values.listHint')}
        rows={Math.min(14, Math.max(4, count + 1))}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (param.type === 'text')
    return <Textarea label={label} rows={3} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  const bounds = { min: (param.min ?? 0).toLocaleString(), max: (param.max ?? 0).toLocaleString() };
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      description={
        param.min === null || param.max === null
          ? undefined
          : t('values.boundsSaid', { ...bounds, unit: param.unit === null ? '' : say(param.unit) })
      }
      rightSection={param.unit === null ? undefined : <span className="small quiet">{say(param.unit)}</span>}
      rightSectionWidth="auto"
      rightSectionProps={{ style: { paddingInline: '0.75rem' } }}
      error={fault === undefined ? undefined : t(`values.${fault}`, bounds)}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Field, isChatField, type SecretName } from './fields.ts';
import classes from './notices.module.css';

/** A hint below its field, so that fields side by side stand in one line. */
export const wrapperOrder: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
const modes = ['starttls', 'implicit', 'none'] as const;

/** A setting that is no secret. */
export function PlainField({
  field,
  value,
  change,
}: {
  field: Exclude<Field, SecretName>;
  value: string | number;
  change: (value: string | number) => void;
}) {
  const { t } = useTranslation();
  if (field === 'tls') {
    return (
      <NativeSelect
        label={t('notices.tls')}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        data={modes.map((mode) => ({ value: mode, label: t(`notices.tlsModes.${mode}`) }))}
      />
    );
  }
  if (field === 'port') {
    return (
      <NumberInput
        label={t('notices.port')}
        value={value}
        min={1}
        max={65_535}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        onChange={change}
      />
    );
  }
  const hint =
    field === 'host'
      ? t('notices.hostHint')
      : field === 'user'
        ? t('notices.userHint')
        : field === 'publicUrl'
          ? t('notices.publicUrlHint')
          : undefined;
  return (
    <TextInput
      label={isChatField(field) ? t(`notices.fields.${field}`) : t(`notices.${field}`)}
      description={hint}
      inputWrapperOrder={wrapperOrder}
      className={field === 'publicUrl' ? classes.whole : undefined}
      value={value}
      type={field === 'fromAddress' || field === 'replyTo' ? 'email' : field === 'publicUrl' ? 'url' : 'text'}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

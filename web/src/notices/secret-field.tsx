import { Button, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../api/notices.ts';
import { dayOf } from '../pieces/when.tsx';
import type { SecretName } from './fields.ts';
import classes from './notices.module.css';
import { wrapperOrder } from './plain-field.tsx';

/**
 * A secret goes in and never comes out: of one that is set only the day shows, until the person wants to replace it.
 * @param value undefined: it stays; null: it is removed; a text: the new one
 */
export function SecretField({
  name,
  channel,
  setAt,
  value,
  change,
}: {
  name: SecretName;
  channel: Channel;
  setAt: string | null;
  value: string | null | undefined;
  change: (value: string | null | undefined) => void;
}) {
  const { t } = useTranslation();
  const label = t(`notices.secrets.${name}`);
  if (setAt !== null && typeof value !== 'string') {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame and legend
      <div className={classes.secret} role="group" aria-label={label}>
        <span className={classes.secretLabel}>{label}</span>
        <span>{value === null ? t('notices.secretRemoved') : t('notices.secretSet', { day: dayOf(new Date(setAt)) })}</span>
        <span className="row">
          <Button variant="outline" size="compact-sm" onClick={() => change('')}>
            {t('notices.secretChange')}
          </Button>
          {value === null ? (
            <Button variant="subtle" size="compact-sm" color="dark" onClick={() => change(undefined)}>
              {t('action.cancel')}
            </Button>
          ) : (
            channel === 'mail' && (
              <Button variant="subtle" size="compact-sm" color="dark" onClick={() => change(null)}>
                {t('notices.secretRemove')}
              </Button>
            )
          )}
        </span>
      </div>
    );
  }
  const hint = t(`notices.secretHints.${name}`) || t('notices.secretSealed');
  const shared = { label, description: hint, value: value ?? '', autoComplete: 'off', spellCheck: false, inputWrapperOrder: wrapperOrder };
  return (
    <div className={`${classes.secret} ${name === 'privateKey' ? classes.whole : ''}`}>
      {name === 'privateKey' ? (
        <Textarea {...shared} autosize minRows={3} maxRows={8} onChange={(event) => change(event.currentTarget.value)} />
      ) : (
        <TextInput {...shared} type="password" autoComplete="new-password" onChange={(event) => change(event.currentTarget.value)} />
      )}
      {setAt !== null && (
        <Button variant="subtle" size="compact-sm" color="dark" className={classes.keep} onClick={() => change(undefined)}>
          {t('notices.secretKeep')}
        </Button>
      )}
    </div>
  );
}

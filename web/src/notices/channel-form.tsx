import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type ChannelView, saveChannel } from '../api/notices.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { type Field, isSecret, type SecretName } from './fields.ts';
import classes from './notices.module.css';
import { PlainField } from './plain-field.tsx';
import { SettingFault, type SettingProblem } from './said.tsx';
import { SecretField } from './secret-field.tsx';
import { TestButton } from './test-button.tsx';

type Secrets = Partial<Record<SecretName, string | null>>;

/** One channel's settings. They are saved against the version that was seen; a secret is sent only where it was entered anew. */
export function ChannelForm({ view, fields }: { view: ChannelView; fields: readonly Field[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [enabled, setEnabled] = useState(view.enabled || view.version === 0);
  const [settings, setSettings] = useState<Readonly<Record<string, string | number>>>(view.settings);
  const [secrets, setSecrets] = useState<Secrets>({});
  const refresh = () => client.invalidateQueries({ queryKey: ['notices'] });
  const save = useMutation({
    mutationFn: () =>
      saveChannel({ channel: view.channel, enabled, version: view.version, settings: sent(settings), secrets: filled(secrets) }),
    onSuccess: async () => {
      setSecrets({});
      await refresh();
    },
    // The newest version comes in with the list; what was typed stays.
    onError: (error) => (error instanceof ApiError && error.code === 'conflict' ? refresh() : undefined),
  });
  const touch = () => save.isSuccess && save.reset();
  return (
    <Form className="stack" label={t(`notices.names.${view.channel}`)} onSubmit={() => save.mutate()}>
      {view.unreadable && (
        <Notice kind="error" title={t('notices.unreadable')}>
          {t('notices.unreadableBody')}
        </Notice>
      )}
      <div className={classes.fields}>
        {fields.map((field) =>
          isSecret(field) ? (
            <SecretField
              key={field}
              name={field}
              channel={view.channel}
              setAt={view.secretsSetAt[field] ?? null}
              value={secrets[field]}
              change={(value) => {
                touch();
                setSecrets({ ...secrets, [field]: value });
              }}
            />
          ) : (
            <PlainField
              key={field}
              field={field}
              value={settings[field] ?? ''}
              change={(value) => {
                touch();
                setSettings({ ...settings, [field]: value });
              }}
            />
          ),
        )}
      </div>
      <Checkbox
        label={t('notices.enabled')}
        checked={enabled}
        onChange={(event) => {
          touch();
          setEnabled(event.currentTarget.checked);
        }}
      />
      <SaveFault error={save.error} />
      {save.isSuccess && <Notice kind="done">{t('notices.saved')}</Notice>}
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
      <TestButton channel={view.channel} ready={view.enabled} />
    </Form>
  );
}

function SaveFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error instanceof ApiError && error.code === 'conflict') {
    return (
      <Notice kind="warn" title={t('notices.conflict')}>
        {t('notices.conflictBody')}
      </Notice>
    );
  }
  if (error instanceof ApiError && error.code === 'not-ready') return <SettingFault problem={error.params.problem as SettingProblem} />;
  return <Fault error={error} />;
}

/** Numbers as numbers, texts without the blanks around them. */
const sent = (settings: Readonly<Record<string, string | number>>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      name === 'port' ? Number(value) : typeof value === 'string' ? value.trim() : value,
    ]),
  );

/** An empty field is one that was not filled in, not a secret without letters. */
const filled = (secrets: Secrets): Secrets =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value === null || (value !== undefined && value.trim() !== '')));

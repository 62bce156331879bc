import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import { makePasskey } from '../api/passkey.ts';
import type { Profile } from '../api/people.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Panel } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import classes from './settings.module.css';

/** One's passkeys: their names, when they were used, one more, one less. */
export function Passkeys({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const refresh = () => client.invalidateQueries({ queryKey: ['me'] });
  const add = useMutation({
    mutationFn: async () => {
      const options = await change('POST', '/api/me/passkeys/begin');
      return change('POST', '/api/me/passkeys/finish', { label: label.trim(), response: await makePasskey(options) });
    },
    onSuccess: async () => {
      setLabel('');
      await refresh();
    },
  });
  const remove = useMutation({ mutationFn: (id: string) => change('DELETE', `/api/me/passkeys/${id}`), onSuccess: refresh });
  return (
    <Panel>
      <h3>{t('account.passkeys')}</h3>
      {profile.passkeys.length === 0 && <p className="quiet">{t('account.passkeyNone')}</p>}
      <Fault error={remove.error} />
      {remove.isSuccess && <Notice kind="done">{t('account.passkeyRemoved')}</Notice>}
      <ul className={classes.list}>
        {profile.passkeys.map((passkey) => (
          <li key={passkey.id}>
            <div>
              <b>{passkey.label}</b>
              <div className="small quiet">
                {t('account.added')} <When at={passkey.createdAt} /> · {t('account.used')} <When at={passkey.lastUsedAt} />
              </div>
            </div>
            <Button
              variant="outline"
              size="compact-sm"
              aria-label={`${t('account.passkeyRemove')}: ${passkey.label}`}
              loading={remove.isPending && remove.variables === passkey.id}
              onClick={() => remove.mutate(passkey.id)}
            >
              {t('account.passkeyRemove')}
            </Button>
          </li>
        ))}
      </ul>
      {me.passkeysHere ? (
        <Form className="stack" onSubmit={() => label.trim() !== '' && add.mutate()}>
          <Fault error={add.error} />
          {add.isSuccess && <Notice kind="done">{t('account.passkeyDone')}</Notice>}
          <TextInput
            label={t('account.passkeyName')}
            placeholder={t('account.passkeyNameHint')}
            maxLength={60}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" variant="outline" loading={add.isPending} disabled={label.trim() === ''}>
              {t('account.passkeyAdd')}
            </Button>
          </div>
        </Form>
      ) : (
        <p className="small quiet">{t('setup.passkeyNotHere')}</p>
      )}
    </Panel>
  );
}

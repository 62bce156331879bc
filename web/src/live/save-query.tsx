import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addQuery, changeQuery, endQuery } from '../api/live.ts';
import type { QueryList } from '../api/live-types.ts';
import type { Platform } from '../api/types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import classes from './live.module.css';

interface SaveProps {
  sql: string;
  platforms: readonly Platform[];
  /** The company's query that was taken from the library; it can be changed or withdrawn. */
  own: QueryList['own'][number] | undefined;
  allowed: boolean;
}

/** Keeps what is written for the next time. */
export function SaveQuery(props: SaveProps) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('live.saved.save')}</summary>
      <Saving key={props.own?.id ?? ''} {...props} />
    </details>
  );
}

function Saving({ sql, platforms, own, allowed }: SaveProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(own?.name ?? '');
  const [sure, setSure] = useState(false);
  const onSuccess = () => client.invalidateQueries({ queryKey: ['live', 'queries'] });
  const saving = { name: name.trim(), sql, platforms: platforms.length === 0 ? ['windows', 'macos', 'linux'] : platforms };
  const save = useMutation({
    mutationFn: async (over: boolean) =>
      void (own !== undefined && over ? await changeQuery(own.id, { ...saving, version: own.version }) : await addQuery(saving)),
    onSuccess,
  });
  const end = useMutation({ mutationFn: () => endQuery(own!.id, own!.version), onSuccess });
  const ready = allowed && saving.name !== '' && !save.isPending;
  return (
    <Form className={classes.form} onSubmit={() => ready && save.mutate(own !== undefined)}>
      <TextInput label={t('live.saved.name')} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Fault error={save.error ?? end.error} />
      {save.isSuccess && <Notice kind="done">{t('live.saved.done', { name: saving.name })}</Notice>}
      <div className={classes.acts}>
        {own !== undefined && (
          <Button type="submit" variant="outline" disabled={!ready}>
            {t('live.saved.change')}
          </Button>
        )}
        <Button type="button" variant="outline" disabled={!ready} onClick={() => save.mutate(false)}>
          {t('live.saved.add')}
        </Button>
        {own !== undefined && !sure && (
          <Button type="button" variant="default" onClick={() => setSure(true)}>
            {t('live.saved.end')}
          </Button>
        )}
      </div>
      {own !== undefined && sure && (
        <div className={classes.acts}>
          <span>{t('live.saved.endSure', { name: own.name })}</span>
          <Button type="button" color="red" loading={end.isPending} onClick={() => end.mutate()}>
            {t('live.saved.endNow')}
          </Button>
          <Button type="button" variant="default" onClick={() => setSure(false)}>
            {t('live.saved.cancel')}
          </Button>
        </div>
      )}
    </Form>
  );
}

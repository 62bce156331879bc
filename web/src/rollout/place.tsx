import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placeDevices } from '../api/rollout.ts';
import type { PlaceBody } from '../api/rollout-types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import classes from './rollout.module.css';

const deviceClasses = ['client', 'server', 'by-rule'] as const;
const environments = ['production', 'verification', 'development', 'none'] as const;

/** Says what devices are used as. What is left at 変えない stays as it is. */
export function PlaceForm({ of, onDone }: { of: Pick<PlaceBody, 'devices' | 'group'>; onDone?: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [deviceClass, setDeviceClass] = useState('');
  const [environment, setEnvironment] = useState('');
  const [reason, setReason] = useState('');
  const place = useMutation({
    mutationFn: () =>
      placeDevices({
        ...of,
        reason,
        ...(deviceClass !== '' && { class: deviceClass as (typeof deviceClasses)[number] }),
        ...(environment !== '' && { environment: environment === 'none' ? null : (environment as 'production') }),
      }),
    onSuccess: async () => {
      await client.invalidateQueries();
      onDone?.();
    },
  });
  const asIs = { value: '', label: t('rollout.place.asIs') };
  const ready = (deviceClass !== '' || environment !== '') && reason.trim() !== '';
  return (
    <Form className={classes.form} label={t('rollout.place.title')} onSubmit={() => ready && place.mutate()}>
      <div className={classes.pair}>
        <NativeSelect
          label={t('rollout.place.class')}
          value={deviceClass}
          onChange={(event) => setDeviceClass(event.currentTarget.value)}
          data={[asIs, ...deviceClasses.map((value) => ({ value, label: t(`rollout.class.${value}`) }))]}
        />
        <NativeSelect
          label={t('rollout.place.environment')}
          value={environment}
          onChange={(event) => setEnvironment(event.currentTarget.value)}
          data={[asIs, ...environments.map((value) => ({ value, label: t(`rollout.environment.${value}`) }))]}
        />
      </div>
      <TextInput
        label={t('rollout.reason')}
        description={t('rollout.place.hint')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Fault error={place.error} />
      {place.data !== undefined && <Notice kind="done">{t('rollout.place.done', { count: place.data.changed })}</Notice>}
      <div className={classes.acts}>
        <Button type="submit" disabled={!ready} loading={place.isPending}>
          {t('rollout.place.save')}
        </Button>
      </div>
    </Form>
  );
}

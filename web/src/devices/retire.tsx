import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import type { Device } from '../api/types.ts';
import { Fault } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './device.module.css';

/** Takes a lost or disposed device out of service. What it means is said before it is done; it cannot be undone. */
export function Retire({ device }: { device: Device }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const retire = useMutation({
    mutationFn: () => change('POST', `/api/devices/${encodeURIComponent(device.id)}/retire`, {}),
    onSuccess: async () => {
      await client.invalidateQueries();
      await navigate({ to: '/devices' });
    },
  });
  if (!isAdministrator(me.roles)) return null;
  return (
    <Section title={t('device.retire')}>
      <p>{t('device.retireHint')}</p>
      <Fault error={retire.error} />
      {asked ? (
        <div className={classes.choices}>
          <Button color="red" loading={retire.isPending} onClick={() => retire.mutate()}>
            {t('device.retireNow', { name: device.name })}
          </Button>
          <Button variant="default" disabled={retire.isPending} onClick={() => setAsked(false)}>
            {t('device.retireNot')}
          </Button>
        </div>
      ) : (
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('device.retire')}
        </Button>
      )}
    </Section>
  );
}

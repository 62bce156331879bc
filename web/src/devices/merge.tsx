import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, mergeDevices } from '../api/inventory.ts';
import { type ChosenDevice, DeviceChoice } from '../inventory/device-choice.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './device.module.css';

/** Joins another record of the same machine with this one. What it means is said before it is done; it cannot be undone. */
export function Merge({ id }: { id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState<ChosenDevice | null>(null);
  const merge = useMutation({
    mutationFn: (chosen: ChosenDevice) => mergeDevices(id, chosen.id),
    onSuccess: async () => {
      setOpen(false);
      setOther(null);
      await client.invalidateQueries();
    },
  });
  if (!isAdministrator(me.roles)) return null;
  const otherSystem = merge.error instanceof ApiError && merge.error.code === 'conflict';
  return (
    <Section title={t('held.merge')}>
      <p>{t('held.mergeHint')}</p>
      {otherSystem ? <Notice kind="error">{t('held.mergePlatform')}</Notice> : <Fault error={merge.error} />}
      {open ? (
        <div className={classes.choices}>
          <DeviceChoice label={t('held.mergeOther')} except={id} onChoose={setOther} />
          {other !== null && (
            <Button loading={merge.isPending} onClick={() => merge.mutate(other)}>
              {t('held.mergeNow', { name: other.name })}
            </Button>
          )}
          <Button variant="default" disabled={merge.isPending} onClick={() => setOpen(false)}>
            {t('held.mergeNot')}
          </Button>
        </div>
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('held.merge')}
        </Button>
      )}
    </Section>
  );
}

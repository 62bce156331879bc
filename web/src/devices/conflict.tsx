import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import type { Device } from '../api/types.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './device.module.css';

type Decision = 'same-device' | 'separate';

/** Two devices claim one identity. Only a person knows whether a machine was repaired or copied, so a person is asked. */
export function Conflict({ device }: { device: Device }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: Decision) => change('POST', `/api/devices/${encodeURIComponent(device.id)}/decide-conflict`, { decision }),
    onSuccess: () => client.invalidateQueries(),
  });
  const choices = [
    { decision: 'same-device', label: t('device.sameDevice'), hint: t('device.sameDeviceHint') },
    { decision: 'separate', label: t('device.separate'), hint: t('device.separateHint') },
  ] as const;
  return (
    <Notice kind="warn" title={t('device.conflict')}>
      {device.conflict !== null && <p>{say(device.conflict)}</p>}
      <Fault error={decide.error} />
      {isAdministrator(me.roles) && (
        <>
          <p>{t('device.decide')}</p>
          <div className={classes.choices}>
            {choices.map(({ decision, label, hint }) => (
              <div key={decision} className={classes.choice}>
                <Button
                  variant="outline"
                  disabled={decide.isPending}
                  loading={decide.isPending && decide.variables === decision}
                  onClick={() => decide.mutate(decision)}
                >
                  {label}
                </Button>
                <span className="small">{hint}</span>
              </div>
            ))}
          </div>
        </>
      )}
    </Notice>
  );
}

import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, devicesOfGroupQuery } from '../api/mechanisms.ts';
import { groupNamesQuery } from '../api/rollout.ts';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import classes from './field.module.css';

/** Adds the devices that are in a group now. Nothing where there are no groups, or where the reader may not know them. */
export function DevicesOfGroup({ add }: { add: (devices: readonly Choice[]) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const reader = isReader(useMe().roles);
  const { data } = useQuery({ ...groupNamesQuery, enabled: reader });
  const [group, setGroup] = useState('');
  const [state, setState] = useState<'still' | 'looking' | 'failed'>('still');
  if (!reader || data === undefined || data.groups.length === 0) return null;
  const take = async () => {
    setState('looking');
    try {
      const { choices } = await client.fetchQuery(devicesOfGroupQuery(group));
      add(choices);
      setState('still');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className={classes.ofGroup}>
      <label htmlFor={id} className={classes.hint}>
        {t('fill.devices.group')}
      </label>
      <select id={id} className={classes.input} value={group} onChange={(event) => setGroup(event.currentTarget.value)}>
        <option value="">{t('fill.choose')}</option>
        {data.groups.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
      <Button variant="default" disabled={group === ''} loading={state === 'looking'} onClick={take}>
        {t('fill.devices.addGroup')}
      </Button>
      {state === 'failed' && <p className={classes.problem}>{t('fill.search.failed')}</p>}
    </div>
  );
}

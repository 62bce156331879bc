import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VersionSummary } from '../api/procedures.ts';
import { askAgain, withdrawVersion } from '../api/versions.ts';
import { Fault } from '../pieces/notice.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';

/** Takes a submitted version back. What it means is said before it is done. */
export function Withdraw({ version }: { version: VersionSummary }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => withdrawVersion(version.id),
    onSettled: () => askAgain(client),
  });
  if (!isAdministrator(me.roles) || version.state !== 'submitted') return withdraw.isError ? <Fault error={withdraw.error} /> : null;
  if (!asked) {
    return (
      <div>
        <Button variant="subtle" color="dark" size="compact-sm" onClick={() => setAsked(true)}>
          {t('version.withdraw')}
        </Button>
      </div>
    );
  }
  return (
    <div className="stack">
      <p className="small">{t('version.withdrawLead')}</p>
      <Fault error={withdraw.error} />
      <div className="row">
        <Button color="red" size="compact-sm" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('version.withdrawNow', { number: version.number })}
        </Button>
        <Button variant="default" size="compact-sm" disabled={withdraw.isPending} onClick={() => setAsked(false)}>
          {t('version.withdrawNot')}
        </Button>
      </div>
    </div>
  );
}

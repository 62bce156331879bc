import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import type { Profile } from '../api/people.ts';
import { Fault } from '../pieces/notice.tsx';
import { Panel } from '../pieces/page.tsx';
import { RecoveryCodes } from '../pieces/recovery-codes.tsx';

/** How many codes are left, and ten new ones. */
export function Recovery({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const renew = useMutation({
    mutationFn: () => change<{ recoveryCodes: string[] }>('POST', '/api/me/recovery-codes'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
  return (
    <Panel>
      <h3>{t('account.recovery')}</h3>
      <p>{t('account.recoveryLeft', { count: profile.recoveryCodesLeft })}</p>
      <Fault error={renew.error} />
      {renew.data === undefined ? (
        <>
          <p className="small quiet">{t('account.recoveryLead')}</p>
          <div>
            <Button variant="outline" loading={renew.isPending} onClick={() => renew.mutate()}>
              {t('account.recoveryNew')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>{t('setup.codesLead')}</p>
          <RecoveryCodes codes={renew.data.recoveryCodes} />
        </>
      )}
    </Panel>
  );
}

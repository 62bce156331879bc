import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import type { Profile, TotpOffer } from '../api/people.ts';
import { TotpForm } from '../entrance/totp-form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Panel } from '../pieces/page.tsx';

/** The authenticator app: registered anew in place; the old seed works until the new one is proven. */
export function Totp({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const begin = useMutation({ mutationFn: () => change<TotpOffer>('POST', '/api/me/totp/begin') });
  const finish = useMutation({
    mutationFn: (code: string) => change('POST', '/api/me/totp/finish', { code }),
    onSuccess: async () => {
      begin.reset();
      await client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  return (
    <Panel>
      <h3>{t('account.totp')}</h3>
      <p>{profile.hasTotp ? t('account.totpOn') : t('account.totpOff')}</p>
      <Fault error={begin.error} />
      {finish.isSuccess && <Notice kind="done">{t('account.totpDone')}</Notice>}
      {begin.data === undefined ? (
        <div>
          <Button
            variant="outline"
            loading={begin.isPending}
            onClick={() => {
              finish.reset();
              begin.mutate();
            }}
          >
            {profile.hasTotp ? t('account.totpReplace') : t('account.totpAdd')}
          </Button>
        </div>
      ) : (
        <TotpForm offer={begin.data} submit={(code) => finish.mutate(code)} busy={finish.isPending} error={finish.error} />
      )}
    </Panel>
  );
}

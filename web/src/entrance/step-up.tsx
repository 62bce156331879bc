import { Button, TextInput } from '@mantine/core';
import { type QueryClient, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectClient } from '../api/client.ts';
import { provePasskey } from '../api/passkey.ts';
import { sessionQuery, stepUpWithCode } from '../api/session.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import type { makeRouter } from '../router.tsx';

/**
 * Confirms a person in place. The client calls it when the server wants the second factor; what was being done goes on
 * afterwards with nothing lost. Several requests at once share one dialog.
 */
export function StepUpProvider({
  router,
  client,
  children,
}: {
  router: ReturnType<typeof makeRouter>;
  client: QueryClient;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const waiting = useRef<((proven: boolean) => void)[]>([]);
  useEffect(() => {
    connectClient({
      stepUp: () =>
        new Promise((resolve) => {
          waiting.current.push(resolve);
          setOpen(true);
        }),
      signedOut: () => {
        const here = router.state.location;
        if (here.pathname === '/sign-in') return;
        client.clear();
        void router.navigate({ to: '/sign-in', search: { next: here.href } });
      },
    });
  }, [router, client]);
  const settle = (proven: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(proven);
  };
  const { t } = useTranslation();
  return (
    <>
      {children}
      <Dialog opened={open} close={() => settle(false)} title={t('stepUp.title')}>
        <StepUpForm done={() => settle(true)} giveUp={() => settle(false)} />
      </Dialog>
    </>
  );
}

function StepUpForm({ done, giveUp }: { done: () => void; giveUp: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const session = useQuery(sessionQuery);
  const prove = useMutation({
    mutationFn: (how: 'code' | 'passkey') => (how === 'code' ? stepUpWithCode(code) : provePasskey('/api/step-up/passkey')),
    onSuccess: done,
  });
  return (
    <Form className="stack" onSubmit={() => prove.mutate('code')}>
      <p>{t('stepUp.lead')}</p>
      <Fault error={prove.error} />
      <TextInput
        label={t('signIn.code')}
        data-autofocus
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={prove.isPending} disabled={code.trim() === ''}>
          {t('signIn.confirm')}
        </Button>
        {session.data?.passkeysHere && (
          <Button variant="outline" onClick={() => prove.mutate('passkey')} disabled={prove.isPending}>
            {t('stepUp.passkeyButton')}
          </Button>
        )}
        <Button variant="subtle" color="dark" onClick={giveUp}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

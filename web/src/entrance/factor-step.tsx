import { Button, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import { makePasskey } from '../api/passkey.ts';
import type { Begun } from '../api/people.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import type { Door } from './enrol.tsx';
import { TotpForm } from './totp-form.tsx';

interface FactorStepProps {
  door: Door;
  begun: Begun;
  done: (codes: readonly string[]) => void;
}

/** The choice of the second factor. No account works without one, and the person is told so. */
export function FactorStep({ door, begun, done }: FactorStepProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<'totp' | 'passkey'>('totp');
  const finish = useMutation({
    mutationFn: (factor: object) => change<{ recoveryCodes: string[] }>('POST', `/api/${door}/finish`, { factor }),
    onSuccess: ({ recoveryCodes }) => done(recoveryCodes),
  });
  const passkey = useMutation({
    mutationFn: async () => ({ kind: 'passkey', label: navigator.platform || 'passkey', response: await makePasskey(begun.passkey) }),
    onSuccess: (factor) => finish.mutate(factor),
  });
  return (
    <div className="stack">
      <p>{t('setup.factorLead')}</p>
      <Radio.Group value={kind} onChange={(value) => setKind(value as 'totp' | 'passkey')} aria-label={t('setup.stepFactor')}>
        <div className="stack">
          <Radio value="totp" label={t('setup.factorTotp')} description={t('setup.factorTotpHint')} />
          <Radio value="passkey" label={t('setup.factorPasskey')} description={t('setup.factorPasskeyHint')} />
        </div>
      </Radio.Group>
      {kind === 'totp' && (
        <TotpForm
          offer={begun.totp}
          submit={(code) => finish.mutate({ kind: 'totp', code })}
          busy={finish.isPending}
          error={finish.error}
        />
      )}
      {kind === 'passkey' && begun.passkey === null && <Notice kind="warn">{t('setup.passkeyNotHere')}</Notice>}
      {kind === 'passkey' && begun.passkey !== null && (
        <>
          <Fault error={passkey.error ?? finish.error} />
          <Button size="md" onClick={() => passkey.mutate()} loading={passkey.isPending || finish.isPending}>
            {t('setup.makePasskey')}
          </Button>
        </>
      )}
    </div>
  );
}

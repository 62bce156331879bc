import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { provePasskey } from '../api/passkey.ts';
import { type FactorKind, signInWithCode } from '../api/session.ts';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';

interface SecondFactorProps {
  factors: readonly FactorKind[];
  done: () => void;
  restart: () => void;
}

const switchWords = { passkey: 'signIn.usePasskey', totp: 'signIn.useTotp', recovery: 'signIn.useRecovery' } as const;

/** The second step of signing in: the factor that the person has at hand, the others one click away. */
export function SecondFactor({ factors, done, restart }: SecondFactorProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<FactorKind>(factors[0] ?? 'totp');
  return (
    <div className="stack">
      {kind === 'passkey' ? <PasskeyStep done={done} /> : <CodeStep key={kind} kind={kind} done={done} />}
      <div className="row">
        {factors
          .filter((other) => other !== kind)
          .map((other) => (
            <Button key={other} variant="subtle" size="compact-sm" onClick={() => setKind(other)}>
              {t(switchWords[other])}
            </Button>
          ))}
        <Button variant="subtle" size="compact-sm" color="dark" onClick={restart}>
          {t('signIn.restart')}
        </Button>
      </div>
    </div>
  );
}

function CodeStep({ kind, done }: { kind: 'totp' | 'recovery'; done: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const prove = useMutation({ mutationFn: () => signInWithCode(kind, code.trim()), onSuccess: done, onError: () => setCode('') });
  const missing = code.trim().length < 6;
  const submit = () => {
    setTried(true);
    if (!missing) prove.mutate();
  };
  return (
    <Form className="stack" onSubmit={submit}>
      <Fault error={prove.error} />
      <TextInput
        label={kind === 'totp' ? t('signIn.code') : t('signIn.recovery')}
        description={kind === 'totp' ? t('signIn.codeHint') : t('signIn.recoveryHint')}
        autoFocus
        inputMode={kind === 'totp' ? 'numeric' : 'text'}
        autoComplete={kind === 'totp' ? 'one-time-code' : 'off'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        value={code}
        error={tried && missing && !prove.isError ? t(kind === 'totp' ? 'setup.needCode' : 'setup.needRecovery') : undefined}
        onChange={(event) => {
          setTried(false);
          setCode(event.currentTarget.value);
        }}
      />
      <Button type="submit" size="md" fullWidth loading={prove.isPending}>
        {t('signIn.confirm')}
      </Button>
    </Form>
  );
}

function PasskeyStep({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const prove = useMutation({ mutationFn: () => provePasskey('/api/sign-in/passkey'), onSuccess: done });
  return (
    <div className="stack">
      <Fault error={prove.error} />
      <p>{t('signIn.passkeyLead')}</p>
      <Button size="md" fullWidth loading={prove.isPending} onClick={() => prove.mutate()}>
        {t('signIn.passkey')}
      </Button>
    </div>
  );
}

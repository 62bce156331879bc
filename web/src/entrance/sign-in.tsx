import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FactorKind, sessionQuery, signInWithPassword } from '../api/session.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Doorway } from './doorway.tsx';
import { SecondFactor } from './second-factor.tsx';

/** Password first, second factor after, then back to where the person wanted to go. */
export function SignInPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: '/sign-in' });
  const { history } = useRouter();
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const [login, setLogin] = useState('');
  const [factors, setFactors] = useState<readonly FactorKind[] | null>(null);
  const enter = () => {
    client.clear();
    history.push(next ?? '/');
  };
  if (factors !== null) {
    return (
      <Doorway title={t('signIn.secondTitle')} lead={t('signIn.secondLead', { login })}>
        <SecondFactor factors={factors} done={enter} restart={() => setFactors(null)} />
      </Doorway>
    );
  }
  const notSetUp = session.data?.signedIn === false && !session.data.setUp;
  return (
    <Doorway title={notSetUp ? t('signIn.notYet') : t('signIn.title')}>
      {notSetUp ? (
        <Notice kind="info">{t('signIn.notYetBody')}</Notice>
      ) : (
        <PasswordStep login={login} setLogin={setLogin} done={setFactors} />
      )}
    </Doorway>
  );
}

interface PasswordStepProps {
  login: string;
  setLogin: (login: string) => void;
  done: (factors: readonly FactorKind[]) => void;
}

function PasswordStep({ login, setLogin, done }: PasswordStepProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useMutation({ mutationFn: () => signInWithPassword(login.trim(), password), onSuccess: ({ factors }) => done(factors) });
  const submit = () => {
    setTried(true);
    if (login.trim() !== '' && password !== '') signIn.mutate();
  };
  return (
    <Form className="stack" onSubmit={submit}>
      <Fault error={signIn.error} />
      <TextInput
        label={t('signIn.login')}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        value={login}
        error={tried && login.trim() === '' ? t('setup.needLogin') : undefined}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('signIn.password')}
        autoComplete="current-password"
        value={password}
        error={tried && password === '' ? t('setup.needPassword') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('action.show'), tabIndex: 0 }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
      <p className="small quiet">{t('signIn.forgot')}</p>
    </Form>
  );
}

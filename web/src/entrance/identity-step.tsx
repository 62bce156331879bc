import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import type { Begun } from '../api/people.ts';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import type { Door } from './enrol.tsx';

export const passwordCharsMin = 12;

interface IdentityStepProps {
  door: Door;
  token: string;
  invited: { readonly name?: string; readonly login?: string };
  done: (begun: Begun) => void;
}

/** Who one is, and a password. Someone invited brings name and login along. */
export function IdentityStep({ door, token, invited, done }: IdentityStepProps) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const self = door === 'setup';
  const faults = {
    name: self && name.trim() === '' ? t('setup.needName') : undefined,
    login: self && !/^\S+@\S+\.\S+$/.test(login.trim()) ? t('setup.needLogin') : undefined,
    password: [...password].length < passwordCharsMin ? t('setup.passwordShort') : undefined,
    again: password !== again ? t('setup.passwordDiffers') : undefined,
  };
  const begin = useMutation({
    mutationFn: () =>
      change<Begun>('POST', `/api/${door}/begin`, {
        token,
        password,
        language,
        ...(self ? { name: name.trim(), login: login.trim() } : {}),
      }),
    onSuccess: done,
  });
  const submit = () => {
    setTried(true);
    if (Object.values(faults).every((fault) => fault === undefined)) begin.mutate();
  };
  const shown = (fault: string | undefined) => (tried ? fault : undefined);
  const toggle = { 'aria-label': t('action.show'), tabIndex: 0 };
  return (
    <Form className="stack" onSubmit={submit}>
      <Fault error={begin.error} />
      {self ? (
        <>
          <TextInput
            label={t('setup.name')}
            autoComplete="name"
            value={name}
            error={shown(faults.name)}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('setup.login')}
            description={t('setup.loginHint')}
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            value={login}
            error={shown(faults.login)}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
        </>
      ) : (
        <dl className="facts">
          <dt>{t('setup.login')}</dt>
          <dd>{invited.login}</dd>
        </dl>
      )}
      <PasswordInput
        label={t('setup.password')}
        description={t('setup.passwordHint')}
        autoComplete="new-password"
        value={password}
        error={shown(faults.password)}
        visibilityToggleButtonProps={toggle}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('setup.passwordAgain')}
        autoComplete="new-password"
        value={again}
        error={shown(faults.again)}
        visibilityToggleButtonProps={toggle}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={begin.isPending}>
        {t('action.next')}
      </Button>
    </Form>
  );
}

import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import { passwordCharsMin } from '../entrance/identity-step.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';

/** A new password against the current one; every other session ends. */
export function PasswordForm() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const short = [...next].length < passwordCharsMin;
  const save = useMutation({
    mutationFn: () => change('POST', '/api/me/password', { current, next }),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      setTried(false);
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const toggle = { 'aria-label': t('action.show'), tabIndex: 0 };
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (current !== '' && !short) save.mutate();
      }}
    >
      <Fault error={save.error} />
      {save.isSuccess && <Notice kind="done">{t('account.passwordChanged')}</Notice>}
      <PasswordInput
        label={t('account.currentPassword')}
        autoComplete="current-password"
        value={current}
        error={tried && current === '' ? t('setup.needPassword') : undefined}
        visibilityToggleButtonProps={toggle}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('account.newPassword')}
        description={t('setup.passwordHint')}
        autoComplete="new-password"
        value={next}
        error={tried && short ? t('setup.passwordShort') : undefined}
        visibilityToggleButtonProps={toggle}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" variant="outline" loading={save.isPending}>
          {t('account.changePassword')}
        </Button>
      </div>
    </Form>
  );
}

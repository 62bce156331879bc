import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';
import { confirmCode, type OpenedSheet, openSheet, readSheet, sendCode } from '../api/supplier-sheet.ts';
import { Loading } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { dayOf } from '../pieces/when.tsx';
import classes from './answer.module.css';
import { Frame, Wrong } from './frame.tsx';
import { SheetForm } from './sheet-form.tsx';

const keys = { token: 'tejun.sheet', session: 'tejun.sheet.session' } as const;
const kept = (key: string): string => {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};
const keep = (key: string, value: string): void => {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing asks for the code again after loading.
  }
};

/** The secret stands behind `#` and is wiped from the address bar; it stays for as long as this tab is open. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token === '') return kept(keys.token);
  keep(keys.token, token);
  // Another link means another sheet: whoever was let in to the last one is not let in to this.
  keep(keys.session, '');
  if (kept(keys.token) === token) history.replaceState(history.state, '', location.pathname);
  return token;
}

/** The page behind the mail to a supplier: who asks, a code, the questions, handed in. No account; made for a phone too. */
export function SupplierSheetPage() {
  const { t } = useTranslation();
  const [token, setToken] = useState(takeToken);
  const [session, setSession] = useState(() => kept(keys.session));
  useEffect(() => {
    const follow = () => {
      if (location.hash.length <= 1) return;
      setToken(takeToken());
      setSession('');
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const letIn = (secret: string) => {
    keep(keys.session, secret);
    setSession(secret);
  };
  if (token === '')
    return (
      <Frame title={t('sheet.title')}>
        <Notice kind="warn">{t('sheet.noToken')}</Notice>
      </Frame>
    );
  return session === '' ? <Door token={token} letIn={letIn} /> : <Inside session={session} out={() => letIn('')} />;
}

const isDead = (error: unknown): boolean => error instanceof ApiError && (error.code === 'link-expired' || error.code === 'bad-request');

function Door({ token, letIn }: { token: string; letIn: (session: string) => void }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['sheet-door', token],
    queryFn: () => openSheet(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.data !== undefined) return <DoorOpen token={token} opened={query.data} letIn={letIn} />;
  return (
    <Frame title={t('sheet.title')}>
      {query.isError ? isDead(query.error) ? <Notice kind="warn">{t('sheet.dead')}</Notice> : <Wrong error={query.error} /> : <Loading />}
    </Frame>
  );
}

function DoorOpen({ token, opened, letIn }: { token: string; opened: OpenedSheet; letIn: (session: string) => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const send = useMutation({ mutationFn: () => sendCode(token) });
  const confirm = useMutation({ mutationFn: () => confirmCode(token, code.trim()), onSuccess: ({ session }) => letIn(session) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <Frame title={t('sheet.title')}>
      <p>{t('sheet.asks', { company: opened.company })}</p>
      <div className={classes.facts}>
        <span>{t('sheet.due', { date: opened.dueOn })}</span>
        <span>{t('sheet.number', { number: opened.number })}</span>
      </div>
      {opened.state === 'submitted' && (
        <Notice kind="done">{t('sheet.already', { date: dayOf(new Date(opened.submittedAt ?? opened.until)) })}</Notice>
      )}
      <p>{t('sheet.codeLead', { to: opened.sentTo })}</p>
      <div className="row">
        <Button loading={send.isPending} onClick={() => send.mutate()} variant={send.isSuccess ? 'default' : 'filled'}>
          {send.isSuccess ? t('sheet.codeAgain') : t('sheet.codeSend')}
        </Button>
      </div>
      <Wrong error={send.error} />
      {send.data !== undefined && (
        <form onSubmit={submit} className={classes.group}>
          <p role="status">{t('sheet.codeSent', { to: opened.sentTo, minutes: send.data.minutes })}</p>
          <TextInput
            label={t('sheet.code')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value.normalize('NFKC').replace(/\D/g, '').slice(0, 6))}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
          />
          <Wrong error={confirm.error} />
          <Button type="submit" loading={confirm.isPending} disabled={code.length !== 6}>
            {t('sheet.enter')}
          </Button>
        </form>
      )}
    </Frame>
  );
}

function Inside({ session, out }: { session: string; out: () => void }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['sheet', session],
    queryFn: () => readSheet(session),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (query.data !== undefined)
    return <SheetForm key={query.dataUpdatedAt} session={session} sheet={query.data} again={() => query.refetch()} />;
  return (
    <Frame title={t('sheet.title')}>
      {query.isError ? (
        <>
          {isDead(query.error) ? <Notice kind="warn">{t('sheet.ended')}</Notice> : <Wrong error={query.error} />}
          <Button onClick={out}>{t('sheet.back')}</Button>
        </>
      ) : (
        <Loading />
      )}
    </Frame>
  );
}

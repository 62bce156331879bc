import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import type { ja } from '../i18n/ja.ts';
import classes from './notice.module.css';

type Kind = 'info' | 'warn' | 'error' | 'done';

/** A boxed message that stays where it belongs. Errors and results are announced; nothing disappears by itself. */
export function Notice({ kind, title, children }: { kind: Kind; title?: string; children?: ReactNode }) {
  const role = kind === 'error' ? 'alert' : kind === 'done' ? 'status' : undefined;
  return (
    <div className={`${classes.notice} ${classes[kind]}`} role={role}>
      {title !== undefined && <p className={classes.title}>{title}</p>}
      {children !== undefined && <div className={classes.body}>{children}</div>}
    </div>
  );
}

type FaultKey = keyof typeof ja.fault;

/** The words for what went wrong and what to do about it. */
export function useFaultWords(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiError)) return t('fault.internal');
    const key = `fault.${error.code as FaultKey}` as const;
    // Every fault is one plain sentence; the union of all keys is more than the compiler wants to join.
    return i18n.exists(key) ? t(key as 'fault.internal', { retryAfterSeconds: 60, ...error.params }) : error.message;
  };
}

/** An error beside what caused it. Renders nothing while there is none. */
export function Fault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const words = useFaultWords();
  if (error === null || error === undefined) return null;
  return (
    <Notice kind="error" title={t('fault.title')}>
      {words(error)}
    </Notice>
  );
}

import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import classes from './answer.module.css';
import { Notice, useFaultWords } from './notice.tsx';

/** What a screen shows while its data is on the way, and when it does not come: words, never a bare spinner. */
export function Answer<T>({ query, what, children }: { query: UseQueryResult<T>; what?: string; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <LoadFault error={query.error} retry={() => query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <LoadFault error={query.error} retry={() => query.refetch()} />;
  return <Loading what={what} />;
}

export function Loading({ what }: { what?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={classes.loading} role="status">
      <span className={classes.bar} aria-hidden="true" />
      <span>{what === undefined ? t('state.loading') : t('state.loadingWhat', { what })}</span>
    </div>
  );
}

function LoadFault({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  const words = useFaultWords();
  const final = error instanceof ApiError && (error.code === 'forbidden' || error.code === 'not-found');
  return (
    <Notice kind="error" title={t('state.failed')}>
      <p>{words(error)}</p>
      {!final && (
        <Button variant="outline" onClick={retry}>
          {t('state.retry')}
        </Button>
      )}
    </Notice>
  );
}

/** Nothing to show, said in words, with what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{title}</p>
      {children}
    </div>
  );
}

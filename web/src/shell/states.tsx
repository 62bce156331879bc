import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { Loading } from '../pieces/answer.tsx';
import { Notice, useFaultWords } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import classes from './states.module.css';

/** Inside the shell: the search and the menu are at hand. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <Page title={t('state.missing')} lead={t('state.missingBody')}>
      <p>
        <Link to="/controls">{t('state.toControls')}</Link>
      </p>
    </Page>
  );
}

export function Waiting() {
  return (
    <div className={classes.alone}>
      <Loading />
    </div>
  );
}

/** The last net: what could not be drawn is said, with a way on. A server that is away is told apart from a broken screen. */
export function Crashed({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const words = useFaultWords();
  const ours = error instanceof ApiError;
  return (
    <main className={classes.alone}>
      <Page title={t('state.crashed')}>
        <Notice kind="error">
          <p>{ours ? words(error) : t('state.crashedBody')}</p>
          {!ours && <code>{String(error)}</code>}
          <Button variant="outline" onClick={() => location.reload()}>
            {t('state.reload')}
          </Button>
        </Notice>
      </Page>
    </main>
  );
}

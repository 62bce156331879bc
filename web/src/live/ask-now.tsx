import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import type { AskDetail, Begun } from '../api/live-types.ts';
import { Fault } from '../pieces/notice.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './live.module.css';
import { useStream } from './use-stream.ts';

interface AskNowProps {
  /** What asks: `/api/live/devices/…` or `/api/live/checks/…`. */
  path: string;
  label: string;
  /** What shows the verdicts; it is read anew with every answer. */
  shows: readonly unknown[];
  /** Nothing was heard of the device lately: it may well not answer. */
  silent?: boolean;
}

/** 「今すぐ確認」: asks again at once, for administrators, and shows what comes as it comes. */
export function AskNow({ path, label, shows, silent = false }: AskNowProps) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [ask, setAsk] = useState<{ id: string; detail: AskDetail | null } | null>(null);
  const key = JSON.stringify(shows);
  const onChange = useCallback(
    (detail: AskDetail) => {
      setAsk({ id: detail.id, detail });
      void client.invalidateQueries({ queryKey: JSON.parse(key) as unknown[] });
    },
    [client, key],
  );
  const ended = ask?.detail != null && ask.detail.ended !== null;
  useStream(ask === null || ended ? null : ask.id, onChange);
  const begin = useMutation({
    mutationFn: () => change<Begun>('POST', path),
    onSuccess: ({ id }) => setAsk({ id, detail: null }),
  });
  if (!isAdministrator(me.roles)) return null;
  return (
    <div className={`${classes.now} no-print`}>
      <Button variant="outline" loading={begin.isPending} disabled={ask !== null && !ended} onClick={() => begin.mutate()}>
        {label}
      </Button>
      {ask !== null && (
        <span role="status" className={classes.small}>
          <Progress ask={ask.detail} silent={silent} />{' '}
          {ended && (
            <Link to="/devices/ask" search={{ id: ask.id }}>
              {t('live.now.details')}
            </Link>
          )}
        </span>
      )}
      <Fault error={begin.error} />
    </div>
  );
}

function Progress({ ask, silent }: { ask: AskDetail | null; silent: boolean }) {
  const { t } = useTranslation();
  const answered = ask?.states.find(({ state }) => state === 'answered')?.count ?? 0;
  if (ask === null || (ask.ended === null && answered === 0)) return <>{t(silent ? 'live.now.silent' : 'live.now.waiting')}</>;
  if (ask.ended === null)
    return <>{t('live.now.progress', { answered: answered.toLocaleString(), devices: ask.devices.toLocaleString() })}</>;
  const missing = ask.devices - answered;
  return <>{missing === 0 ? t('live.now.done') : t('live.now.missing', { count: missing })}</>;
}

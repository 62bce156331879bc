import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { askQuery, stopAsking } from '../api/live.ts';
import type { AskDetail } from '../api/live-types.ts';
import { Answer } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { momentOf, When } from '../pieces/when.tsx';
import { useAskTitle } from './history.tsx';
import classes from './live.module.css';
import { ResultDevices } from './result-devices.tsx';
import { ResultRows } from './result-rows.tsx';
import { useStream } from './use-stream.ts';

/** What came of one ask, while it comes and after. */
export function Result({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(askQuery(id));
  const { elsewhere } = useStream(query.data?.ended === null ? id : null);
  return (
    <Answer query={query} what={t('live.title')}>
      {(ask) => (
        <>
          <Head ask={ask} />
          {elsewhere && <Notice kind="info">{t('live.streamElsewhere')}</Notice>}
          {!ask.kept && <Notice kind="info">{t('live.rows.gone')}</Notice>}
          {ask.kept && ask.kind === 'query' && <ResultRows ask={ask} />}
          {ask.kept && <ResultDevices ask={ask} />}
          <Record ask={ask} />
        </>
      )}
    </Answer>
  );
}

function Head({ ask }: { ask: AskDetail }) {
  const { t } = useTranslation();
  const titleOf = useAskTitle();
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () => stopAsking(ask.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['live'] }),
  });
  const answered = ask.states.find(({ state }) => state === 'answered')?.count ?? 0;
  const standing = ask.ended === null ? t('live.ended.running', { time: momentOf(ask.endsAt).slice(11) }) : t(`live.ended.${ask.ended}`);
  return (
    <Section
      title={titleOf(ask)}
      actions={
        <>
          {ask.ended === null && (
            <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
              {t('live.stop')}
            </Button>
          )}
          {ask.kind === 'query' && (
            <LinkButton variant="outline" to="/devices/ask" search={{ like: ask.id }}>
              {t('live.again')}
            </LinkButton>
          )}
        </>
      }
    >
      <div className={classes.head}>
        <p role="status">
          <b>{t('live.progress', { answered: answered.toLocaleString(), devices: ask.devices.toLocaleString() })}</b> {standing}
        </p>
        <Fault error={stop.error} />
        {ask.sql !== null && <pre className={`${classes.asked} mono`}>{ask.sql}</pre>}
        <p>
          <Link to="/devices/ask">{t('live.back')}</Link>
        </p>
      </div>
    </Section>
  );
}

/** Who asked, and what it cost the devices. */
function Record({ ask }: { ask: AskDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section title={t('live.record')}>
      <dl className="facts">
        <dt>{t('live.askedAt')}</dt>
        <dd>
          <When at={ask.at} />
        </dd>
        <dt>{t('live.askedBy')}</dt>
        <dd>{say(ask.by)}</dd>
        <dt>{t('live.ledger')}</dt>
        <dd>
          <Link to="/evidence" search={{ subject: `live:${ask.id}` }}>
            {t('live.toLedger')}
          </Link>
        </dd>
        <Cost ask={ask} />
      </dl>
    </Section>
  );
}

/** What it cost the devices, by the agents' own account. */
function Cost({ ask: { cost, bytes, kind } }: { ask: AskDetail }) {
  const { t } = useTranslation();
  const pair = (median: number | null, most: number | null): ReactNode =>
    median === null || most === null
      ? t('live.cost.unknown')
      : `${t('live.cost.ms', { value: median.toLocaleString() })} / ${t('live.cost.ms', { value: most.toLocaleString() })}`;
  return (
    <>
      <dt>{t('live.cost.wall')}</dt>
      <dd className="number">{pair(cost.wallMsMedian, cost.wallMsMax)}</dd>
      <dt>{t('live.cost.cpu')}</dt>
      <dd className="number">{pair(cost.cpuMsMedian, cost.cpuMsMax)}</dd>
      <dt>{t('live.cost.memory')}</dt>
      <dd className="number">{cost.memoryBytesMax === null ? t('live.cost.unknown') : saidBytes(cost.memoryBytesMax)}</dd>
      {kind === 'query' && (
        <>
          <dt>{t('live.cost.bytes')}</dt>
          <dd className="number">{saidBytes(bytes)}</dd>
        </>
      )}
    </>
  );
}

function saidBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toLocaleString(undefined, { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`;
}

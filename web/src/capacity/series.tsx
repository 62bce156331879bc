import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CapacitySeries, capacitySubjectQuery, profileQuery, seriesQuery } from '../api/capacity.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer } from '../pieces/answer.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { momentOf, When } from '../pieces/when.tsx';
import { WeekAhead } from './ahead.tsx';
import classes from './capacity.module.css';
import { Chart } from './chart.tsx';
import { WeekProfile } from './profile.tsx';
import { useCapacityWords } from './said.ts';

/** One series: its course, what is to come, what was foretold before, and everything else that is measured of the same machine. */
export function CapacitySeriesPage() {
  const { t } = useTranslation();
  const words = useCapacityWords();
  const { id } = useParams({ from: '/inside/devices/capacity/series/$id' });
  const [days, setDays] = useState<'30' | '400'>('30');
  const query = useQuery(seriesQuery(id, days));
  const series = query.data;
  const title =
    series === undefined
      ? t('capacity.title')
      : `${series.name} ${words.item(series)} ${t(`capacity.metric.${series.metric}`)}`.replace(/ {2,}/g, ' ');
  return (
    <Page title={title} eyebrow={<Link to="/devices/capacity">{t('capacity.back')}</Link>}>
      <DeviceSections />
      <Answer query={query} what={t('capacity.title')}>
        {(found) => (
          <>
            {found.outlook !== null && <Outlook series={found} />}
            <div className={`${classes.head} no-print`}>
              <SegmentedControl
                aria-label={t('capacity.span')}
                value={days}
                onChange={(value) => setDays(value as '30' | '400')}
                data={[
                  { value: '30', label: t('capacity.spans.d30') },
                  { value: '400', label: t('capacity.spans.d400') },
                ]}
              />
            </div>
            <div className={classes.list} aria-busy={query.isPlaceholderData}>
              <Scroll label={t('capacity.chart', { metric: t(`capacity.metric.${found.metric}`) })}>
                <Chart series={found} />
              </Scroll>
              <PointTable series={found} />
            </div>
            {found.metric !== 'disk' && found.metric !== 'inodes' && <Profile id={id} limit={found.limit} />}
            {found.forecasts.length > 0 && <History series={found} />}
            <Others series={found} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Outlook({ series: { outlook, metric } }: { series: CapacitySeries }) {
  const { t } = useTranslation();
  const words = useCapacityWords();
  if (outlook === null) return null;
  const range = words.range(outlook);
  return (
    <p>
      {t('capacity.used')} <strong>{t('capacity.percent', { value: outlook.percent })}</strong>{' '}
      {t('capacity.usedOf', { size: words.size(metric, outlook.size) })}{' '}
      <span className="quiet">({t('capacity.onDay', { day: outlook.onDay })})</span>
      <br />
      {t('capacity.outlook')}: {outlook.warn && <span className={classes.warned}>{t('capacity.warned')} </span>}
      <strong>{words.outlook(outlook)}</strong> {range !== null && <span>{range}</span>}
    </p>
  );
}

/** The picture's numbers, for whoever does not see it. */
function PointTable({ series }: { series: CapacitySeries }) {
  const { t } = useTranslation();
  const words = useCapacityWords();
  if (series.points.length === 0) return null;
  const value = (number: number) => words.value(series.metric, number);
  return (
    <details>
      <summary>{t('capacity.table')}</summary>
      <Scroll label={t('capacity.table')}>
        <table className="table">
          <thead>
            <tr>
              {(['at', 'min', 'mean', 'p95', 'max', 'last', 'samples'] as const).map((key) => (
                <th key={key} scope="col" className={key === 'at' ? undefined : 'right'}>
                  {t(`capacity.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {series.points.toReversed().map((point) => (
              <tr key={point.at}>
                <th scope="row" className="number">
                  {momentOf(point.at)}
                </th>
                {(['min', 'mean', 'p95', 'max', 'last'] as const).map((key) => (
                  <td key={key} className="right number">
                    {value(point[key])}
                  </td>
                ))}
                <td className="right number">{point.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

function Profile({ id, limit }: { id: string; limit: number | null }) {
  const { t } = useTranslation();
  const query = useQuery(profileQuery(id));
  return (
    <Section title={t('capacity.profile')} lead={t('capacity.profileLead')}>
      <Answer query={query}>
        {(profile) => (
          <>
            <WeekProfile profile={profile} limit={limit} />
            <h3 className={classes.ahead}>{t('capacity.ahead')}</h3>
            <p>{t('capacity.aheadLead')}</p>
            <WeekAhead profile={profile} limit={limit} />
          </>
        )}
      </Answer>
    </Section>
  );
}

function History({ series }: { series: CapacitySeries }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const words = useCapacityWords();
  return (
    <Section title={t('capacity.history')} lead={say(series.hits.says)}>
      <Scroll label={t('capacity.history')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('capacity.historyMade')}</th>
              <th scope="col">{t('capacity.historySaid')}</th>
            </tr>
          </thead>
          <tbody>
            {series.forecasts.map(({ madeOn, kind, fullOn, warn }) => (
              <tr key={madeOn}>
                <th scope="row" className="number">
                  {madeOn}
                </th>
                <td>
                  {warn && <span className={classes.warned}>{t('capacity.warned')} </span>}
                  {kind === 'silent' ? t('capacity.states.silent') : words.outlook({ kind, fullOn, because: null, cause: null })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function Others({ series }: { series: CapacitySeries }) {
  const { t } = useTranslation();
  const words = useCapacityWords();
  const of = series.deviceId === null ? 'target' : 'device';
  const query = useQuery(capacitySubjectQuery(of, (series.deviceId ?? series.targetId)!));
  return (
    <Section title={t('capacity.others')}>
      {series.deviceId !== null && (
        <p>
          <Link to="/devices/$id" params={{ id: series.deviceId }}>
            {series.name}
          </Link>
        </p>
      )}
      <Answer query={query}>
        {(subject) => (
          <ul>
            {subject.series.map(({ id, metric, item, latest }) => (
              <li key={id}>
                <Link to="/devices/capacity/series/$id" params={{ id: String(id) }} aria-current={id === series.id ? 'page' : undefined}>
                  {`${t(`capacity.metric.${metric}`)} ${item}`.trim()}
                </Link>{' '}
                {latest === null ? (
                  <span className="quiet">{t('capacity.notLately')}</span>
                ) : (
                  <>
                    {t('capacity.latest')} {words.value(metric, latest.value)} <When at={latest.at} />
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answer>
      {series.metric === 'memory' && <p className="quiet">{t('capacity.windowsMemory')}</p>}
    </Section>
  );
}

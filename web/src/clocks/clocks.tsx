import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ClockList, type ClockOfDevice, clocksPageSize, clocksQuery } from '../api/clocks.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Mark } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import { SearchField } from '../pieces/search-field.tsx';
import { When } from '../pieces/when.tsx';
import classes from './clocks.module.css';
import { saidMs } from './ms.ts';
import { Reference } from './reference.tsx';
import { Spark } from './spark.tsx';

/** Every clock: the worst first. The server sorts and cuts pages. */
export function ClocksPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/devices/clocks' });
  const query = useQuery(clocksQuery(search));
  return (
    <Page title={t('clocks.title')} lead={t('clocks.lead')}>
      <DeviceSections />
      <Answer query={query} what={t('clocks.title')}>
        {(list) => (
          <>
            <Reference reference={list.reference} />
            <Section title={t('clocks.devices')}>
              {list.reference.verdict !== 'pass' && <Notice kind="warn">{t('clocks.unproven')}</Notice>}
              <Devices list={list} search={search} busy={query.isPlaceholderData} />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

interface DevicesProps {
  list: ClockList;
  search: { q?: string; offset?: number };
  busy: boolean;
}

function Devices({ list: { sums, limitMs, devices }, search, busy }: DevicesProps) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/devices/clocks' });
  if (sums.measured === 0) return <Empty title={t('clocks.empty')}>{t('clocks.emptyBody')}</Empty>;
  const { over, within, unmeasured } = sums;
  return (
    <>
      <p role="status">
        {t('clocks.sums', { limit: limitMs.toLocaleString(), over, within, coarse: sums.measured - over - within, unmeasured })}
      </p>
      <search className={`${classes.search} no-print`}>
        <SearchField
          label={t('clocks.searchLabel')}
          placeholder={t('clocks.search')}
          value={search.q}
          onSearch={(q) => navigate({ search: q === undefined ? {} : { q }, replace: true })}
        />
      </search>
      {sums.found === 0 ? (
        <Empty title={t('clocks.none')} />
      ) : (
        <div aria-busy={busy}>
          <Scroll label={t('clocks.devices')}>
            <table className="table">
              <caption className="unseen">{t('clocks.devices')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('clocks.device')}</th>
                  <th scope="col" className={classes.right}>
                    {t('clocks.offset')}
                  </th>
                  <th scope="col">{t('clocks.state')}</th>
                  <th scope="col">{t('clocks.trend')}</th>
                  <th scope="col">{t('clocks.source')}</th>
                  <th scope="col">{t('clocks.observed')}</th>
                </tr>
              </thead>
              <tbody>
                {devices.map((device) => (
                  <Row key={device.id} device={device} limitMs={limitMs} />
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
      <p className="quiet">{t('clocks.sourceNote')}</p>
      <Pages
        offset={search.offset ?? 0}
        size={clocksPageSize}
        total={sums.found}
        link={(offset) => ({ to: '/devices/clocks', search: { ...search, offset: offset === 0 ? undefined : offset } })}
      />
    </>
  );
}

const verdictOf = { within: 'pass', over: 'fail', coarse: 'unknown' } as const;

function Row({ device, limitMs }: { device: ClockOfDevice; limitMs: number }) {
  const { t } = useTranslation();
  const source = [...(device.services ?? []), ...(device.servers ?? [])].join('、');
  return (
    <tr>
      <th scope="row">
        <Link to="/devices/$id" params={{ id: device.id }}>
          {device.name}
        </Link>
        <div className="quiet">{t(`platform.${device.platform}`)}</div>
      </th>
      <td className={`${classes.right} number`}>
        {t('clocks.ms', { ms: saidMs(device.offsetMs) })}
        <div className="quiet">{t('clocks.bound', { ms: saidMs(device.boundMs) })}</div>
      </td>
      <td className={classes.state}>
        <Mark verdict={verdictOf[device.state]} /> {t(`clocks.states.${device.state}`)}
      </td>
      <td>
        <Spark name={device.name} days={device.days} limitMs={limitMs} />
      </td>
      <td>{source === '' ? <span className="quiet">{t('clocks.sourceUnseen')}</span> : source}</td>
      <td>
        <When at={device.observedAt} />
      </td>
    </tr>
  );
}

import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DriftEvent, type DriftEvents, driftEventsQuery, driftPageSize } from '../api/drift.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import type { DriftSearch } from '../shell/addresses.ts';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './drift.module.css';
import { Explain } from './explain.tsx';
import { DriftFilters } from './filters.tsx';
import { Span } from './span.tsx';
import { DriftTabs } from './tabs.tsx';

/** What was seen to differ on devices, one line for each spell of it: first what waits for a reason. */
export function DriftPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/devices/changes' });
  const query = useQuery(driftEventsQuery(search));
  return (
    <Page title={t('drift.title')} lead={t('drift.lead')}>
      <DriftTabs />
      <DriftFilters search={search} />
      <Answer query={query} what={t('drift.title')}>
        {(list) => <Events list={list} search={search} busy={query.isPlaceholderData} />}
      </Answer>
    </Page>
  );
}

function Events({ list, search, busy }: { list: DriftEvents; search: DriftSearch; busy: boolean }) {
  const { t } = useTranslation();
  const mayExplain = isAdministrator(useMe().roles);
  const [chosen, setChosen] = useState<ReadonlyMap<string, DriftEvent>>(new Map());
  const [explaining, setExplaining] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const choose = (event: DriftEvent, on: boolean) =>
    setChosen((old) => new Map(on ? [...old, [event.id, event]] : [...old].filter(([id]) => id !== event.id)));
  const waiting = list.events.filter(({ state }) => state === 'waiting');
  const allChosen = waiting.length > 0 && waiting.every(({ id }) => chosen.has(id));
  const { events, devices } = list.waiting;
  return (
    <div className={classes.list} aria-busy={busy}>
      {done !== null && <Notice kind="done">{done}</Notice>}
      <p role="status" className={events === 0 && search.state === undefined ? 'unseen' : undefined}>
        {events === 0 ? t('drift.nothingWaits') : t('drift.waiting', { count: events, devices })}
      </p>
      {list.events.length === 0 ? (
        <Nothing search={search} />
      ) : (
        <>
          <p className="small quiet">{t(list.more ? 'drift.more' : 'drift.total', { count: list.total })}</p>
          <table className="table cards">
            <caption className="unseen">{t('drift.lead')}</caption>
            <thead>
              <tr>
                {mayExplain && (
                  <th scope="col" className={classes.choose}>
                    {waiting.length > 0 && (
                      <Checkbox
                        aria-label={t('drift.chooseAll')}
                        checked={allChosen}
                        onChange={(event) => {
                          const on = event.currentTarget.checked;
                          for (const each of waiting) choose(each, on);
                        }}
                      />
                    )}
                  </th>
                )}
                <th scope="col">{t('drift.what')}</th>
                <th scope="col">{t('drift.device')}</th>
                <th scope="col">{t('drift.when')}</th>
                <th scope="col">{t('drift.state')}</th>
              </tr>
            </thead>
            <tbody>
              {list.events.map((event) => (
                <Row
                  key={event.id}
                  event={event}
                  chosen={mayExplain ? chosen.has(event.id) : null}
                  choose={(on) => {
                    setDone(null);
                    choose(event, on);
                  }}
                />
              ))}
            </tbody>
          </table>
          <Pages
            offset={search.offset ?? 0}
            size={driftPageSize}
            total={list.total}
            link={(offset) => ({ to: '/devices/changes', search: { ...search, offset: offset === 0 ? undefined : offset } })}
          />
        </>
      )}
      {chosen.size > 0 && (
        <div className={`${classes.bar} no-print`}>
          <span role="status">{t('drift.chosen', { count: chosen.size })}</span>
          <Button onClick={() => setExplaining(true)}>{t('drift.explainChosen')}</Button>
          <Button variant="subtle" color="dark" onClick={() => setChosen(new Map())}>
            {t('drift.unchoose')}
          </Button>
        </div>
      )}
      {explaining && (
        <Explain
          events={[...chosen.values()]}
          close={() => setExplaining(false)}
          done={(count) => {
            setExplaining(false);
            setChosen(new Map());
            setDone(t('drift.explained', { count }));
          }}
        />
      )}
    </div>
  );
}

function Nothing({ search }: { search: DriftSearch }) {
  const { t } = useTranslation();
  const filtered = Object.keys(search).some((key) => key !== 'offset' && key !== 'state');
  if (!filtered && search.state === undefined)
    return (
      <Empty title={t('drift.noneWaits')}>
        <Link to="/devices/changes" search={{ state: 'all' }}>
          {t('drift.showAll')}
        </Link>
      </Empty>
    );
  return (
    <Empty title={t('drift.none')}>
      <p>{t('drift.noneBody')}</p>
    </Empty>
  );
}

function Row({ event, chosen, choose }: { event: DriftEvent; chosen: boolean | null; choose: (on: boolean) => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const title = say(event.title);
  return (
    <tr>
      {chosen !== null && (
        <td className={classes.choose}>
          {event.state === 'waiting' && (
            <Checkbox
              aria-label={t('drift.choose', { device: event.device.name, what: title })}
              checked={chosen}
              onChange={({ currentTarget }) => choose(currentTarget.checked)}
            />
          )}
        </td>
      )}
      <th scope="row">
        <Link to="/devices/changes/$id" params={{ id: event.id }} className={classes.what}>
          {title}
        </Link>
      </th>
      <td data-label={t('drift.device')}>
        <span>
          <Link to="/devices/$id" params={{ id: event.device.id }}>
            {event.device.name}
          </Link>{' '}
          <span className={`${classes.class} small quiet`}>{t(`drift.classes.${event.class}`)}</span>
        </span>
      </td>
      <td data-label={t('drift.when')}>
        <Span from={event.fromAt} at={event.at} />
      </td>
      <td data-label={t('drift.state')}>
        <span className={event.state === 'waiting' ? classes.waiting : classes.done}>{t(`drift.states.${event.state}`)}</span>
      </td>
    </tr>
  );
}

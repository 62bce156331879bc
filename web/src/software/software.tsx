import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { softwarePageSize, softwareQuery } from '../api/software.ts';
import type { SoftwareList, SoftwareSearch, SoftwareTitle } from '../api/software-types.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { type Act, ActDialog } from './act-dialog.tsx';
import { Baseline } from './baseline.tsx';
import { Common } from './common.tsx';
import { SoftwareFilters } from './filters.tsx';
import classes from './software.module.css';
import { SoftwareTable } from './table.tsx';

/** Every program on the devices, whatever its version, and what the company says of it: first what waits for a person. */
export function SoftwarePage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/devices/software' });
  const query = useQuery(softwareQuery(search));
  return (
    <Page title={t('software.title')} lead={t('software.lead')}>
      <DeviceSections />
      <SoftwareFilters search={search} />
      <Answer query={query} what={t('software.title')}>
        {(list) => <Titles list={list} search={search} busy={query.isPlaceholderData} />}
      </Answer>
      <Baseline />
    </Page>
  );
}

function Titles({ list, search, busy }: { list: SoftwareList; search: SoftwareSearch; busy: boolean }) {
  const { t } = useTranslation();
  const mayDecide = isAdministrator(useMe().roles);
  const [chosen, setChosen] = useState<ReadonlyMap<number, SoftwareTitle>>(new Map());
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const choose = (titles: readonly SoftwareTitle[], on: boolean) => {
    setDone(null);
    setChosen((old) => {
      const next = new Map(old);
      for (const title of titles)
        if (on) next.set(title.id, title);
        else next.delete(title.id);
      return next;
    });
  };
  const isTrace = search.kind === 'trace';
  return (
    <div className={classes.list} aria-busy={busy}>
      {done !== null && <Notice kind="done">{done}</Notice>}
      <Sums list={list} search={search} />
      {mayDecide && list.sums.new > 0 && <Common waiting={list.sums.new} done={setDone} />}
      {list.total === 0 ? (
        <Nothing search={search} />
      ) : (
        <>
          <p className="small quiet" role="status">
            {t('software.total', { count: list.total })}
          </p>
          <SoftwareTable titles={list.titles} search={search} chosen={mayDecide ? chosen : null} choose={choose} />
          <Pages
            offset={search.offset ?? 0}
            size={softwarePageSize}
            total={list.total}
            link={(offset) => ({
              to: '/devices/software',
              search: { ...search, offset: offset === 0 ? undefined : offset } as SoftwareSearch,
            })}
          />
        </>
      )}
      {chosen.size > 0 && (
        <div className={`${classes.bar} no-print`}>
          <span role="status">{t('software.chosen', { count: chosen.size })}</span>
          {!isTrace && <Button onClick={() => setAct('permit')}>{t('software.act.permit')}</Button>}
          {!isTrace && (
            <Button variant="outline" onClick={() => setAct('link')}>
              {t('software.act.link')}
            </Button>
          )}
          <Button variant="outline" color="red" onClick={() => setAct('forbid')}>
            {t('software.act.forbid')}
          </Button>
          <Button variant="subtle" color="dark" onClick={() => setChosen(new Map())}>
            {t('software.unchoose')}
          </Button>
        </div>
      )}
      {act !== null && (
        <ActDialog
          act={act}
          titles={[...chosen.values()]}
          close={() => setAct(null)}
          done={(words) => {
            setAct(null);
            setChosen(new Map());
            setDone(words);
          }}
        />
      )}
    </div>
  );
}

const summed = ['new', 'asked', 'forbidden', 'allowed', 'limited', 'baseline'] as const;

/** How many stand where; each leads to its list. */
function Sums({ list: { sums }, search }: { list: SoftwareList; search: SoftwareSearch }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.sums} aria-label={t('software.sums')}>
      {summed.map((state) => (
        <Link
          key={state}
          to="/devices/software"
          search={{ state }}
          className={`${classes.sum} ${search.kind === undefined && search.state === state ? classes.on : ''}`}
        >
          {t(`software.states.${state}`)} <b>{sums[state].toLocaleString()}</b>
        </Link>
      ))}
      <Link to="/devices/software" search={{ kind: 'trace' }} className={`${classes.sum} ${search.kind === 'trace' ? classes.on : ''}`}>
        {t('software.kinds.trace')} <b>{sums.traces.toLocaleString()}</b>
        {sums.forbiddenTraces > 0 && <span className={classes.fail}>{t('software.forbiddenTraces', { count: sums.forbiddenTraces })}</span>}
      </Link>
    </nav>
  );
}

function Nothing({ search }: { search: SoftwareSearch }) {
  const { t } = useTranslation();
  if (Object.keys(search).length === 0)
    return (
      <Empty title={t('software.empty')}>
        <p>{t('software.emptyBody')}</p>
      </Empty>
    );
  return (
    <Empty title={t('software.none')}>
      <Link to="/devices/software" search={{}}>
        {t('action.clear')}
      </Link>
    </Empty>
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CaseKindView, type CaseList, type CaseSearch, caseKindsQuery, casesPageSize, casesQuery } from '../api/cases.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { ReviewActs } from '../reviews/begin.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import { SupplierActs } from '../suppliers/acts.tsx';
import { kindAddress } from './address.ts';
import classes from './cases.module.css';
import { CaseFilters } from './filters.tsx';
import { AboutKind, KindChips, StateChips } from './kinds.tsx';
import { CaseTable } from './table.tsx';

/** Begins by its dates or by a button of its own, never by a form. */
const reviewKind = 'reviews/campaign';
const supplierKind = 'suppliers/supplier';

/** Cases by page: what needs the reader, since when, and what happens if nobody does anything. */
export function CasesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = useSearch({ from: '/inside/cases' });
  const kinds = useQuery(caseKindsQuery);
  const query = useQuery(casesQuery(search));
  const chosen = kinds.data?.kinds.find(({ id }) => id === search.kind);
  const reader = isReader(me.roles);
  return (
    <Page
      title={t('cases.title')}
      lead={t(reader ? 'cases.lead' : 'cases.leadOwn')}
      actions={
        chosen?.id === reviewKind ? (
          <ReviewActs />
        ) : (
          <>
            {chosen?.id === supplierKind && <SupplierActs />}
            <Begin kinds={kinds.data?.kinds ?? []} chosen={chosen} />
          </>
        )
      }
    >
      <div className="stack">
        {search.waiting === undefined && <WaitsForMe />}
        {reader && <KindChips kinds={kinds.data?.kinds ?? []} search={search} />}
        {chosen !== undefined && <AboutKind kind={chosen} />}
        {chosen?.readsAll && <StateChips kind={chosen} search={search} />}
        <CaseFilters search={search} />
        {search.waiting && <p className="small">{t('cases.waitingOnly')}</p>}
        {search.device !== undefined && <p className="small">{t('cases.deviceOnly')}</p>}
        <Answer query={query} what={t('cases.title')}>
          {(list) => <List list={list} search={search} />}
        </Answer>
      </div>
    </Page>
  );
}

function List({ list, search }: { list: CaseList; search: CaseSearch }) {
  const { t } = useTranslation();
  return (
    <>
      {list.cases.length === 0 ? (
        <Nothing search={search} />
      ) : (
        <>
          <CaseTable cases={list.cases} withKind={search.kind === undefined} />
          {list.cases.some(({ waiting }) => waiting.length > 0) && <p className="small quiet">{t('cases.nothingDone')}</p>}
        </>
      )}
      <Pages
        offset={search.offset ?? 0}
        size={casesPageSize}
        total={list.total}
        link={(offset) => ({ to: '/cases', search: { ...search, offset: offset > 0 ? offset : undefined } })}
      />
    </>
  );
}

/** Whatever else is chosen: an act that somebody waits for must not hide behind a filter. */
function WaitsForMe() {
  const { t } = useTranslation();
  const { data } = useQuery({ ...casesQuery({ waiting: true }, 1), placeholderData: keepPreviousData });
  if (data === undefined || data.total === 0) return null;
  return (
    <div className={classes.forMeBox}>
      <b>{t('cases.waitsForMe', { count: data.total })}</b>
      <LinkButton to="/cases" search={{ waiting: true }} variant="outline" size="compact-md">
        {t('cases.toWaiting')}
      </LinkButton>
    </div>
  );
}

/** Straight to the form where only one kind is looked at. */
function Begin({ kinds, chosen }: { kinds: readonly CaseKindView[]; chosen: CaseKindView | undefined }) {
  const { t } = useTranslation();
  const me = useMe();
  const offered = (chosen === undefined ? kinds : [chosen]).some(({ opens, requests }) => opens.length + requests.length > 0);
  if (!offered || me.roles.includes('auditor')) return null;
  return chosen === undefined ? (
    <LinkButton to="/cases/new">{t('cases.open')}</LinkButton>
  ) : (
    <LinkButton to="/cases/new/$room/$name" params={kindAddress(chosen.id)} search={{}}>
      {t('cases.open')}
    </LinkButton>
  );
}

function Nothing({ search }: { search: CaseSearch }) {
  const { t } = useTranslation();
  const me = useMe();
  const { kind, waiting, offset: _, ...filters } = search;
  if (waiting)
    return (
      <Empty title={t('cases.none.waiting')}>
        <Link to="/cases" search={{}} className="target">
          {t('cases.shows.open')}
        </Link>
      </Empty>
    );
  if (Object.keys(filters).length > 0)
    return (
      <Empty title={t('cases.none.filtered')}>
        <Link to="/cases" search={{ kind }} className="target">
          {t('action.clear')}
        </Link>
      </Empty>
    );
  const own = !isReader(me.roles);
  return (
    <Empty title={t(own ? 'cases.none.own' : 'cases.none.all')}>
      <p>{t(own ? 'cases.none.ownBody' : 'cases.none.allBody')}</p>
    </Empty>
  );
}

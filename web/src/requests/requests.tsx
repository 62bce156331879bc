import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type RequestList, type RequestScope, type RequestSearch, requestsPageSize, requestsQuery } from '../api/requests.ts';
import type { Role } from '../api/session.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import { RequestFilters } from './filters.tsx';
import classes from './requests.module.css';
import { RequestTable } from './table.tsx';

const deciding: readonly Role[] = ['administrator', 'committee', 'management', 'departmentManager'];
/** Whom the server shows every request that was submitted. */
const readingAll: readonly Role[] = ['administrator', 'committee', 'management'];
const isAuditor = (roles: readonly Role[]): boolean => roles.includes('auditor');

/** What of the list concerns this person: somebody who decides sees first what waits for them. */
function scopesOf(roles: readonly Role[], waiting: number): readonly RequestScope[] {
  if (isAuditor(roles)) return ['all'];
  return [
    'mine',
    ...(waiting > 0 || roles.some((role) => deciding.includes(role)) ? (['waiting'] as const) : []),
    ...(roles.some((role) => readingAll.includes(role)) ? (['all'] as const) : []),
  ];
}

export function RequestsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = useSearch({ from: '/inside/requests' });
  const first: RequestScope = isAuditor(me.roles) ? 'all' : 'mine';
  const query = useQuery(requestsQuery({ ...search, scope: search.scope ?? first }));
  const applies = !isAuditor(me.roles);
  return (
    <Page
      title={t('requests.title')}
      lead={t(applies ? 'requests.lead' : 'requests.leadAuditor')}
      actions={
        applies && (
          <>
            {!isReader(me.roles) && (
              <LinkButton variant="subtle" to="/cases" search={{}}>
                {t('cases.mine')}
              </LinkButton>
            )}
            {me.roles.some((role) => deciding.includes(role)) && (
              <LinkButton variant="subtle" to="/requests/delegations">
                {t('requests.delegations.title')}
              </LinkButton>
            )}
            <LinkButton to="/requests/new">{t('requests.apply')}</LinkButton>
          </>
        )
      }
    >
      <Answer query={query} what={t('requests.title')}>
        {(list) => <List list={list} search={search} scope={search.scope ?? first} />}
      </Answer>
    </Page>
  );
}

function List({ list, search, scope }: { list: RequestList; search: RequestSearch; scope: RequestScope }) {
  const me = useMe();
  const scopes = scopesOf(me.roles, list.counts.waiting);
  return (
    <div className="stack">
      {scopes.length > 1 && <Scopes scopes={scopes} scope={scope} counts={list.counts} />}
      {scope !== 'waiting' && list.counts.waiting > 0 && <WaitsForMe count={list.counts.waiting} />}
      <RequestFilters search={search} scope={scope} />
      {list.requests.length === 0 ? <Nothing search={search} scope={scope} /> : <RequestTable list={list} search={search} scope={scope} />}
      <Pages
        offset={search.offset ?? 0}
        size={requestsPageSize}
        total={list.total}
        link={(offset) => ({ to: '/requests', search: { ...search, offset: offset > 0 ? offset : undefined } })}
      />
    </div>
  );
}

function Scopes({ scopes, scope, counts }: { scopes: readonly RequestScope[]; scope: RequestScope; counts: RequestList['counts'] }) {
  const { t } = useTranslation();
  const label = (each: RequestScope): string =>
    each === 'waiting' ? t('requests.scopes.waiting', { count: counts.waiting }) : t(`requests.scopes.${each}`);
  return (
    <nav className={`${classes.tabs} no-print`} aria-label={t('requests.scopes.label')}>
      {scopes.map((each) => (
        <Link key={each} to="/requests" search={{ scope: each }} className={classes.tab} aria-current={each === scope ? 'page' : undefined}>
          {label(each)}
        </Link>
      ))}
    </nav>
  );
}

/** On the other tabs too: a decision that somebody waits for must not hide behind a tab. */
function WaitsForMe({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.waits}>
      <b>{t('requests.waitsForMe', { count })}</b>
      <LinkButton to="/requests" search={{ scope: 'waiting' }} variant="outline" size="compact-md">
        {t('requests.toWaiting')}
      </LinkButton>
    </div>
  );
}

function Nothing({ search, scope }: { search: RequestSearch; scope: RequestScope }) {
  const { t } = useTranslation();
  const me = useMe();
  if (search.q !== undefined || search.state !== undefined || search.kind !== undefined) {
    return (
      <Empty title={t('requests.none.filtered')}>
        <Link to="/requests" search={{ scope }} className="target">
          {t('action.clear')}
        </Link>
      </Empty>
    );
  }
  return (
    <Empty title={t(`requests.none.${scope}`)}>
      <p>{t(`requests.none.${scope}Body`)}</p>
      {scope !== 'waiting' && !isAuditor(me.roles) && <LinkButton to="/requests/new">{t('requests.apply')}</LinkButton>}
    </Empty>
  );
}

import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type RegisterHead, registersQuery } from '../api/registers.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { dayOf } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import { byUrgency, matching, needsAttention } from './attention.ts';
import classes from './registers.module.css';

/** All registers as one calm list: what each is for, who keeps it, and which of them need somebody. */
export function RegistersPage() {
  const { t } = useTranslation();
  const reads = isReader(useMe().roles);
  const query = useQuery(registersQuery);
  return (
    <Page title={t('registers.title')} lead={t(reads ? 'registers.lead' : 'registers.leadOpen')}>
      {reads && <Filters />}
      <Answer query={query} what={t('registers.title')}>
        {({ registers }) => (reads ? <List registers={registers} /> : <OpenList registers={registers} />)}
      </Answer>
    </Page>
  );
}

/** For everybody else: the few that are open to all, without what only their keepers can settle. */
function OpenList({ registers }: { registers: readonly RegisterHead[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (registers.length === 0) return <Empty title={t('registers.empty')} />;
  return (
    <ul className={classes.openList}>
      {registers.map(({ id, title, purpose, rows }) => {
        const [room = '', name = ''] = id.split('/');
        return (
          <li key={id}>
            <Link to="/registers/$room/$name" params={{ room, name }} className={classes.name}>
              {say(title)}
            </Link>{' '}
            <span className="small quiet">{t('registers.rowsSaid', { count: rows })}</span>
            <p className={classes.purpose}>{say(purpose)}</p>
          </li>
        );
      })}
    </ul>
  );
}

function Filters() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/registers' });
  const navigate = useNavigate({ from: '/registers' });
  return (
    <Form className={`${classes.listFilters} no-print`} label={t('registers.searchLabel')} onSubmit={searchesByItself}>
      <SearchField
        label={t('registers.searchLabel')}
        placeholder={t('registers.search')}
        value={search.q}
        onSearch={(q) => navigate({ search: (old) => ({ ...old, q }), replace: true })}
      />
      <NativeSelect
        label={t('registers.show')}
        value={search.show ?? ''}
        onChange={(event) => {
          const show = event.currentTarget.value === 'attention' ? 'attention' : undefined;
          void navigate({ search: (old) => ({ ...old, show }) });
        }}
        data={[
          { value: '', label: t('registers.showAll') },
          { value: 'attention', label: t('registers.showAttention') },
        ]}
      />
    </Form>
  );
}

function List({ registers }: { registers: readonly RegisterHead[] }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/registers' });
  const found = matching(registers, search.q);
  const attention = found.filter(needsAttention);
  const shown = byUrgency(search.show === 'attention' ? attention : found);
  if (registers.length === 0) return <Empty title={t('registers.empty')} />;
  if (shown.length === 0) {
    return (
      <Empty title={search.show === 'attention' && found.length > 0 ? t('registers.allFine') : t('registers.none')}>
        <Link to="/registers" search={{}}>
          {t('action.clear')}
        </Link>
      </Empty>
    );
  }
  return (
    <div className={classes.list}>
      <p className={classes.total} role="status">
        {t('registers.total', { count: shown.length })}
        {search.show === undefined && attention.length > 0 && <> · {t('registers.attention', { count: attention.length })}</>}
      </p>
      <table className={`table cards ${classes.heads}`}>
        <caption className="unseen">{t('registers.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('registers.code')}</th>
            <th scope="col">{t('registers.name')}</th>
            <th scope="col">{t('registers.standing')}</th>
            <th scope="col">{t('registers.owner')}</th>
            <th scope="col" className="right">
              {t('registers.rows')}
            </th>
            <th scope="col" className="right">
              {t('registers.differences')}
            </th>
            <th scope="col">{t('registers.confirmed')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((head) => (
            <Row key={head.id} head={head} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ head }: { head: RegisterHead }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [room = '', name = ''] = head.id.split('/');
  return (
    <tr>
      <td className={`number ${classes.code}`}>{head.code}</td>
      <th scope="row">
        <Link to="/registers/$room/$name" params={{ room, name }} className={classes.name}>
          {say(head.title)}
        </Link>
        <span className={classes.purpose}>{say(head.purpose)}</span>
      </th>
      <td className={classes.standing}>
        <VerdictWord verdict={head.standing.verdict} />
        {head.standing.verdict !== 'pass' && <span className={classes.because}>{say(head.standing.because)}</span>}
      </td>
      <td data-label={t('registers.owner')} className={classes.owner}>
        {say(head.owner)}
      </td>
      <td className="right" data-label={t('registers.rows')}>
        {head.rows.toLocaleString()}
      </td>
      <td className="right" data-label={t('registers.differences')}>
        <DifferenceCount head={head} />
      </td>
      <td className={`number ${classes.day}`} data-label={t('registers.confirmed')}>
        {head.confirmedAt === null ? <span className="quiet">{t('registers.never')}</span> : dayOf(new Date(head.confirmedAt))}
      </td>
    </tr>
  );
}

/** The number leads to its lines; «nothing is measured» is not zero. */
function DifferenceCount({ head }: { head: RegisterHead }) {
  const { t } = useTranslation();
  const [room = '', name = ''] = head.id.split('/');
  if (head.differences === null) return <span className={`small quiet ${classes.unmeasured}`}>{t('registers.notMeasured')}</span>;
  if (head.differences === 0) return <span className="quiet">0</span>;
  return (
    <Link
      to="/registers/$room/$name/differences"
      params={{ room, name }}
      className={`target ${classes.open}`}
      aria-label={t('register.differencesSaid', { count: head.differences })}
    >
      {head.differences.toLocaleString()}
    </Link>
  );
}

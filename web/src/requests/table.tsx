import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RequestList, RequestScope, RequestSearch, RequestSummary } from '../api/requests.ts';
import { Mark } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf, useAgo } from '../pieces/when.tsx';
import classes from './requests.module.css';
import { StateWord } from './state.tsx';

type SortKey = NonNullable<RequestSearch['sort']>;

/** What needs somebody, since when, and until when: a line each, a card on a phone. */
export function RequestTable({ list, search, scope }: { list: RequestList; search: RequestSearch; scope: RequestScope }) {
  const { t } = useTranslation();
  return (
    <table className={`table cards ${classes.table}`}>
      <caption className="unseen">{t('requests.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('requests.subject')}</th>
          <Column name="number" label={t('requests.number')} search={search} />
          {scope !== 'mine' && <th scope="col">{t('requests.applicant')}</th>}
          <th scope="col">{t('requests.state')}</th>
          <Column name="submittedAt" label={t('requests.since')} search={search} />
          <Column name="decideBy" label={t('requests.decideBy')} search={search} />
          {scope !== 'waiting' && <Column name="validUntil" label={t('requests.validUntil')} search={search} />}
        </tr>
      </thead>
      <tbody>
        {list.requests.map((request) => (
          <Line key={request.id} request={request} scope={scope} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ request, scope }: { request: RequestSummary; scope: RequestScope }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const ago = useAgo();
  return (
    <tr>
      <th scope="row">
        <Link to="/requests/$id" params={{ id: request.id }} className={classes.subject}>
          <span>{say(request.title)}</span>
          {request.about !== '' && <span className={classes.about}>{request.about}</span>}
        </Link>
      </th>
      <td className="number" data-label={t('requests.number')}>
        {request.number}
      </td>
      {scope !== 'mine' && (
        <td className={classes.who} data-label={t('requests.applicant')}>
          {request.mine ? t('requests.me') : request.applicant}
        </td>
      )}
      <td data-label={t('requests.state')}>
        <span className={classes.stateCell}>
          <StateWord state={request.state} returned={request.returned} />
          {request.waitsForMe && scope !== 'waiting' && <span className={classes.forMe}>{t('requests.yours')}</span>}
        </span>
      </td>
      <td data-label={t('requests.since')}>
        {request.submittedAt === null ? (
          <span className="quiet">{t('requests.notSubmitted')}</span>
        ) : (
          <span className={`number ${classes.since}`}>
            <span>{dayOf(new Date(request.submittedAt))}</span> <span className="small quiet">{ago(request.submittedAt)}</span>
          </span>
        )}
      </td>
      <td data-label={t('requests.decideBy')}>{request.state === 'submitted' && <Until request={request} />}</td>
      {scope !== 'waiting' && (
        <td data-label={t('requests.validUntil')} className={`number ${classes.day}`}>
          {validWords(request, t('requests.forGood'))}
        </td>
      )}
    </tr>
  );
}

export function Until({ request: { decideBy, overdue } }: { request: Pick<RequestSummary, 'decideBy' | 'overdue'> }) {
  const { t } = useTranslation();
  if (decideBy === null) return null;
  return (
    <span className={overdue ? classes.overdue : undefined}>
      {overdue && <Mark verdict="fail" />}
      <time className="number" dateTime={decideBy}>
        {decideBy}
      </time>
      {overdue && <span>{t('requests.overdue')}</span>}
    </span>
  );
}

/** Nothing before it is approved; then the day, or that there is none. */
const validWords = ({ state, validUntil }: RequestSummary, forGood: string): string => validUntil ?? (state === 'approved' ? forGood : '');

function Column({ name, label, search }: { name: SortKey; label: string; search: RequestSearch }) {
  const { t } = useTranslation();
  const current = (search.sort ?? 'number') === name;
  const order = search.order ?? 'desc';
  return (
    <th scope="col" aria-sort={current ? (order === 'desc' ? 'descending' : 'ascending') : undefined}>
      <Link
        to="/requests"
        search={{ ...search, sort: name, order: current && order === 'desc' ? 'asc' : 'desc', offset: undefined }}
        className={classes.sort}
        aria-label={t('requests.sortBy', { column: label })}
      >
        {label}
        <span aria-hidden="true">{current ? (order === 'desc' ? ' ▼' : ' ▲') : ''}</span>
      </Link>
    </th>
  );
}

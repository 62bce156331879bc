import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DutySearch, Occurrence } from '../api/duties.ts';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import classes from './duties.module.css';
import { Due, Escalation, Party, State } from './state.tsx';

/** Occurrences of any state, as a table that can be sorted and printed. */
export function OccurrenceTable({ occurrences, search }: { occurrences: readonly Occurrence[]; search: DutySearch }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t('duties.title')}>
      <table className="table cards">
        <caption className="unseen">{t('duties.title')}</caption>
        <thead>
          <tr>
            <Column name="title" label={t('duties.duty')} search={search} />
            <Column name="dueOn" label={t('duties.dueOn')} search={search} />
            <th scope="col">{t('duties.state')}</th>
            <th scope="col">{t('duties.owner')}</th>
            <th scope="col">{t('duties.result')}</th>
            <Column name="closedAt" label={t('duties.closedAt')} search={search} />
          </tr>
        </thead>
        <tbody>
          {occurrences.map((occurrence) => (
            <Row key={occurrence.id} occurrence={occurrence} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ occurrence }: { occurrence: Occurrence }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id, title, about, state, owner, deputy, result, closedAt, escalation } = occurrence;
  return (
    <tr>
      <th scope="row">
        <Link to="/duties/$id" params={{ id }}>
          {say(title)}
        </Link>
        <span className={classes.about}>{say(about)}</span>
      </th>
      <td data-label={t('duties.dueOn')}>
        <Due occurrence={occurrence} />
      </td>
      <td data-label={t('duties.state')}>
        <span className="row">
          <State state={state} />
          {state === 'overdue' && <Escalation escalation={escalation} />}
        </span>
      </td>
      <td data-label={t('duties.owner')}>
        <span>
          <Party party={owner} deputy={deputy} />
        </span>
      </td>
      <td data-label={t('duties.result')}>
        {result === null ? <span className="quiet">－</span> : <span className={classes[result]}>{t(`duties.results.${result}`)}</span>}
      </td>
      <td data-label={t('duties.closedAt')}>{closedAt === null ? <span className="quiet">－</span> : <When at={closedAt} />}</td>
    </tr>
  );
}

/** A head that sorts: a link, so that the order stands in the address. */
function Column({ name, label, search }: { name: NonNullable<DutySearch['sort']>; label: string; search: DutySearch }) {
  const { t } = useTranslation();
  const isPast = search.state === 'completed' || search.state === 'skipped';
  const current = (search.sort ?? (isPast ? 'closedAt' : 'dueOn')) === name;
  const order = search.order ?? (isPast && search.sort === undefined ? 'desc' : 'asc');
  return (
    <th scope="col" aria-sort={current ? (order === 'desc' ? 'descending' : 'ascending') : undefined}>
      <Link
        to="/duties"
        search={{ ...search, sort: name, order: current && order === 'asc' ? 'desc' : 'asc', offset: undefined }}
        className={classes.sort}
        aria-label={t('duties.sortBy', { column: label })}
      >
        {label}
        <span aria-hidden="true">{current ? (order === 'desc' ? ' ▼' : ' ▲') : ''}</span>
      </Link>
    </th>
  );
}

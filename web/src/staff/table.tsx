import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { StaffPerson } from '../api/staff.ts';
import type { StaffSearch } from '../shell/addresses.ts';
import classes from './staff.module.css';

type SortKey = NonNullable<StaffSearch['sort']>;

export function StaffTable({ people, search }: { people: readonly StaffPerson[]; search: StaffSearch }) {
  const { t } = useTranslation();
  return (
    <table className={`table ${classes.table}`}>
      <caption className="unseen">{t('staff.title')}</caption>
      <thead>
        <tr>
          <Column name="name" label={t('staff.name')} search={search} />
          <Column name="number" label={t('staff.number')} search={search} />
          <Column name="department" label={t('staff.department')} search={search} />
          <th scope="col">{t('staff.email')}</th>
          <th scope="col">{t('staff.duties')}</th>
          <th scope="col">{t('staff.state')}</th>
          <th scope="col">{t('staff.account')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <Link to="/settings/staff" search={{ ...search, person: person.id }} className={classes.name}>
                {person.name}
              </Link>
              {person.kana !== '' && <span className={classes.kana}>{person.kana}</span>}
            </th>
            <td className="number" data-label={t('staff.number')}>
              {person.number}
            </td>
            <td data-label={t('staff.department')}>
              {person.department}
              {person.title !== '' && <span className={classes.role}>{person.title}</span>}
            </td>
            <td data-label={t('staff.email')} className={classes.email}>
              {person.email}
            </td>
            <td data-label={t('staff.duties')}>{person.duties.map((duty) => t(`staff.duty.${duty}`)).join(t('control.and'))}</td>
            <td data-label={t('staff.state')} className={classes.short}>
              <span className={person.state === 'left' ? classes.left : undefined}>{t(`staff.states.${person.state}`)}</span>
              {person.leftOn !== '' && <time className={classes.day}>{person.leftOn}</time>}
            </td>
            <td data-label={t('staff.account')} className={classes.short}>
              {person.accountId === null ? (
                <span className="quiet">{t('staff.noAccount')}</span>
              ) : (
                <Link to="/settings/people/$id" params={{ id: person.accountId }}>
                  {t('staff.hasAccount')}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A head that sorts: a link, so that the order stands in the address. */
function Column({ name, label, search }: { name: SortKey; label: string; search: StaffSearch }) {
  const { t } = useTranslation();
  const current = (search.sort ?? 'number') === name;
  const order = search.order ?? 'asc';
  return (
    <th scope="col" aria-sort={current ? (order === 'desc' ? 'descending' : 'ascending') : undefined}>
      <Link
        to="/settings/staff"
        search={{ ...search, sort: name, order: current && order === 'asc' ? 'desc' : 'asc', offset: undefined }}
        className={classes.sort}
        aria-label={t('staff.sortBy', { column: label })}
      >
        {label}
        <span className={classes.arrow} aria-hidden="true">
          {current ? (order === 'desc' ? '▼' : '▲') : ''}
        </span>
      </Link>
    </th>
  );
}

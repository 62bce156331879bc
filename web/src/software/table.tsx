import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SoftwareSearch, SoftwareTitle } from '../api/software-types.ts';
import { When } from '../pieces/when.tsx';
import { RuleLink } from './rule-link.tsx';
import classes from './software.module.css';
import { StateWord } from './state.tsx';

interface TableProps {
  titles: readonly SoftwareTitle[];
  search: SoftwareSearch;
  /** Null for who may not decide. */
  chosen: ReadonlyMap<number, SoftwareTitle> | null;
  choose: (titles: readonly SoftwareTitle[], on: boolean) => void;
}

export function SoftwareTable({ titles, search, chosen, choose }: TableProps) {
  const { t } = useTranslation();
  return (
    <table className="table cards">
      <caption className="unseen">{t('software.lead')}</caption>
      <thead>
        <tr>
          {chosen !== null && (
            <th scope="col" className={classes.choose}>
              <Checkbox
                aria-label={t('software.chooseAll')}
                checked={titles.every(({ id }) => chosen.has(id))}
                onChange={(event) => choose(titles, event.currentTarget.checked)}
              />
            </th>
          )}
          <Sorted name="name" label={t('software.name')} search={search} />
          <th scope="col">{t('software.state')}</th>
          <Sorted name="devices" label={t('software.devices')} search={search} right />
          <th scope="col">{t('software.os')}</th>
          <th scope="col">{t('software.rule')}</th>
          <Sorted name="firstSeen" label={t('software.firstSeen')} search={search} />
        </tr>
      </thead>
      <tbody>
        {titles.map((title) => (
          <tr key={title.id}>
            {chosen !== null && (
              <td>
                <Checkbox
                  aria-label={t('software.choose', { name: title.name })}
                  checked={chosen.has(title.id)}
                  onChange={(event) => choose([title], event.currentTarget.checked)}
                />
              </td>
            )}
            <th scope="row">
              <Link to="/devices/software/$id" params={{ id: String(title.id) }} className={classes.name}>
                {title.name}
              </Link>
              {title.publisher !== '' && <span className={classes.publisher}>{title.publisher}</span>}
            </th>
            <td data-label={t('software.state')}>
              <StateWord state={title.state} limited={title.limited} />
            </td>
            <td className="right number" data-label={t('software.devices')}>
              {t('software.count', { count: title.devices })}
            </td>
            <td data-label={t('software.os')}>{t(`platform.${title.platform}`)}</td>
            <td data-label={t('software.rule')}>
              {title.rule === null ? <span className="quiet">－</span> : <RuleLink rule={title.rule} />}
            </td>
            <td className="number" data-label={t('software.firstSeen')}>
              <When at={title.firstSeenAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SortedProps {
  name: 'devices' | 'firstSeen' | 'name';
  label: string;
  search: SoftwareSearch;
  right?: boolean;
}

/** A head that sorts: a link, so that the order stands in the address. Numbers and times begin with the largest. */
function Sorted({ name, label, search, right = false }: SortedProps) {
  const { t } = useTranslation();
  const current = (search.sort ?? 'devices') === name;
  const order = search.order ?? 'desc';
  const next = current ? (order === 'desc' ? 'asc' : 'desc') : name === 'name' ? 'asc' : 'desc';
  const { sort: _sort, order: _order, offset: _offset, ...kept } = search;
  return (
    <th
      scope="col"
      className={right ? 'right' : undefined}
      aria-sort={current ? (order === 'desc' ? 'descending' : 'ascending') : undefined}
    >
      <Link
        to="/devices/software"
        search={{ ...kept, ...(name !== 'devices' && { sort: name }), ...(next === 'asc' && { order: next }) }}
        aria-label={t('software.sortBy', { column: label })}
      >
        {label}
        {current && <span aria-hidden="true">{order === 'desc' ? '▼' : '▲'}</span>}
      </Link>
    </th>
  );
}

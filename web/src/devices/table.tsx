import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DeviceRow } from '../api/types.ts';
import { Mark } from '../pieces/mark.tsx';
import { When } from '../pieces/when.tsx';
import type { DeviceSearch } from '../shell/addresses.ts';
import classes from './list.module.css';

type SortKey = NonNullable<DeviceSearch['sort']>;

/** What the server sorts by when nothing is chosen: the worst first. */
const defaultSort: SortKey = 'fail';

interface TableProps {
  devices: readonly DeviceRow[];
  search: DeviceSearch;
  /** Devices that are ticked; left out for whom there is nothing to do with them. */
  chosen?: readonly string[];
  onChoose?: (chosen: readonly string[]) => void;
}

export function DeviceTable({ devices, search, chosen, onChoose }: TableProps) {
  const { t } = useTranslation();
  const ids = devices.map(({ id }) => id);
  const all = chosen !== undefined && ids.every((id) => chosen.includes(id));
  const others = (chosen ?? []).filter((id) => !ids.includes(id));
  return (
    <table className={`table ${classes.table}`}>
      <caption className="unseen">{t('devices.lead')}</caption>
      <thead>
        <tr>
          {chosen !== undefined && (
            <th scope="col">
              <Checkbox
                aria-label={t('rollout.place.selectAll')}
                checked={all}
                onChange={() => onChoose?.(all ? others : [...others, ...ids])}
              />
            </th>
          )}
          <Column name="name" label={t('devices.name')} search={search} />
          <Column name="platform" label={t('devices.os')} search={search} />
          <Column name="fail" label={t('verdict.fail')} search={search} right />
          <Column name="unknown" label={t('verdict.unknown')} search={search} right />
          <th scope="col" className="right">
            {t('verdict.pass')}
          </th>
          <Column name="lastSeenAt" label={t('devices.lastSeen')} search={search} />
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <tr key={device.id}>
            {chosen !== undefined && (
              <td className={classes.tick}>
                <Checkbox
                  aria-label={t('rollout.place.select', { name: device.name })}
                  checked={chosen.includes(device.id)}
                  onChange={() => onChoose?.(chosen.includes(device.id) ? chosen.filter((id) => id !== device.id) : [...chosen, device.id])}
                />
              </td>
            )}
            <th scope="row">
              <Link to="/devices/$id" params={{ id: device.id }} className={classes.name}>
                {device.name}
              </Link>{' '}
              {device.conflict && <span className={classes.state}>{t('devices.state.conflict')}</span>}
              {device.silent && <span className={classes.state}>{t('devices.state.silent')}</span>}
            </th>
            <td className={classes.os}>
              {device.os}
              <span className="small quiet">
                {' '}
                {t(`rollout.class.${device.class}`)}
                {device.environment !== null && ` · ${t(`rollout.environment.${device.environment}`)}`}
              </span>
            </td>
            <Count verdict="fail" count={device.counts.fail} />
            <Count verdict="unknown" count={device.counts.unknown} />
            <Count verdict="pass" count={device.counts.pass} />
            <td className="number">
              <When at={device.lastSeenAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Count({ verdict, count }: { verdict: 'pass' | 'fail' | 'unknown'; count: number }) {
  const { t } = useTranslation();
  return (
    <td className="right">
      <span className={`${classes.cell} ${count === 0 ? classes.zero : classes[verdict]}`}>
        {count > 0 && <Mark verdict={verdict} />}
        <span className={classes.cellWord}>{t(`verdict.${verdict}`)}</span>
        {count}
      </span>
    </td>
  );
}

/** A head that sorts: a link, so that the order stands in the address. Numbers and times begin with the largest. */
function Column({ name, label, search, right }: { name: SortKey; label: string; search: DeviceSearch; right?: boolean }) {
  const { t } = useTranslation();
  const current = (search.sort ?? defaultSort) === name;
  const order = search.order ?? 'desc';
  const first = name === 'name' || name === 'platform' ? 'asc' : 'desc';
  const next = current ? (order === 'desc' ? 'asc' : 'desc') : first;
  return (
    <th
      scope="col"
      className={right ? 'right' : undefined}
      aria-sort={current ? (order === 'desc' ? 'descending' : 'ascending') : undefined}
    >
      <Link
        to="/devices"
        search={{ ...search, sort: name, order: next, offset: undefined }}
        className={classes.sort}
        aria-label={t('devices.sortBy', { column: label })}
      >
        {label}
        <span className={classes.arrow} aria-hidden="true">
          {current ? (order === 'desc' ? '▼' : '▲') : ''}
        </span>
      </Link>
    </th>
  );
}

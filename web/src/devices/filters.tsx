import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { groupNamesQuery } from '../api/rollout.ts';
import { Form } from '../pieces/form.tsx';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import type { DeviceSearch } from '../shell/addresses.ts';
import classes from './list.module.css';

/** Whether anything narrows the list. */
export const isFiltered = ({ sort: _sort, order: _order, offset: _offset, ...filters }: DeviceSearch): boolean =>
  Object.values(filters).some((value) => value !== undefined);

/** What is chosen here stands in the address: a filtered list can be kept, sent and gone back to. */
export function DeviceFilters({ search }: { search: DeviceSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/devices' });
  const set = (changed: Partial<DeviceSearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }), replace });
  const groups = useQuery(groupNamesQuery);
  const choose = <K extends 'verdict' | 'platform' | 'state' | 'class' | 'environment' | 'group' | 'agent'>(key: K, value: string) =>
    set({ [key]: value === '' ? undefined : value } as Partial<DeviceSearch>);
  const any = { value: '', label: t('devices.any') };
  const chosen = isFiltered(search);
  return (
    <Form className={`${classes.filters} no-print`} label={t('devices.searchLabel')} onSubmit={searchesByItself}>
      <SearchField label={t('devices.searchLabel')} placeholder={t('devices.search')} value={search.q} onSearch={(q) => set({ q }, true)} />
      <NativeSelect
        label={t('devices.filterVerdict')}
        value={search.verdict ?? ''}
        onChange={(event) => choose('verdict', event.currentTarget.value)}
        data={[any, ...(['fail', 'unknown', 'pass'] as const).map((value) => ({ value, label: t(`devices.has.${value}`) }))]}
      />
      <NativeSelect
        label={t('devices.filterPlatform')}
        value={search.platform ?? ''}
        onChange={(event) => choose('platform', event.currentTarget.value)}
        data={[any, ...(['windows', 'macos', 'linux'] as const).map((value) => ({ value, label: t(`platform.${value}`) }))]}
      />
      <NativeSelect
        label={t('devices.filterState')}
        value={search.state ?? ''}
        onChange={(event) => choose('state', event.currentTarget.value)}
        data={[any, ...(['active', 'silent', 'conflict'] as const).map((value) => ({ value, label: t(`devices.state.${value}`) }))]}
      />
      <NativeSelect
        label={t('rollout.filter.class')}
        value={search.class ?? ''}
        onChange={(event) => choose('class', event.currentTarget.value)}
        data={[any, ...(['client', 'server'] as const).map((value) => ({ value, label: t(`rollout.class.${value}`) }))]}
      />
      <NativeSelect
        label={t('rollout.filter.environment')}
        value={search.environment ?? ''}
        onChange={(event) => choose('environment', event.currentTarget.value)}
        data={[
          any,
          ...(['production', 'verification', 'development', 'none'] as const).map((value) => ({
            value,
            label: t(`rollout.environment.${value}`),
          })),
        ]}
      />
      <NativeSelect
        label={t('rollout.filter.group')}
        value={search.group ?? ''}
        onChange={(event) => choose('group', event.currentTarget.value)}
        data={[any, ...(groups.data?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        label={t('rollout.filter.agent')}
        value={search.agent ?? ''}
        onChange={(event) => choose('agent', event.currentTarget.value)}
        data={[any, { value: 'old', label: t('rollout.filter.old') }]}
      />
      {chosen && (
        <Button variant="subtle" onClick={() => navigate({ search: {} })}>
          {t('action.clear')}
        </Button>
      )}
    </Form>
  );
}

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { driftStates } from '../api/drift.ts';
import { Form } from '../pieces/form.tsx';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { type DriftSearch, driftCollections } from '../shell/addresses.ts';
import classes from './drift.module.css';

/** What is chosen stands in the address. Without a choice the list shows what waits for a reason. */
export function DriftFilters({ search }: { search: DriftSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/devices/changes' });
  const set = (changed: Partial<DriftSearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }), replace });
  const choose = (key: 'state' | 'class' | 'collection' | 'from' | 'until', value: string) =>
    set({ [key]: value === '' ? undefined : value } as Partial<DriftSearch>);
  const any = { value: '', label: t('devices.any') };
  return (
    <Form className={`${classes.filters} no-print`} label={t('drift.filters')} onSubmit={searchesByItself}>
      <SearchField label={t('drift.searchLabel')} placeholder={t('drift.search')} value={search.q} onSearch={(q) => set({ q }, true)} />
      <NativeSelect
        label={t('drift.state')}
        value={search.state ?? 'waiting'}
        onChange={(event) => choose('state', event.currentTarget.value === 'waiting' ? '' : event.currentTarget.value)}
        data={[...driftStates, 'all' as const].map((value) => ({ value, label: t(`drift.states.${value}`) }))}
      />
      <NativeSelect
        label={t('drift.class')}
        value={search.class ?? ''}
        onChange={(event) => choose('class', event.currentTarget.value)}
        data={[any, ...(['server', 'client'] as const).map((value) => ({ value, label: t(`drift.classes.${value}`) }))]}
      />
      <NativeSelect
        label={t('drift.collection')}
        value={search.collection ?? ''}
        onChange={(event) => choose('collection', event.currentTarget.value)}
        data={[any, ...driftCollections.map((value) => ({ value, label: t(`drift.collections.${value}`) }))]}
      />
      <TextInput
        type="date"
        label={t('drift.from')}
        value={search.from ?? ''}
        onChange={(event) => choose('from', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('drift.until')}
        value={search.until ?? ''}
        onChange={(event) => choose('until', event.currentTarget.value)}
      />
      {Object.keys(search).some((key) => key !== 'offset') && (
        <Button variant="subtle" onClick={() => navigate({ search: {} })}>
          {t('action.clear')}
        </Button>
      )}
    </Form>
  );
}

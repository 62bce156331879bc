import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SoftwareSearch } from '../api/software-types.ts';
import { Form } from '../pieces/form.tsx';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { softwareStates } from './address.ts';
import classes from './software.module.css';

type Choice = 'state' | 'platform' | 'kind' | 'publisher';

/** What is chosen here stands in the address: a filtered list can be kept, sent and gone back to. */
export function SoftwareFilters({ search }: { search: SoftwareSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/devices/software' });
  const set = (changed: Record<string, string | undefined>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }) as SoftwareSearch, replace });
  const choose = (key: Choice, value: string) => set({ [key]: value === '' ? undefined : value });
  const any = { value: '', label: t('software.any') };
  const states = search.kind === 'trace' ? (['forbidden', 'seen'] as const) : softwareStates;
  const isChosen = Object.keys(search).some((key) => key !== 'offset' && key !== 'sort' && key !== 'order');
  return (
    <Form className={`${classes.filters} no-print`} label={t('software.searchLabel')} onSubmit={searchesByItself}>
      <SearchField
        label={t('software.searchLabel')}
        placeholder={t('software.search')}
        value={search.q}
        onSearch={(q) => set({ q }, true)}
      />
      <NativeSelect
        label={t('software.filterState')}
        value={search.state ?? ''}
        onChange={(event) => choose('state', event.currentTarget.value)}
        data={[any, ...states.map((value) => ({ value, label: t(`software.states.${value}`) }))]}
      />
      <NativeSelect
        label={t('software.filterPlatform')}
        value={search.platform ?? ''}
        onChange={(event) => choose('platform', event.currentTarget.value)}
        data={[any, ...(['windows', 'macos', 'linux'] as const).map((value) => ({ value, label: t(`platform.${value}`) }))]}
      />
      <NativeSelect
        label={t('software.filterKind')}
        value={search.kind ?? ''}
        onChange={(event) => set({ kind: event.currentTarget.value === '' ? undefined : event.currentTarget.value, state: undefined })}
        data={[
          { value: '', label: t('software.kinds.installed') },
          { value: 'trace', label: t('software.kinds.trace') },
        ]}
      />
      <div className="row">
        <Checkbox
          label={t('software.gone')}
          checked={search.gone === 'true'}
          onChange={(event) => set({ gone: event.currentTarget.checked ? 'true' : undefined })}
        />
        {isChosen && (
          <Button variant="subtle" onClick={() => navigate({ search: {} })}>
            {t('action.clear')}
          </Button>
        )}
      </div>
    </Form>
  );
}

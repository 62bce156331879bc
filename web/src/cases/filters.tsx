import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseSearch } from '../api/cases.ts';
import { Form } from '../pieces/form.tsx';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import classes from './cases.module.css';

/** What is chosen here stands in the address: a filtered list can be kept, sent and gone back to. */
export function CaseFilters({ search }: { search: CaseSearch }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate({ from: '/cases' });
  const set = (changed: CaseSearch, replace = false) => navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }), replace });
  const { kind, offset: _, ...chosen } = search;
  return (
    <Form className={`${classes.filters} no-print`} label={t('cases.searchLabel')} onSubmit={searchesByItself}>
      <SearchField label={t('cases.searchLabel')} placeholder={t('cases.search')} value={search.q} onSearch={(q) => set({ q }, true)} />
      {!search.waiting && (
        <NativeSelect
          label={t('cases.show')}
          value={search.state ?? 'open'}
          onChange={({ currentTarget: { value } }) =>
            set({ state: value === 'open' ? undefined : (value as CaseSearch['state']), in: undefined })
          }
          data={(['open', 'ended', 'all'] as const).map((value) => ({ value, label: t(`cases.shows.${value}`) }))}
        />
      )}
      {/* To whoever sees only these it is no choice. */}
      {isReader(me.roles) && !me.roles.includes('auditor') && !search.waiting && (
        <Checkbox
          className={classes.mine ?? ''}
          label={t('cases.mine')}
          checked={search.mine === true}
          onChange={({ currentTarget: { checked } }) => set({ mine: checked ? true : undefined })}
        />
      )}
      {Object.keys(chosen).length > 0 && (
        <Button variant="subtle" onClick={() => navigate({ search: { kind } })}>
          {t('action.clear')}
        </Button>
      )}
    </Form>
  );
}

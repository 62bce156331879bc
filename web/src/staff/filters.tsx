import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { departmentsQuery, duties } from '../api/staff.ts';
import { Form } from '../pieces/form.tsx';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import type { StaffSearch } from '../shell/addresses.ts';
import classes from './staff.module.css';

/** What is chosen here stands in the address: a filtered list can be kept, sent and gone back to. */
export function StaffFilters({ search }: { search: StaffSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/settings/staff' });
  const departments = useQuery(departmentsQuery);
  const set = (changed: Partial<StaffSearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }), replace });
  const choose = (key: 'state' | 'department' | 'duty', value: string) =>
    set({ [key]: value === '' ? undefined : value } as Partial<StaffSearch>);
  const any = { value: '', label: t('staff.any') };
  const chosen = [search.q, search.state, search.department, search.duty].some((each) => each !== undefined);
  return (
    <Form className={`${classes.filters} no-print`} label={t('staff.searchLabel')} onSubmit={searchesByItself}>
      <SearchField label={t('staff.searchLabel')} placeholder={t('staff.search')} value={search.q} onSearch={(q) => set({ q }, true)} />
      <NativeSelect
        label={t('staff.state')}
        value={search.state ?? ''}
        onChange={(event) => choose('state', event.currentTarget.value)}
        data={[any, ...(['active', 'left'] as const).map((value) => ({ value, label: t(`staff.states.${value}`) }))]}
      />
      <NativeSelect
        label={t('staff.department')}
        value={search.department ?? ''}
        onChange={(event) => choose('department', event.currentTarget.value)}
        data={[any, ...(departments.data?.departments ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        label={t('staff.duties')}
        value={search.duty ?? ''}
        onChange={(event) => choose('duty', event.currentTarget.value)}
        data={[any, ...duties.map((value) => ({ value, label: t(`staff.duty.${value}`) }))]}
      />
      {chosen && (
        <Button variant="subtle" onClick={() => navigate({ search: {} })}>
          {t('action.clear')}
        </Button>
      )}
    </Form>
  );
}

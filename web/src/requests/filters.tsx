import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type RequestScope, type RequestSearch, requestKindsQuery, requestStates } from '../api/requests.ts';
import { Form } from '../pieces/form.tsx';
import { useSaid } from '../pieces/said.ts';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import classes from './requests.module.css';

/** What is chosen here stands in the address: a filtered list can be kept, sent and gone back to. */
export function RequestFilters({ search, scope }: { search: RequestSearch; scope: RequestScope }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const navigate = useNavigate({ from: '/requests' });
  const kinds = useQuery(requestKindsQuery);
  const set = (changed: Partial<RequestSearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }), replace });
  const any = { value: '', label: t('requests.any') };
  const chosen = search.q !== undefined || search.state !== undefined || search.kind !== undefined;
  return (
    <Form className={`${classes.filters} no-print`} label={t('requests.searchLabel')} onSubmit={searchesByItself}>
      <SearchField
        label={t('requests.searchLabel')}
        placeholder={t('requests.search')}
        value={search.q}
        onSearch={(q) => set({ q }, true)}
      />
      {/* What waits for a decision is in one state only. */}
      {scope !== 'waiting' && (
        <NativeSelect
          label={t('requests.state')}
          value={search.state ?? ''}
          onChange={(event) =>
            set({ state: event.currentTarget.value === '' ? undefined : (event.currentTarget.value as RequestSearch['state']) })
          }
          data={[
            any,
            { value: 'active', label: t('requests.states.active') },
            ...requestStates
              .filter((state) => scope === 'mine' || state !== 'draft')
              .map((state) => ({ value: state, label: t(`requests.states.${state}`) })),
          ]}
        />
      )}
      <NativeSelect
        label={t('requests.kind')}
        value={search.kind ?? ''}
        onChange={(event) => set({ kind: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
        data={[any, ...(kinds.data?.kinds ?? []).map(({ id, title }) => ({ value: id, label: say(title) }))]}
      />
      {chosen && (
        <Button variant="subtle" onClick={() => navigate({ search: { scope } })}>
          {t('action.clear')}
        </Button>
      )}
    </Form>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { download, queryOf } from '../api/client.ts';
import { type Audience, audiences, type Register, type RegisterSearch, registerFilters } from '../api/leaflets.ts';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { dayOf } from '../pieces/when.tsx';
import classes from './register.module.css';

/** Leaflet, sending, state and a word; all of it stands in the address. The counts stand in the choice of states. */
export function RegisterFilters({ search, register }: { search: RegisterSearch; register: Register | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/procedures/acknowledgements' });
  const set = (changed: Partial<RegisterSearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }), replace });
  const counted = (state: (typeof registerFilters)[number]): string => {
    if (register === undefined) return '';
    const { counts } = register;
    if (state === 'waiting') return ` (${counts.open + counts.overdue})`;
    return ` (${state === 'no-address' ? counts.noAddress : counts[state]})`;
  };
  const [now, ...past] = register?.campaigns ?? [];
  return (
    <Form className={`${classes.filters} no-print`} label={t('acknowledgements.filters')} onSubmit={searchesByItself}>
      <NativeSelect
        label={t('acknowledgements.audience')}
        value={search.audience ?? 'everyone'}
        onChange={(event) =>
          set({
            audience: event.currentTarget.value === 'everyone' ? undefined : (event.currentTarget.value as Audience),
            campaign: undefined,
          })
        }
        data={audiences.map((value) => ({ value, label: t(`leaflets.audience.${value}`) }))}
      />
      <NativeSelect
        label={t('acknowledgements.campaign')}
        value={search.campaign ?? ''}
        disabled={now === undefined}
        onChange={(event) => set({ campaign: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
        data={[
          {
            value: '',
            label:
              now === undefined
                ? t('acknowledgements.empty')
                : t('acknowledgements.campaignNow', { version: now.version, date: dayOf(new Date(now.sentAt)) }),
          },
          ...past.map(({ id, version, sentAt }) => ({
            value: id,
            label: t('acknowledgements.campaignPast', { version, date: dayOf(new Date(sentAt)) }),
          })),
        ]}
      />
      <NativeSelect
        label={t('acknowledgements.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: registerFilters.find((each) => each === event.currentTarget.value) })}
        data={[
          { value: '', label: t('acknowledgements.any') },
          ...registerFilters.map((value) => ({ value, label: `${t(`acknowledgements.states.${value}`)}${counted(value)}` })),
        ]}
      />
      <SearchField
        label={t('acknowledgements.searchLabel')}
        placeholder={t('acknowledgements.search')}
        value={search.q}
        onSearch={(q) => set({ q }, true)}
      />
    </Form>
  );
}

/** The rows that the filters leave, as a file. */
export function Download({ search }: { search: RegisterSearch }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const { offset: _page, ...filter } = search;
  const file = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') =>
      download('GET', `/api/leaflets/requests/export${queryOf({ ...filter, format, lang: language })}`, `acknowledgements.${format}`),
  });
  return (
    <div className="no-print">
      <div className="row">
        <span className="small quiet">{t('acknowledgements.download')}</span>
        <Button variant="default" size="compact-sm" disabled={file.isPending} onClick={() => file.mutate('xlsx')}>
          Excel
        </Button>
        <Button variant="default" size="compact-sm" disabled={file.isPending} onClick={() => file.mutate('csv')}>
          CSV
        </Button>
      </div>
      <Fault error={file.error} />
    </div>
  );
}

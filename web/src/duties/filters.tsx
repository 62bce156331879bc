import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type DutySearch, type DutyShow, dutiesQuery, type Occurrences, occurrenceStates } from '../api/duties.ts';
import { Form } from '../pieces/form.tsx';
import { useSaid } from '../pieces/said.ts';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import classes from './duties.module.css';

interface DutyFiltersProps {
  search: DutySearch;
  who: 'mine' | 'all';
  counts: Occurrences['counts'] | undefined;
}

/** What is chosen here stands in the address: a filtered list can be kept, sent and gone back to. */
export function DutyFilters({ search, who, counts }: DutyFiltersProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const navigate = useNavigate({ from: '/duties' });
  const reads = isReader(useMe().roles);
  const duties = useQuery({ ...dutiesQuery, enabled: reads }).data?.duties ?? [];
  const set = (changed: Partial<DutySearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, who, ...changed, offset: undefined }), replace });
  const chosen = [search.state, search.duty, search.q, search.from, search.to].some((each) => each !== undefined);
  const counted = (state: DutyShow): string => (counts === undefined || state === 'all' ? '' : ` (${counts[state].toLocaleString()})`);
  // On a phone the list comes first: what it is cut by stands folded above it.
  const isNarrow = useMediaQuery('(max-width: 40em)');
  const form = (
    <Form className={classes.filters ?? ''} label={t('duties.filters')} onSubmit={searchesByItself}>
      <NativeSelect
        label={t('duties.state')}
        value={search.state ?? ''}
        onChange={(event) => {
          const value = event.currentTarget.value;
          set({ state: value === '' ? undefined : (value as DutyShow), sort: undefined, order: undefined });
        }}
        data={[
          { value: '', label: t('duties.toDo') },
          ...([...occurrenceStates, 'all'] as const).map((value) => ({
            value,
            label: `${value === 'all' ? t('duties.every') : t(`duties.states.${value}`)}${counted(value)}`,
          })),
        ]}
      />
      <NativeSelect
        label={t('duties.duty')}
        value={search.duty ?? ''}
        onChange={(event) => set({ duty: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
        data={[{ value: '', label: t('duties.every') }, ...duties.map(({ id, title }) => ({ value: id, label: say(title) }))]}
      />
      <SearchField label={t('duties.searchLabel')} placeholder={t('duties.search')} value={search.q} onSearch={(q) => set({ q }, true)} />
      <Day label={t('duties.from')} value={search.from} choose={(from) => set({ from })} />
      <Day label={t('duties.to')} value={search.to} choose={(to) => set({ to })} />
      {chosen && (
        <Button variant="subtle" onClick={() => navigate({ search: { who } })}>
          {t('action.clear')}
        </Button>
      )}
    </Form>
  );
  return (
    <div className={`${classes.choosing} no-print`}>
      {reads && <Whose search={search} who={who} />}
      {isNarrow ? (
        <details open={chosen} className={classes.folded}>
          <summary>{t('duties.filter')}</summary>
          {form}
        </details>
      ) : (
        form
      )}
    </div>
  );
}

/** Mine or everybody's, as two links. */
export function Whose({ search, who }: { search: DutySearch; who: 'mine' | 'all' }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.whose} aria-label={t('duties.whose')}>
      {(['mine', 'all'] as const).map((each) => (
        <Link
          key={each}
          to="/duties"
          search={{ ...search, who: each, offset: undefined }}
          className={classes.who}
          activeOptions={{ exact: true }}
          aria-current={who === each ? 'true' : undefined}
        >
          {t(`duties.who.${each}`)}
        </Link>
      ))}
    </nav>
  );
}

function Day({ label, value, choose }: { label: string; value: string | undefined; choose: (value: string | undefined) => void }) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ''}
      max="2099-12-31"
      onChange={(event) => choose(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}

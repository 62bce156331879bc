import { NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultPageSize, pageSizes, type Register, type RegisterRows, type RegisterTableSearch, rowsQuery } from '../api/registers.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Pages } from '../pieces/pages.tsx';
import { filtersOf, isFiltered, withFilter } from './address.ts';
import { BulkBar } from './bulk-bar.tsx';
import { Chips } from './chips.tsx';
import { sortedBy } from './columns.ts';
import { Grid } from './grid.tsx';
import { Groups } from './groups.tsx';
import { Refused } from './refused.tsx';
import classes from './register.module.css';
import type { Selection } from './selection.ts';
import { Toolbar } from './toolbar.tsx';
import { useAddress, useSetAddress } from './use-address.ts';
import { useCellSaves } from './use-cell-saves.ts';

/** Search, filters and views above, the lines below. The server filters, sorts and cuts pages: 10,000 lines cost what 50 do. */
export function Table({ register, search }: { register: Register; search: RegisterTableSearch }) {
  const query = useQuery(rowsQuery(register.id, { ...search, sort: sortedBy(search) }));
  return (
    <div className={classes.table}>
      <Toolbar register={register} search={search} />
      <Chips register={register} search={search} />
      <Answer query={query}>{(list) => <Lines register={register} search={search} list={list} busy={query.isPlaceholderData} />}</Answer>
    </div>
  );
}

interface LinesProps {
  register: Register;
  search: RegisterTableSearch;
  list: RegisterRows;
  busy: boolean;
}

function Lines({ register, search, list, busy }: LinesProps) {
  const { t } = useTranslation();
  const set = useSetAddress();
  const narrow = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false });
  const [selection, setSelection] = useState<Selection>(new Map());
  const saves = useCellSaves(register.id);
  return (
    <>
      <Groups register={register} search={search} groups={list.groups} />
      <div className={classes.status}>
        <div className={classes.found}>
          <p className={classes.total} role="status">
            {t(isFiltered(search) ? 'register.filtered' : 'register.total', { count: list.total })}
            {saves.saving > 0 && <span className="quiet"> · {t('register.saving')}</span>}
          </p>
          <Deadlines register={register} search={search} />
        </div>
        {register.canEdit && !narrow && list.total > 0 && <p className={`${classes.keys} no-print`}>{t('register.keys')}</p>}
      </div>
      <Refused register={register} saves={saves} />
      <BulkBar register={register} selection={selection} clear={() => setSelection(new Map())} />
      {list.total === 0 ? (
        <Nothing register={register} search={search} />
      ) : (
        <div className={classes.lines} aria-busy={busy}>
          <Grid
            register={register}
            list={list}
            search={search}
            narrow={narrow}
            selection={selection}
            onSelect={setSelection}
            saves={saves}
            openRow={(row) => set({ row })}
          />
        </div>
      )}
      <Turn search={search} total={list.total} />
    </>
  );
}

function Nothing({ register, search }: { register: Register; search: RegisterTableSearch }) {
  const { t } = useTranslation();
  if (isFiltered(search)) return <Empty title={t('register.none')} />;
  return (
    <Empty title={t('register.empty')}>
      <p>{t('register.emptyBody')}</p>
      {register.requests.length > 0 && <p>{t('registerRow.fromRequest')}</p>}
    </Empty>
  );
}

/** One press to the lines whose dates have passed or are near. */
function Deadlines({ register, search }: { register: Register; search: RegisterTableSearch }) {
  const { t } = useTranslation();
  if (register.deadlines.length === 0) return null;
  const [chosen] = filtersOf(search.filters, 'deadline');
  return (
    <nav className={`${classes.deadlines} no-print`} aria-label={t('register.deadlines')}>
      {(['overdue', 'near'] as const).map((value) => (
        <Link
          key={value}
          from="/registers/$room/$name"
          search={(old) => ({ ...old, filters: withFilter(old.filters, 'deadline', chosen === value ? [] : [value]), offset: undefined })}
          className={`${classes.groupLink} ${chosen === value ? classes.on : ''}`}
          aria-current={chosen === value ? 'true' : undefined}
        >
          {t(`register.${value}`)}
        </Link>
      ))}
    </nav>
  );
}

/** From page to page, and how long a page is. */
function Turn({ search, total }: { search: RegisterTableSearch; total: number }) {
  const { t } = useTranslation();
  const { room, name } = useAddress();
  const set = useSetAddress();
  const size = search.size ?? defaultPageSize;
  if (total <= pageSizes[0]) return null;
  return (
    <div className={`${classes.turn} no-print`}>
      <Pages
        offset={search.offset ?? 0}
        size={size}
        total={total}
        link={(offset) => ({
          to: '/registers/$room/$name',
          params: { room, name },
          search: { ...search, offset: offset === 0 ? undefined : offset },
        })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('register.size')}
        value={String(size)}
        onChange={(event) => set({ size: pageSizes.find((each) => String(each) === event.currentTarget.value) })}
        data={pageSizes.map((value) => ({ value: String(value), label: t('register.sizeOf', { count: value }) }))}
      />
    </div>
  );
}

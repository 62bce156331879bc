import { useTranslation } from 'react-i18next';
import type { FieldView, Register, RegisterTableSearch } from '../api/registers-types.ts';
import { useSaid } from '../pieces/said.ts';
import { containing, filtersOf } from './address.ts';
import { ColumnMenu } from './column-menu.tsx';
import { sortedBy } from './columns.ts';
import classes from './grid.module.css';
import { useSetAddress } from './use-address.ts';

interface GridHeadProps {
  register: Register;
  fields: readonly FieldView[];
  search: RegisterTableSearch;
  /** Whether every line of the page is chosen; null where none can be. */
  all: boolean | null;
  onAll: () => void;
}

export function GridHead({ register, fields, search, all, onAll }: GridHeadProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.number} aria-sort={sortOf(search, 'number')}>
          <span className={classes.headRow}>
            {all !== null && (
              <input type="checkbox" className={classes.box} checked={all} aria-label={t('register.chooseAll')} onChange={onAll} />
            )}
            <Sort column="number" title={t('register.number')} search={search} />
          </span>
        </th>
        {fields.map((field, index) => (
          <th key={field.id} scope="col" className={index === 0 ? classes.label : undefined} aria-sort={sortOf(search, field.id)}>
            <span className={classes.headRow}>
              <Sort column={field.id} title={say(field.title)} search={search} />
              <ColumnMenu
                register={register}
                field={field}
                search={search}
                canHide={field.id !== register.label}
                filtered={filtersOf(search.filters, field.id).length + filtersOf(search.filters, containing(field.id)).length > 0}
              />
            </span>
          </th>
        ))}
        <th scope="col" aria-sort={sortOf(search, 'changedAt')}>
          <Sort column="changedAt" title={t('register.changedAt')} search={search} />
        </th>
      </tr>
    </thead>
  );
}

const sortOf = (search: RegisterTableSearch, column: string): 'ascending' | 'descending' | undefined =>
  sortedBy(search) === column ? (search.order === 'desc' ? 'descending' : 'ascending') : undefined;

/** Sorts up, then down; the order stands in the address. */
function Sort({ column, title, search }: { column: string; title: string; search: RegisterTableSearch }) {
  const { t } = useTranslation();
  const set = useSetAddress();
  const sorted = sortOf(search, column);
  return (
    <>
      <span className="print-only">{title}</span>
      <button
        type="button"
        className={classes.sort}
        aria-label={t('register.sortBy', { column: title })}
        onClick={() => set({ sort: column, order: sorted === 'ascending' ? 'desc' : undefined })}
      >
        {title}
        <span className={classes.arrow} aria-hidden="true">
          {sorted === undefined ? '' : sorted === 'ascending' ? '▲' : '▼'}
        </span>
      </button>
    </>
  );
}

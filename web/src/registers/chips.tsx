import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Register, type RegisterTableSearch, valuesQuery } from '../api/registers.ts';
import { useSaid } from '../pieces/said.ts';
import { containing, filteredColumns, filtersOf, isFiltered, withFilter } from './address.ts';
import classes from './register.module.css';

/** The filters that count now, as words; each can be taken away. */
export function Chips({ register, search }: { register: Register; search: RegisterTableSearch }) {
  const { t } = useTranslation();
  const columns = filteredColumns(search.filters);
  if (!isFiltered(search)) return null;
  return (
    <ul className={`${classes.chips} no-print`}>
      {columns.map((column) => (
        <li key={column}>
          <Chip register={register} search={search} column={column} />
        </li>
      ))}
      <li>
        <Link
          from="/registers/$room/$name"
          search={(old) => ({ ...old, q: undefined, filters: undefined, state: undefined, offset: undefined })}
          className="target"
        >
          {t('action.clear')}
        </Link>
      </li>
    </ul>
  );
}

function Chip({ register, search, column }: { register: Register; search: RegisterTableSearch; column: string }) {
  const { t } = useTranslation();
  const words = useFilterWords(register, search, column);
  return (
    <Link
      from="/registers/$room/$name"
      search={(old) => ({ ...old, filters: withFilter(old.filters, column, []), offset: undefined })}
      className={classes.chip}
      aria-label={t('register.filterRemove', { filter: words })}
    >
      {words}
      <span aria-hidden="true" className={classes.cross}>
        ×
      </span>
    </Link>
  );
}

/** `状態: 承認済みまたは期限切れ`, with the names of what is known by an id. */
export function useFilterWords(register: Register, search: RegisterTableSearch, column: string): string {
  const { t } = useTranslation();
  const { say } = useSaid();
  const id = column.replace(/~$/, '');
  const field = register.columns.find((each) => each.id === id);
  const named = field !== undefined && ['person', 'device', 'devices', 'row', 'boolean'].includes(field.type);
  const others = withFilter(search.filters, column, []);
  const values = useQuery({ ...valuesQuery(register.id, id, { q: search.q, filters: others, state: search.state }), enabled: named });
  if (field === undefined) {
    const deadline = filtersOf(search.filters, column)[0];
    return deadline === 'overdue' ? t('register.overdue') : deadline === 'near' ? t('register.near') : column;
  }
  const said = filtersOf(search.filters, column).map((value) => {
    if (column === containing(id)) return t('register.contains', { text: value });
    if (value === '') return t('register.filterBlank');
    const option = field.options?.find((each) => each.key === value)?.title;
    const group = values.data?.groups?.find((each) => each.value === value)?.said;
    return option !== undefined ? say(option) : group !== undefined ? say(group) : named ? '…' : value;
  });
  return t('register.chip', { column: say(field.title), values: said.join(t('register.or')) });
}

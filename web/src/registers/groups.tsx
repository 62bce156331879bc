import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Register, RegisterRows, RegisterTableSearch } from '../api/registers-types.ts';
import { useSaid } from '../pieces/said.ts';
import { filtersOf, withFilter } from './address.ts';
import classes from './register.module.css';

/** How many lines have which value; pressing one shows only those, pressing it again shows all. */
export function Groups({ register, search, groups }: { register: Register; search: RegisterTableSearch; groups: RegisterRows['groups'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const field = register.columns.find(({ id }) => id === search.group);
  if (field === undefined || groups === null || groups.length === 0) return null;
  const chosen = filtersOf(search.filters, field.id);
  return (
    <nav className={`${classes.groups} no-print`} aria-label={t('register.groups', { column: say(field.title) })}>
      <span className={classes.groupsTitle}>{say(field.title)}</span>
      <ul>
        {groups.map(({ value, said, count }) => {
          const on = chosen.includes(value);
          return (
            <li key={value}>
              <Link
                from="/registers/$room/$name"
                search={(old) => ({ ...old, filters: withFilter(old.filters, field.id, on ? [] : [value]), offset: undefined })}
                resetScroll={false}
                className={`${classes.groupLink} ${on ? classes.on : ''}`}
                aria-current={on ? 'true' : undefined}
              >
                {value === '' ? t('register.filterBlank') : say(said)} <b className="number">{count.toLocaleString()}</b>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

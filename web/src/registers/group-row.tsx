import { useTranslation } from 'react-i18next';
import type { RegisterRow, RegisterRows, RegisterTableSearch } from '../api/registers-types.ts';
import { useSaid } from '../pieces/said.ts';
import { sortedBy } from './columns.ts';
import classes from './grid.module.css';

type Group = NonNullable<RegisterRows['groups']>[number];

const groupOf = (row: RegisterRow, column: string): string => {
  const cell = row.cells[column];
  return cell === null || cell === undefined ? '' : String(cell);
};

/** The group that begins before a line; only where the table stands in the order of its groups. */
export function groupsBetween({ rows, groups }: RegisterRows, search: RegisterTableSearch): readonly (Group | undefined)[] {
  const { group } = search;
  if (group === undefined || groups === null || sortedBy(search) !== group) return [];
  return rows.map((row, line) => {
    const value = groupOf(row, group);
    if (line > 0 && groupOf(rows[line - 1]!, group) === value) return undefined;
    return groups.find((each) => each.value === value);
  });
}

export function GroupRow({ group, columns }: { group: Group; columns: number }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <tr className={classes.group}>
      <th colSpan={columns} scope="rowgroup">
        <span className={classes.groupSaid}>
          {group.value === '' ? t('register.filterBlank') : say(group.said)}
          <span className="quiet number"> {t('register.total', { count: group.count })}</span>
        </span>
      </th>
    </tr>
  );
}

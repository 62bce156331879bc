import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldView, Register, RegisterTableSearch } from '../api/registers-types.ts';
import { useSaid } from '../pieces/said.ts';
import { isListed } from './columns.ts';
import { FilterForm } from './filter-form.tsx';
import classes from './grid.module.css';
import { useSetAddress } from './use-address.ts';

interface ColumnMenuProps {
  register: Register;
  field: FieldView;
  search: RegisterTableSearch;
  canHide: boolean;
  filtered: boolean;
}

/** What can be done with one column: sort, group, hide, and choose which of its values are shown. */
export function ColumnMenu({ register, field, search, canHide, filtered }: ColumnMenuProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const set = useSetAddress();
  const [opened, setOpened] = useState(false);
  const act = (changed: Partial<RegisterTableSearch>) => {
    setOpened(false);
    set(changed);
  };
  const column = say(field.title);
  const items = [
    { label: t('register.sortAsc'), change: { sort: field.id, order: undefined } },
    { label: t('register.sortDesc'), change: { sort: field.id, order: 'desc' as const } },
    ...(isListed(field) || field.type === 'text' ? [{ label: t('register.groupBy'), change: { group: field.id, sort: undefined } }] : []),
    ...(canHide ? [{ label: t('register.hide'), change: { hidden: [...(search.hidden ?? []), field.id] } }] : []),
  ];
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus returnFocus width={300}>
      <Popover.Target>
        <button
          type="button"
          className={`${classes.menu} ${filtered ? classes.filtered : ''}`}
          aria-label={t('register.filter', { column })}
          aria-haspopup="dialog"
          onClick={() => setOpened(!opened)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={filtered ? 'M2 3h12l-4.6 5.4V13l-2.8-1.4V8.4z' : 'M4 6.5 8 10.5l4-4'} />
          </svg>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menuPanel} aria-label={t('register.filter', { column })}>
        <p className={classes.menuTitle}>{column}</p>
        <ul className={classes.menuItems}>
          {items.map(({ label, change }) => (
            <li key={label}>
              <Button variant="subtle" size="compact-sm" color="dark" fullWidth justify="flex-start" onClick={() => act(change)}>
                {label}
              </Button>
            </li>
          ))}
        </ul>
        {opened && <FilterForm register={register.id} field={field} search={search} onFilter={(filters) => act({ filters })} />}
      </Popover.Dropdown>
    </Popover>
  );
}

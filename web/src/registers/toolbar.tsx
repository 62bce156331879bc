import { Button, Checkbox, NativeSelect, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Register, type RegisterTableSearch, rowStates } from '../api/registers.ts';
import { Form } from '../pieces/form.tsx';
import { useSaid } from '../pieces/said.ts';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { hideable } from './columns.ts';
import classes from './register.module.css';
import { useSetAddress } from './use-address.ts';
import { Views } from './views.tsx';

/** What of the register is shown, and how. All of it stands in the address, so that a table can be kept, sent and gone back to. */
export function Toolbar({ register, search }: { register: Register; search: RegisterTableSearch }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const set = useSetAddress();
  return (
    <Form className={`${classes.toolbar} no-print`} label={t('register.searchLabel')} onSubmit={searchesByItself}>
      <SearchField
        label={t('register.searchLabel')}
        placeholder={t('register.search')}
        value={search.q}
        onSearch={(q) => set({ q }, true)}
      />
      <NativeSelect
        label={t('register.stateLabel')}
        value={search.state ?? 'current'}
        onChange={(event) => {
          const state = rowStates.find((each) => each === event.currentTarget.value);
          set({ state: state === 'current' ? undefined : state });
        }}
        data={rowStates.map((value) => ({ value, label: t(`register.states.${value}`) }))}
      />
      <NativeSelect
        label={t('register.group')}
        value={search.group ?? ''}
        onChange={(event) => set({ group: event.currentTarget.value === '' ? undefined : event.currentTarget.value, sort: undefined })}
        data={[
          { value: '', label: t('register.groupNone') },
          ...register.columns.filter(({ type }) => type !== 'longText').map(({ id, title }) => ({ value: id, label: say(title) })),
        ]}
      />
      <div className={classes.menus}>
        <Columns register={register} search={search} />
        <Views register={register} search={search} />
      </div>
    </Form>
  );
}

function Columns({ register, search }: { register: Register; search: RegisterTableSearch }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const set = useSetAddress();
  const hidden = search.hidden ?? [];
  const put = (next: readonly string[]) => set({ hidden: next.length === 0 ? undefined : next }, true);
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button variant="default" className={classes.wideOnly}>
          {hidden.length === 0 ? t('register.columns') : t('register.columnsHidden', { count: hidden.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={t('register.columns')}>
        <p className="small quiet">{t('register.columnsLead')}</p>
        <div className={classes.checks}>
          {hideable(register).map(({ id, title }) => (
            <Checkbox
              key={id}
              size="sm"
              label={say(title)}
              checked={!hidden.includes(id)}
              onChange={() => put(hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id])}
            />
          ))}
        </div>
        {hidden.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => put([])}>
            {t('register.showAllColumns')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

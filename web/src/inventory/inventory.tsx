import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { download, queryOf } from '../api/client.ts';
import {
  type CollectionId,
  type Inventory,
  type InventorySearch,
  inventoryPageSize,
  inventoryQuery,
  itemsQuery,
} from '../api/inventory.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { When } from '../pieces/when.tsx';
import { About } from './about.tsx';
import { Foreign } from './foreign.tsx';
import { Holders } from './holders.tsx';
import classes from './inventory.module.css';

/** What all devices have, each thing once. What is shown stands in the address. */
export function InventoryPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/devices/inventory' });
  const query = useQuery(inventoryQuery);
  return (
    <Page title={t('inventory.title')} lead={t('inventory.lead')}>
      <DeviceSections />
      <Answer query={query} what={t('inventory.title')}>
        {(inventory) => (
          <>
            <Filters inventory={inventory} search={search} />
            {search.show === 'foreign' ? (
              <Foreign search={search} />
            ) : search.item !== undefined ? (
              <Holders id={search.item} search={search} titles={inventory.attributes} />
            ) : (
              <Items inventory={inventory} collection={search.show ?? 'software'} search={search} />
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Filters({ inventory, search }: { inventory: Inventory; search: InventorySearch }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const navigate = useNavigate({ from: '/devices/inventory' });
  const set = (changed: Partial<InventorySearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined, item: undefined }) as InventorySearch, replace });
  const shown = [
    ...inventory.collections.map(({ id, title, items }) => ({ value: id as string, label: `${say(title)} (${items.toLocaleString()})` })),
    { value: 'foreign', label: `${t('inventory.foreign')} (${inventory.foreign.toLocaleString()})` },
  ];
  return (
    <Form className={`${classes.filters} no-print`} label={t('inventory.searchLabel')} onSubmit={searchesByItself}>
      <NativeSelect
        label={t('inventory.collection')}
        value={search.show ?? 'software'}
        onChange={(event) => navigate({ search: { show: event.currentTarget.value as CollectionId } })}
        data={shown}
      />
      <SearchField
        label={t('inventory.searchLabel')}
        placeholder={t('inventory.search')}
        value={search.q}
        onSearch={(q) => set({ q } as Partial<InventorySearch>, true)}
      />
      {search.show !== 'foreign' && (
        <NativeSelect
          label={t('inventory.platform')}
          value={search.platform ?? ''}
          onChange={(event) => set({ platform: event.currentTarget.value || undefined } as Partial<InventorySearch>)}
          data={[
            { value: '', label: t('inventory.any') },
            ...(['windows', 'macos', 'linux'] as const).map((value) => ({ value, label: t(`platform.${value}`) })),
          ]}
        />
      )}
    </Form>
  );
}

function Items({ inventory, collection, search }: { inventory: Inventory; collection: CollectionId; search: InventorySearch }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const query = useQuery(itemsQuery(collection, search));
  const filtered = search.q !== undefined || search.platform !== undefined;
  const save = (format: 'xlsx' | 'csv') =>
    download(
      'GET',
      `/api/inventory/export${queryOf({ collection, q: search.q, platform: search.platform, format, language })}`,
      `inventory.${format}`,
    );
  return (
    <Answer query={query} what={t('inventory.title')}>
      {({ total, items }) =>
        total === 0 ? (
          <Empty title={t(filtered ? 'inventory.none' : 'inventory.empty')}>{!filtered && <p>{t('inventory.emptyBody')}</p>}</Empty>
        ) : (
          <div className={classes.list} aria-busy={query.isPlaceholderData}>
            <div className={classes.importRow}>
              <p className={classes.total} role="status">
                {t('inventory.total', { count: total })}
              </p>
              <Button variant="subtle" className="no-print" onClick={() => save('xlsx')}>
                {t('inventory.export')}
              </Button>
              <Button variant="subtle" className="no-print" onClick={() => save('csv')}>
                {t('inventory.exportCsv')}
              </Button>
            </div>
            <Scroll label={t('inventory.title')}>
              <table className="table">
                <caption className="unseen">{t('inventory.title')}</caption>
                <thead>
                  <tr>
                    <Column name="key" label={t('inventory.name')} search={search} />
                    <th scope="col">{t('inventory.about')}</th>
                    <Column name="devices" label={t('inventory.devices')} search={search} right />
                    <Column name="firstSeenAt" label={t('inventory.firstSeen')} search={search} />
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.id}>
                      <th scope="row" className={classes.key}>
                        {item.key}
                      </th>
                      <td>
                        <About attributes={item.attributes} titles={inventory.attributes} />
                      </td>
                      <td className="right number">
                        <Link to="/devices/inventory" search={{ ...search, item: item.id, offset: undefined } as InventorySearch}>
                          {item.devices.toLocaleString()}
                        </Link>
                      </td>
                      <td>
                        <When at={item.firstSeenAt} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
            <Pages
              offset={search.offset ?? 0}
              size={inventoryPageSize}
              total={total}
              link={(offset) => ({ to: '/devices/inventory', search: { ...search, offset: offset === 0 ? undefined : offset } })}
            />
          </div>
        )
      }
    </Answer>
  );
}

type SortKey = NonNullable<InventorySearch['sort']>;

/** A head that sorts: a link, so that the order stands in the address. */
function Column({ name, label, search, right }: { name: SortKey; label: string; search: InventorySearch; right?: boolean }) {
  const { t } = useTranslation();
  const current = (search.sort ?? 'devices') === name;
  const order = search.order ?? 'desc';
  const next = current ? (order === 'desc' ? 'asc' : 'desc') : name === 'key' ? 'asc' : 'desc';
  return (
    <th
      scope="col"
      className={right ? 'right' : undefined}
      aria-sort={current ? (order === 'desc' ? 'descending' : 'ascending') : undefined}
    >
      <Link
        to="/devices/inventory"
        search={{ ...search, sort: name, order: next, offset: undefined } as InventorySearch}
        aria-label={t('inventory.sortBy', { column: label })}
      >
        {label}
        <span aria-hidden="true">{current ? (order === 'desc' ? ' ▼' : ' ▲') : ''}</span>
      </Link>
    </th>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { holdersQuery, type InventorySearch, inventoryPageSize } from '../api/inventory.ts';
import type { Words } from '../api/types.ts';
import { Answer } from '../pieces/answer.tsx';
import { Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import { About } from './about.tsx';

interface HoldersProps {
  id: number;
  search: InventorySearch;
  titles: Readonly<Record<string, Words>>;
}

/** The devices that have one thing. */
export function Holders({ id, search, titles }: HoldersProps) {
  const { t } = useTranslation();
  const offset = search.offset ?? 0;
  const query = useQuery(holdersQuery(id, offset));
  const { item: _item, offset: _offset, ...list } = search;
  return (
    <Answer query={query} what={t('inventory.devices')}>
      {({ item, total, devices }) => (
        <Section
          title={t('inventory.holders', { name: item.key })}
          lead={<About attributes={item.attributes} titles={titles} />}
          actions={
            <Link to="/devices/inventory" search={list}>
              {t('inventory.backToList')}
            </Link>
          }
        >
          <p role="status">{t('inventory.total', { count: total })}</p>
          <Scroll label={t('inventory.devices')}>
            <table className="table">
              <caption className="unseen">{t('inventory.devices')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('devices.name')}</th>
                  <th scope="col">{t('inventory.platform')}</th>
                  <th scope="col">{t('inventory.lastSeen')}</th>
                </tr>
              </thead>
              <tbody>
                {devices.map((device) => (
                  <tr key={device.id}>
                    <th scope="row">
                      <Link to="/devices/$id" params={{ id: device.id }}>
                        {device.name}
                      </Link>
                    </th>
                    <td>{t(`platform.${device.platform}`)}</td>
                    <td>
                      <When at={device.lastObservedAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <Pages
            offset={offset}
            size={inventoryPageSize}
            total={total}
            link={(next) => ({ to: '/devices/inventory', search: { ...search, offset: next === 0 ? undefined : next } })}
          />
        </Section>
      )}
    </Answer>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { devicesQuery } from '../api/queries.ts';
import type { DeviceList } from '../api/types.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import type { DeviceSearch } from '../shell/addresses.ts';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { DeviceFilters } from './filters.tsx';
import classes from './list.module.css';
import { DeviceSections } from './sections.tsx';
import { DeviceTable } from './table.tsx';

const pageSize = 50;

/** All devices: what needs me first. The server filters, sorts and cuts pages, so that 10,000 rows cost what 50 do. */
export function DevicesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/devices' });
  const query = useQuery(devicesQuery({ ...search, limit: pageSize }));
  return (
    <Page title={t('devices.title')} lead={t('devices.lead')}>
      <DeviceSections />
      <DeviceFilters search={search} />
      <Answer query={query} what={t('devices.title')}>
        {(list) => (
          <div className={classes.list} aria-busy={query.isPlaceholderData}>
            <Rows list={list} search={search} />
          </div>
        )}
      </Answer>
    </Page>
  );
}

function Rows({ list, search }: { list: DeviceList; search: DeviceSearch }) {
  const { t } = useTranslation();
  const me = useMe();
  const filtered = search.q !== undefined || search.verdict !== undefined || search.platform !== undefined || search.state !== undefined;
  if (list.total === 0) {
    if (filtered) {
      return (
        <Empty title={t('devices.none')}>
          <Link to="/devices" search={{}}>
            {t('action.clear')}
          </Link>
        </Empty>
      );
    }
    return (
      <Empty title={t('devices.empty')}>
        <p>{t('devices.emptyBody')}</p>
        {isAdministrator(me.roles) && (
          <LinkButton variant="outline" to="/settings/agents">
            {t('devices.toAgents')}
          </LinkButton>
        )}
      </Empty>
    );
  }
  return (
    <>
      <p className={classes.total} role="status">
        {t('devices.total', { count: list.total })}
      </p>
      <DeviceTable devices={list.devices} search={search} />
      <Pages
        offset={search.offset ?? 0}
        size={pageSize}
        total={list.total}
        link={(offset) => ({ to: '/devices', search: { ...search, offset: offset === 0 ? undefined : offset } })}
      />
    </>
  );
}

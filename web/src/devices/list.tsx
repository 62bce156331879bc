import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { devicesQuery } from '../api/queries.ts';
import type { DeviceList } from '../api/types.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { PlaceForm } from '../rollout/place.tsx';
import rollout from '../rollout/rollout.module.css';
import type { DeviceSearch } from '../shell/addresses.ts';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { DeviceFilters, isFiltered } from './filters.tsx';
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
    <Page title={t('devices.title')} lead={t('devices.lead')} actions={<Link to="/devices/retired">{t('rollout.retire.list')}</Link>}>
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

/** What is done with the devices that are ticked; they stay ticked from page to page. */
function Placing({ chosen, onDone }: { chosen: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={`${rollout.bar} no-print`} aria-label={t('rollout.place.title')}>
      <b role="status">{t('rollout.place.selected', { count: chosen.length })}</b>
      <Button size="compact-sm" variant="default" onClick={onDone}>
        {t('rollout.place.clear')}
      </Button>
      <PlaceForm of={{ devices: [...chosen] }} />
    </section>
  );
}

function Rows({ list, search }: { list: DeviceList; search: DeviceSearch }) {
  const { t } = useTranslation();
  const me = useMe();
  const mayPlace = isAdministrator(me.roles);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const filtered = isFiltered(search);
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
      {chosen.length > 0 && <Placing chosen={chosen} onDone={() => setChosen([])} />}
      <DeviceTable devices={list.devices} search={search} {...(mayPlace && { chosen, onChoose: setChosen })} />
      <Pages
        offset={search.offset ?? 0}
        size={pageSize}
        total={list.total}
        link={(offset) => ({ to: '/devices', search: { ...search, offset: offset === 0 ? undefined : offset } })}
      />
    </>
  );
}

import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CapacityList, type CapacitySearch, capacityPageSize, capacityQuery, type Disk } from '../api/capacity.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import classes from './capacity.module.css';
import { useCapacityWords } from './said.ts';

/** All disks by how soon they are full. The server filters, sorts and cuts pages. */
export function CapacityPage() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const search = useSearch({ from: '/inside/devices/capacity' });
  const query = useQuery(capacityQuery(search));
  return (
    <Page
      title={t('capacity.title')}
      lead={t('capacity.lead')}
      actions={
        <LinkButton variant="outline" to="/devices/capacity/targets">
          {t('capacity.toTargets')}
        </LinkButton>
      }
    >
      <DeviceSections />
      <Filters search={search} />
      <Answer query={query} what={t('capacity.title')}>
        {(list) => (
          <>
            <div className={classes.list} aria-busy={query.isPlaceholderData}>
              <Disks list={list} search={search} />
            </div>
            <Section title={t('capacity.hits')}>
              <p>{say(list.hits.says)}</p>
              <p className="quiet">{t('capacity.hitsNote')}</p>
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Filters({ search }: { search: CapacitySearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/devices/capacity' });
  const set = (changed: Partial<CapacitySearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }), replace });
  const choose = (key: 'of' | 'state' | 'sort', value: string) =>
    set({ [key]: value === '' ? undefined : value } as Partial<CapacitySearch>);
  const any = { value: '', label: t('capacity.any') };
  return (
    <Form className={`${classes.filters} no-print`} label={t('capacity.searchLabel')} onSubmit={searchesByItself}>
      <SearchField
        label={t('capacity.searchLabel')}
        placeholder={t('capacity.search')}
        value={search.q}
        onSearch={(q) => set({ q }, true)}
      />
      <NativeSelect
        label={t('capacity.of')}
        value={search.of ?? ''}
        onChange={(event) => choose('of', event.currentTarget.value)}
        data={[any, ...(['server', 'client', 'target'] as const).map((value) => ({ value, label: t(`capacity.ofs.${value}`) }))]}
      />
      <NativeSelect
        label={t('capacity.state')}
        value={search.state ?? ''}
        onChange={(event) => choose('state', event.currentTarget.value)}
        data={[
          any,
          ...(['warned', 'filling', 'stable', 'silent'] as const).map((value) => ({ value, label: t(`capacity.states.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('capacity.sort')}
        value={search.sort ?? 'soonest'}
        onChange={(event) => choose('sort', event.currentTarget.value)}
        data={(['soonest', 'percent', 'name'] as const).map((value) => ({ value, label: t(`capacity.sorts.${value}`) }))}
      />
    </Form>
  );
}

function Disks({ list, search }: { list: CapacityList; search: CapacitySearch }) {
  const { t } = useTranslation();
  if (list.counts.all === 0) return <Empty title={t('capacity.empty')}>{t('capacity.emptyBody')}</Empty>;
  if (list.disks.length === 0) {
    return (
      <Empty title={t('capacity.none')}>
        <Link to="/devices/capacity" search={{}}>
          {t('action.clear')}
        </Link>
      </Empty>
    );
  }
  return (
    <>
      <p className="quiet" role="status">
        {t('capacity.counts', list.counts)}
      </p>
      <Scroll label={t('capacity.title')}>
        <table className="table">
          <caption className="unseen">{t('capacity.lead')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('capacity.device')}</th>
              <th scope="col">{t('capacity.volume')}</th>
              <th scope="col">{t('capacity.used')}</th>
              <th scope="col">{t('capacity.trend')}</th>
              <th scope="col">{t('capacity.outlook')}</th>
            </tr>
          </thead>
          <tbody>
            {list.disks.map((disk) => (
              <DiskRow key={disk.series} disk={disk} limit={list.diskWarnPercent} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <Pages
        offset={search.offset ?? 0}
        size={capacityPageSize}
        total={list.total}
        link={(offset) => ({ to: '/devices/capacity', search: { ...search, offset: offset === 0 ? undefined : offset } })}
      />
    </>
  );
}

function DiskRow({ disk, limit }: { disk: Disk; limit: number }) {
  const { t } = useTranslation();
  const words = useCapacityWords();
  const range = words.range(disk);
  return (
    <tr>
      <th scope="row">{disk.name}</th>
      <td>
        <Link to="/devices/capacity/series/$id" params={{ id: String(disk.series) }}>
          {words.item(disk) || '－'}
        </Link>
      </td>
      <td>
        <span className="number">{t('capacity.percent', { value: disk.percent })}</span>{' '}
        <span className="quiet">{t('capacity.usedOf', { size: words.size(disk.metric, disk.size) })}</span>
        <span className={classes.bar} aria-hidden="true">
          <span className={disk.percent >= limit ? classes.over : undefined} style={{ width: `${Math.min(100, disk.percent)}%` }} />
        </span>
        <span className={classes.soft}>{t('capacity.onDay', { day: disk.onDay })}</span>
      </td>
      <td className="number">{words.trend(disk.trend)}</td>
      <td>
        {disk.warn && <span className={classes.warned}>{t('capacity.warned')} </span>}
        {words.outlook(disk)}
        {range !== null && <span className={classes.soft}>{range}</span>}
      </td>
    </tr>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type StaffList, staffPageSize, staffQuery } from '../api/staff.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import type { StaffSearch } from '../shell/addresses.ts';
import { StaffExport } from './export.tsx';
import { StaffFilters } from './filters.tsx';
import { PersonPage } from './person.tsx';
import classes from './staff.module.css';
import { StaffTable } from './table.tsx';

/** The people who work here, or one of them where the address names one. */
export function StaffPage() {
  const search = useSearch({ from: '/inside/settings/staff' });
  if (search.person !== undefined) return <PersonPage key={search.person} id={search.person} search={search} />;
  return <ListPage search={search} />;
}

/** The server filters, sorts and cuts pages, so that 10,000 people cost what 50 do. */
function ListPage({ search }: { search: StaffSearch }) {
  const { t } = useTranslation();
  const query = useQuery(staffQuery(search));
  return (
    <Page
      title={t('staff.title')}
      lead={t('staff.lead')}
      actions={
        <>
          <LinkButton to="/settings/staff/import">{t('staff.import')}</LinkButton>
          <LinkButton to="/settings/staff" search={{ person: 'new' }} variant="outline">
            {t('staff.add')}
          </LinkButton>
        </>
      }
    >
      <StaffFilters search={search} />
      <Answer query={query} what={t('staff.title')}>
        {(list) => (
          <div className={classes.list} aria-busy={query.isPlaceholderData}>
            <Rows list={list} search={search} />
          </div>
        )}
      </Answer>
    </Page>
  );
}

function Rows({ list, search }: { list: StaffList; search: StaffSearch }) {
  const { t } = useTranslation();
  const { q, state, department, duty } = search;
  const filtered = [q, state, department, duty].some((each) => each !== undefined);
  if (list.total === 0 && filtered) {
    return (
      <Empty title={t('staff.none')}>
        <Link to="/settings/staff" search={{}}>
          {t('action.clear')}
        </Link>
      </Empty>
    );
  }
  if (list.total === 0) {
    return (
      <Empty title={t('staff.empty')}>
        <p>{t('staff.emptyBody')}</p>
        <LinkButton variant="outline" to="/settings/staff/import">
          {t('staff.import')}
        </LinkButton>
      </Empty>
    );
  }
  return (
    <>
      <p className={classes.total} role="status">
        {t('staff.total', { count: list.total })}
      </p>
      <StaffTable people={list.people} search={search} />
      <Pages
        offset={search.offset ?? 0}
        size={staffPageSize}
        total={list.total}
        link={(offset) => ({ to: '/settings/staff', search: { ...search, offset: offset === 0 ? undefined : offset } })}
      />
      <div className="no-print">
        <Section title={t('staff.exportTitle')} lead={t('staff.exportLead')}>
          <StaffExport />
        </Section>
      </div>
    </>
  );
}

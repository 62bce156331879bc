import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Company, companyQuery, type FactKey } from '../api/company.ts';
import { Answer } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page, Panel, Section } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { ApprovalsForm } from './approvals-form.tsx';
import { YearCalendar } from './calendar.tsx';
import classes from './company.module.css';
import { ConditionsList } from './conditions.tsx';
import { FactsForm } from './facts-form.tsx';
import { History } from './history.tsx';
import { HolidaysImport } from './holidays-import.tsx';

/** The company itself: what the procedures, the calendar and the notices take from it. */
export function CompanyPage() {
  const { t } = useTranslation();
  const query = useQuery(companyQuery);
  return (
    <Page
      title={t('company.title')}
      lead={t('company.lead')}
      actions={
        <LinkButton to="/procedures/start" variant="outline">
          {t('company.toInterview')}
        </LinkButton>
      }
    >
      <Answer query={query} what={t('company.title')}>
        {(company) => <Body company={company} />}
      </Answer>
    </Page>
  );
}

const groups: readonly { readonly id: 'about' | 'days' | 'closures' | 'notices'; readonly keys: readonly FactKey[] }[] = [
  { id: 'about', keys: ['name', 'headcount', 'sites', 'wareki'] },
  { id: 'days', keys: ['businessHours', 'openWeekdays', 'fiscalYearStartMonth'] },
  { id: 'closures', keys: ['closures'] },
  { id: 'notices', keys: ['quietHours'] },
];

function Body({ company }: { company: Company }) {
  const { t } = useTranslation();
  const canEdit = isAdministrator(useMe().roles);
  return (
    <>
      <Section id="calendar" title={t('company.calendar.title')}>
        <YearCalendar company={company} />
      </Section>
      <div className={`${classes.forms} no-print`}>
        {groups.map(({ id, keys }) => (
          <Panel key={id}>
            <h2>{t(`company.groups.${id}`)}</h2>
            <FactsForm company={company} keys={keys} canEdit={canEdit} />
          </Panel>
        ))}
        <Panel>
          <h2>{t('company.groups.approvals')}</h2>
          <ApprovalsForm fact={company.facts.approvalsNeeded} canEdit={canEdit} />
        </Panel>
        <Panel>
          <h2>{t('company.groups.conditions')}</h2>
          <ConditionsList conditions={company.conditions} />
        </Panel>
      </div>
      <Section id="holidays" title={t('company.holidays.title')} lead={t('company.holidays.lead')}>
        <HolidaysImport company={company} canEdit={canEdit} />
      </Section>
      <Section id="history" title={t('company.history.title')} lead={t('company.history.lead')}>
        <History company={company} />
      </Section>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Duties, type Duty, dutiesQuery } from '../api/duties.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { SearchField } from '../pieces/search-field.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './definitions.module.css';
import { DutyRow } from './duty-row.tsx';
import { Feed } from './feed.tsx';
import { OrganisationForm } from './organisation-form.tsx';

/** Every duty with its rhythm, who sees to it, and how it stands; what happened is recorded here, and the calendar is subscribed to. */
export function DutyDefinitionsPage() {
  const { t } = useTranslation();
  const query = useQuery(dutiesQuery);
  const me = useMe();
  return (
    <Page eyebrow={<Link to="/duties">{t('duties.title')}</Link>} title={t('duties.definitions')} lead={t('duties.definitionsLead')}>
      <Answer query={query} what={t('duties.definitions')}>
        {(found) =>
          found.duties.length === 0 ? (
            <Empty title={t('duties.noDefinitions')}>
              <p>{t('duties.noDefinitionsBody')}</p>
            </Empty>
          ) : (
            <List found={found} />
          )
        }
      </Answer>
      {isAdministrator(me.roles) && (
        <div className="no-print">
          <Section id="organisation" title={t('duties.organisation')} lead={t('duties.organisationLead')}>
            <OrganisationForm />
          </Section>
        </div>
      )}
      <div className="no-print">
        <Section id="calendar" title={t('duties.calendar')} lead={t('duties.calendarLead')}>
          <Feed />
        </Section>
      </div>
    </Page>
  );
}

const rank = { fail: 0, unknown: 1, pass: 2 } as const;

function List({ found: { duties, parties } }: { found: Duties }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { hash } = useLocation();
  const [q, setQ] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (hash !== '') document.getElementById(hash)?.scrollIntoView({ block: 'start' });
  }, [hash]);
  const wanted = fold(q ?? '');
  const shown = duties.filter((duty) => wordsOf(duty, say).includes(wanted));
  // What needs somebody stands first; what does not apply to this company last.
  const sorted = shown.toSorted((a, b) => Number(b.applies) - Number(a.applies) || rank[a.standing.verdict] - rank[b.standing.verdict]);
  return (
    <div className="stack">
      <div className={`${classes.search} no-print`}>
        <SearchField label={t('duties.searchDefinitions')} placeholder={t('duties.searchDefinitionsHint')} value={q} onSearch={setQ} />
      </div>
      <p className="small quiet" role="status">
        {t('duties.definitionsTotal', { count: sorted.length })}
      </p>
      <Scroll label={t('duties.definitions')}>
        <table className={`table cards ${classes.table}`}>
          <caption className="unseen">{t('duties.definitionsLead')}</caption>
          <thead>
            <tr>
              {(['duty', 'standing', 'owner', 'nextDue', 'lastDone', 'clauses'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`duties.${column}`)}
                </th>
              ))}
              <th scope="col" className="no-print">
                <span className="unseen">{t('duties.acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((duty) => (
              <DutyRow key={duty.id} duty={duty} parties={parties} isNamed={hash === duty.id} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
const wordsOf = ({ id, title, recurrence, owner, deputy, clauses }: Duty, say: (words: Duty['title']) => string): string =>
  fold([id, say(title), say(recurrence), say(owner.name), deputy === null ? '' : say(deputy.name), ...clauses].join(' '));

import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type DutySearch, type Occurrences, occurrencesPageSize, occurrencesQuery } from '../api/duties.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import classes from './duties.module.css';
import { DutyFilters } from './filters.tsx';
import { MonthView } from './month.tsx';
import { QuietLink, QuietView } from './quiet.tsx';
import { OccurrenceTable } from './table.tsx';
import { ToDo } from './to-do.tsx';
import { YearView } from './year.tsx';

/** What is to be done, by when and by whom; then the month, the year, and what was done. */
export function DutiesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/duties' });
  // An employee has reports of their own here; how the company's duties stand is not theirs to read.
  const reads = isReader(useMe().roles);
  return (
    <Page
      title={t('duties.title')}
      lead={t('duties.lead')}
      actions={
        reads && (
          <LinkButton to="/duties/definitions" variant="outline">
            {t('duties.toDefinitions')}
          </LinkButton>
        )
      }
    >
      {reads && <Views search={search} />}
      {search.view === 'month' ? (
        <MonthView search={search} />
      ) : search.view === 'year' ? (
        <YearView search={search} />
      ) : search.view === 'quiet' ? (
        <QuietView />
      ) : (
        <ListView search={search} />
      )}
    </Page>
  );
}

function Views({ search: { view, who } }: { search: DutySearch }) {
  const { t } = useTranslation();
  return (
    <nav className={`${classes.views} no-print`} aria-label={t('duties.views')}>
      {([undefined, 'month', 'year'] as const).map((each) => (
        <Link
          key={each ?? 'list'}
          to="/duties"
          search={{ ...(who && { who }), ...(each && { view: each }) }}
          className={classes.view}
          activeOptions={{ exact: true }}
          aria-current={view === each ? 'page' : undefined}
        >
          {t(`duties.view.${each ?? 'list'}`)}
        </Link>
      ))}
    </nav>
  );
}

/** Whose duties a list shows where the address does not say: one's own, unless it asks for one duty or the reader only reads. */
export function useWho({ who, duty, state, q }: DutySearch): 'mine' | 'all' {
  const { roles } = useMe();
  if (who !== undefined) return who;
  return roles.includes('auditor') || duty !== undefined || state !== undefined || q !== undefined ? 'all' : 'mine';
}

function ListView({ search }: { search: DutySearch }) {
  const { t } = useTranslation();
  const who = useWho(search);
  const query = useQuery(occurrencesQuery(asked({ ...search, who })));
  return (
    <>
      <DutyFilters search={search} who={who} counts={query.data?.counts} />
      {search.state === undefined && <QuietLink />}
      <Answer query={query} what={t('duties.title')}>
        {(found) => (
          <div className={classes.list} aria-busy={query.isPlaceholderData}>
            <Found found={found} search={search} who={who} />
          </div>
        )}
      </Answer>
    </>
  );
}

/** What was done is asked for with the newest first. */
function asked(search: DutySearch): DutySearch {
  const { view: _view, month: _month, year: _year, ...rest } = search;
  const isPast = search.state === 'completed' || search.state === 'skipped';
  return isPast && search.sort === undefined ? { ...rest, sort: 'closedAt', order: 'desc' } : rest;
}

function Found({ found, search, who }: { found: Occurrences; search: DutySearch; who: 'mine' | 'all' }) {
  const { t } = useTranslation();
  if (found.total === 0) return <Nothing search={search} who={who} />;
  return (
    <>
      <p className={classes.total} role="status">
        {t('duties.total', { count: found.total })}
      </p>
      {search.state === undefined ? (
        <ToDo occurrences={found.occurrences} />
      ) : (
        <OccurrenceTable occurrences={found.occurrences} search={search} />
      )}
      <Pages
        offset={search.offset ?? 0}
        size={occurrencesPageSize}
        total={found.total}
        link={(offset) => ({ to: '/duties', search: { ...search, offset: offset === 0 ? undefined : offset } })}
      />
    </>
  );
}

function Nothing({ search, who }: { search: DutySearch; who: 'mine' | 'all' }) {
  const { t } = useTranslation();
  const { state, duty, q, from, to } = search;
  const reads = isReader(useMe().roles);
  if ([state, duty, q, from, to].some((each) => each !== undefined)) {
    return (
      <Empty title={t('duties.none')}>
        <Link to="/duties">{t('action.clear')}</Link>
      </Empty>
    );
  }
  return (
    <Empty title={t(who === 'mine' ? 'duties.noneMine' : 'duties.noneAll')}>
      <p>{t('duties.noneBody')}</p>
      <div className="row">
        {reads && who === 'mine' && (
          <Link to="/duties" search={{ who: 'all' }}>
            {t('duties.showAll')}
          </Link>
        )}
        {reads && (
          <Link to="/duties" search={{ view: 'year' }}>
            {t('duties.toYear')}
          </Link>
        )}
      </div>
    </Empty>
  );
}

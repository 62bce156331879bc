import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Report, reportQuery } from '../api/today.ts';
import { addMonths } from '../duties/days.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import classes from './report.module.css';
import { Causes, monthWords, ReportLines, Verdicts } from './report-parts.tsx';

/** The month on one page, to be read in five minutes and printed: what needs a word from management, and how the month ended. */
export function ReportPage() {
  const { t } = useTranslation();
  const { month } = useSearch({ from: '/inside/today/report' });
  const query = useQuery(reportQuery(month));
  return (
    <Page
      eyebrow={
        <Link to="/today" className="no-print">
          {t('nav.today')}
        </Link>
      }
      title={query.data ? t('report.titleOf', monthWords(query.data.month)) : t('report.title')}
      lead={query.data ? <Lead report={query.data} /> : t('report.lead')}
      actions={query.data && <Acts report={query.data} />}
    >
      <Answer query={query} what={t('report.title')}>
        {(report) => (report.inForce ? <Sheet report={report} /> : <Empty title={t('report.notYet')}>{t('report.notYetBody')}</Empty>)}
      </Answer>
    </Page>
  );
}

function Lead({ report }: { report: Report }) {
  const { t } = useTranslation();
  return (
    <>
      {report.company} · {t('report.madeAt')} <When at={report.madeAt} />
    </>
  );
}

function Acts({ report }: { report: Report }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const go = (month: string) => navigate({ to: '/today/report', search: { month } });
  return (
    <>
      <Button variant="default" onClick={() => go(addMonths(report.month, -1))}>
        {t('report.before')}
      </Button>
      <Button variant="default" disabled={!report.complete} onClick={() => go(addMonths(report.month, 1))}>
        {t('report.after')}
      </Button>
      <Button onClick={() => window.print()}>{t('report.print')}</Button>
    </>
  );
}

function Sheet({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { overdue, waiting, exceptions, duties, requests } = report;
  const month = monthWords(report.month);
  return (
    <div className={classes.sheet}>
      {!report.complete && <Notice kind="info" title={t('report.going')} />}
      <Section title={t('report.needed')} lead={t('report.neededLead')}>
        <ReportLines title={t('report.overdue', { count: overdue.total })} none={t('report.overdueNone')} {...overdue} isLate />
        <ReportLines title={t('report.waiting', { count: waiting.total })} none={t('report.waitingNone')} {...waiting} />
        <ReportLines title={t('report.exceptions', { count: exceptions.total })} none={t('report.exceptionsNone')} {...exceptions} />
      </Section>
      <Section title={t('report.results', month)}>
        <Verdicts report={report} />
        <div>
          <p>{t('report.dutiesSum', { ...month, due: duties.due, done: duties.done, skipped: duties.skipped, open: duties.open })}</p>
          <p>{t('report.requestsSum', { ...month, ...requests })}</p>
        </div>
        {duties.problems.total > 0 && (
          <ReportLines title={t('report.problems', { count: duties.problems.total })} none="" {...duties.problems} />
        )}
        {report.failing.length > 0 && <Causes failing={report.failing} />}
      </Section>
    </div>
  );
}

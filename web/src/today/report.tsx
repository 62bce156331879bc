import { Button, Group, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Report, reportQuery } from '../api/today.ts';
import { Answer } from '../pieces/answer.tsx';
import { Mark } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './report.module.css';

/** The month on one page, to be read in five minutes and printed: what is late, what is excepted, what waits for a decision. */
export function ReportPage() {
  const { t } = useTranslation();
  const { month } = useSearch({ from: '/inside/today/report' });
  const query = useQuery(reportQuery(month));
  return (
    <Page title={t('report.title')} lead={query.data ? <Lead report={query.data} /> : t('report.lead')}>
      <Answer query={query} what={t('report.title')}>
        {(report) => <Sheet report={report} />}
      </Answer>
    </Page>
  );
}

function Lead({ report }: { report: Report }) {
  const { t } = useTranslation();
  const [year, month] = report.month.split('-').map(Number);
  return (
    <>
      {report.company} · {t('report.month', { year, month })} · {t('report.madeAt')} <When at={report.madeAt} />
    </>
  );
}

const beside = (month: string, by: number): string => {
  const [year = 0, at = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, at - 1 + by, 1)).toISOString().slice(0, 7);
};

function Months({ report }: { report: Report }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const go = (month: string) => navigate({ to: '/today/report', search: { month } });
  return (
    <Group className="no-print" gap="xs">
      <Button variant="default" onClick={() => go(beside(report.month, -1))}>
        {t('report.before')}
      </Button>
      <Button variant="default" disabled={!report.complete} onClick={() => go(beside(report.month, 1))}>
        {t('report.after')}
      </Button>
      <Button onClick={() => window.print()}>{t('report.print')}</Button>
    </Group>
  );
}

function Sheet({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { duties, requests } = report;
  return (
    <div className={classes.sheet}>
      <Months report={report} />
      {!report.complete && <Notice kind="info" title={t('report.going')} />}
      <Section title={t('report.clauses')}>
        <Clauses report={report} />
        {report.failing.length > 0 && <Failing failing={report.failing} />}
      </Section>
      <Section title={t('report.duties')}>
        <p>{t('report.dutiesSum', { due: duties.due, done: duties.done, skipped: duties.skipped, overdue: duties.overdue.length })}</p>
        <Lines title={t('report.overdue')} lines={duties.overdue} />
        <Lines title={t('report.problems')} lines={duties.problems} />
      </Section>
      <Section title={t('report.waiting')}>
        <Lines title={t('report.escalated')} lines={report.escalated} />
        <Lines title={t('report.requestsWaiting')} lines={requests.waiting} />
        {report.escalated.length + requests.waiting.length === 0 && <p>{t('report.nothing')}</p>}
      </Section>
      <Section title={t('report.exceptions')}>
        {report.exceptions.length === 0 ? <p>{t('report.nothing')}</p> : <Lines title="" lines={report.exceptions} />}
        <p className="small quiet">
          {t('report.requestsSum', { submitted: requests.submitted, approved: requests.approved, denied: requests.denied })}
        </p>
      </Section>
    </div>
  );
}

const verdicts = ['fail', 'unknown', 'pass', 'planned', 'notApplicable'] as const;

function Clauses({ report }: { report: Report }) {
  const { t } = useTranslation();
  return (
    <Table className={classes.counts}>
      <thead>
        <tr>
          <th scope="col">{t('report.verdict')}</th>
          <th scope="col">{t('report.monthBefore')}</th>
          <th scope="col">{t('report.thisMonth')}</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map((verdict) => (
          <tr key={verdict}>
            <th scope="row">
              <Mark verdict={verdict === 'notApplicable' ? 'not-applicable' : verdict} /> {t(`report.says.${verdict}`)}
            </th>
            <td>{report.clauses.before[verdict]}</td>
            <td>{report.clauses.now[verdict]}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const failingShown = 10;

function Failing({ failing }: { failing: Report['failing'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <ul className={classes.lines} aria-label={t('report.failing')}>
      {failing.slice(0, failingShown).map(({ id, because }) => (
        <li key={id}>
          <Link to="/controls/$id" params={{ id: id.split('.').slice(0, 2).join('.') }} hash={id}>
            {id}
          </Link>{' '}
          {say(because)}
        </li>
      ))}
      {failing.length > failingShown && <li>{t('report.more', { count: failing.length - failingShown })}</li>}
    </ul>
  );
}

function Lines({ title, lines }: { title: string; lines: Report['escalated'] }) {
  const { say } = useSaid();
  if (lines.length === 0) return null;
  return (
    <>
      {title !== '' && <h3 className={classes.head}>{title}</h3>}
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={`${line.title.en}-${line.about.en}-${line.to}`}>
            {line.date !== null && <span className={classes.date}>{line.date}</span>}
            {line.to === null ? say(line.title) : <a href={line.to}>{say(line.title)}</a>}
            <span className="quiet"> {say(line.about)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

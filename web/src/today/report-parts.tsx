import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Report } from '../api/today.ts';
import { addMonths } from '../duties/days.ts';

import { Mark } from '../pieces/mark.tsx';
import { PlainLink } from '../pieces/plain-link.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './report.module.css';

/** `2026-10` for the words of both languages: 2026年10月, October 2026. */
export function monthWords(text: string): { year: number; month: number; name: string } {
  const [year = 0, month = 1] = text.split('-').map(Number);
  return { year, month, name: new Date(Date.UTC(year, month - 1)).toLocaleDateString('en', { month: 'long', timeZone: 'UTC' }) };
}

const verdicts = ['fail', 'unknown', 'pass', 'planned', 'notApplicable'] as const;

/** Clauses by verdict: at the end of the month, and of the one before. */
export function Verdicts({ report }: { report: Report }) {
  const { t } = useTranslation();
  const rows = [
    [t(report.complete ? 'report.endOf' : 'report.today', monthWords(report.month)), report.clauses.now],
    [t('report.endOf', monthWords(addMonths(report.month, -1))), report.clauses.before],
  ] as const;
  return (
    <table className={classes.counts}>
      <caption>{t('report.clauses')}</caption>
      <thead>
        <tr>
          <td />
          {verdicts.map((verdict) => (
            <th key={verdict} scope="col">
              <Mark verdict={verdict === 'notApplicable' ? 'not-applicable' : verdict} /> {t(`report.says.${verdict}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, counts]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {verdicts.map((verdict) => (
              <td key={verdict}>{counts[verdict]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const clausesShown = 4;

/** What most clauses fail by first: twenty that fail by one leaflet are one line. */
export function Causes({ failing }: { failing: Report['failing'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <section>
      <h3 className={classes.head}>{t('report.failing')}</h3>
      <ul className={classes.causes}>
        {failing.map(({ title, others, because, clauses }) => (
          <li key={`${title.en} ${because.en}`}>
            <span>
              <b>{others === 0 ? say(title) : t('report.andOthers', { title: say(title), count: others })}</b> {say(because)}
            </span>
            <span className="small">
              {clauses.slice(0, clausesShown).map((id) => (
                <Link key={id} className={classes.clause} to="/controls/$id" params={{ id: id.split('.').slice(0, 2).join('.') }} hash={id}>
                  {id}
                </Link>
              ))}
              {clauses.length > clausesShown && (
                <span className={classes.clause}>{t('report.moreClauses', { count: clauses.length - clausesShown })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Line = Report['waiting']['lines'][number] & Partial<Pick<Report['overdue']['lines'][number], 'owner' | 'escalation'>>;

interface ReportLinesProps {
  readonly title: string;
  /** Said where there is nothing; a list that is empty is an answer too. */
  readonly none: string;
  readonly total: number;
  readonly lines: readonly Line[];
  readonly isLate?: boolean;
}

export function ReportLines({ title, none, total, lines, isLate = false }: ReportLinesProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (total === 0) return <p className={classes.none}>{none}</p>;
  return (
    <section>
      <h3 className={classes.head}>{title}</h3>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line.to}>
            <span className={isLate ? classes.late : classes.date}>{line.date}</span>
            <span>
              {line.to === null ? say(line.title) : <PlainLink to={line.to}>{say(line.title)}</PlainLink>}
              <span className="quiet"> {say(line.about)}</span>
            </span>
            {line.escalation !== undefined && line.owner !== undefined && (
              <span className={classes.went}>
                {say(line.owner)}
                {line.escalation > 0 && ` · ${t(line.escalation > 1 ? 'report.atManagement' : 'report.atCommittee')}`}
              </span>
            )}
          </li>
        ))}
        {total > lines.length && <li className="quiet">{t('report.more', { count: total - lines.length })}</li>}
      </ul>
    </section>
  );
}

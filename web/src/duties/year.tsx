import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type DutySearch, type Plan, type PlanEntry, planQuery } from '../api/duties.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import classes from './year.module.css';

/** The yearly plan, as companies hang it on the wall: duties as rows, months as columns, done and late ones marked. */
export function YearView({ search }: { search: DutySearch }) {
  const { t } = useTranslation();
  const query = useQuery(planQuery(search.year));
  return (
    <Answer query={query} what={t('duties.view.year')}>
      {(plan) => (
        <div className="stack" aria-busy={query.isPlaceholderData}>
          <nav className={classes.head} aria-label={t('duties.yearNav')}>
            <Link to="/duties" search={{ ...search, year: plan.year - 1 }} className="no-print">
              ‹ {t('duties.yearShort', { year: plan.year - 1 })}
            </Link>
            <h2 className={classes.title}>{t('duties.yearTitle', { year: plan.year, from: plan.months[0], to: plan.months.at(-1) })}</h2>
            <Link to="/duties" search={{ ...search, year: plan.year + 1 }} className="no-print">
              {t('duties.yearShort', { year: plan.year + 1 })} ›
            </Link>
          </nav>
          {plan.duties.length === 0 ? <Empty title={t('duties.noPlan')} /> : <Table plan={plan} />}
        </div>
      )}
    </Answer>
  );
}

type Mark = 'done' | 'problem' | 'overdue' | 'open' | 'skipped' | 'planned';
const signs: Readonly<Record<Mark, string>> = { done: '○', problem: '△', overdue: '！', open: '●', skipped: '－', planned: '・' };
const markOf = ({ state, result }: PlanEntry): Mark => {
  if (state === 'completed') return result === 'problem' ? 'problem' : 'done';
  return state === 'waiting' ? 'planned' : state;
};

const shortMonth = (month: string): string => new Date(`${month}-01T00:00:00Z`).toLocaleString('en', { month: 'short', timeZone: 'UTC' });

function Table({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { say, language } = useSaid();
  const now = useRef<HTMLTableCellElement>(null);
  // Where the year is wider than the screen, it opens at this month.
  useEffect(() => {
    const frame = now.current?.closest('section');
    if (now.current && frame) frame.scrollLeft = Math.max(0, now.current.offsetLeft - frame.clientWidth + 2 * now.current.offsetWidth);
  }, []);
  return (
    <>
      <p className={classes.legend}>
        {(Object.keys(signs) as Mark[]).map((mark) => (
          <span key={mark}>
            <b className={classes[mark]} aria-hidden="true">
              {signs[mark]}
            </b>{' '}
            {t(`duties.marks.${mark}`)}
          </span>
        ))}
      </p>
      <Scroll label={t('duties.view.year')}>
        <table className={`table ${classes.plan}`}>
          <caption className="unseen">{t('duties.yearTitle', { year: plan.year, from: plan.months[0], to: plan.months.at(-1) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('duties.duty')}</th>
              {plan.months.map((month) => (
                <th
                  key={month}
                  ref={month === plan.today.slice(0, 7) ? now : undefined}
                  scope="col"
                  className={month === plan.today.slice(0, 7) ? classes.now : undefined}
                >
                  <span className="unseen">{month.slice(0, 4)} </span>
                  {language === 'en' ? shortMonth(month) : t('duties.monthShort', { month: Number(month.slice(5)) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.duties.map(({ id, title, recurrence, owner, entries }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to="/duties/definitions" hash={id}>
                    {say(title)}
                  </Link>
                  <span className={classes.rhythm}>
                    {say(recurrence)} · {say(owner)}
                  </span>
                </th>
                {plan.months.map((month) => (
                  <td key={month} className={month === plan.today.slice(0, 7) ? classes.now : undefined}>
                    <Month entries={entries.filter(({ dueOn }) => dueOn.startsWith(month))} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** More of them in one month than can be told apart are counted, by mark. */
const shownMax = 4;

function Month({ entries }: { entries: readonly PlanEntry[] }) {
  const { t } = useTranslation();
  const shown = entries.length > shownMax ? counted(entries) : entries.map((entry) => ({ entry, count: 1 }));
  return (
    <span className={classes.entries}>
      {shown.map(({ entry, count }) => {
        const mark = markOf(entry);
        const label = t('duties.markOf', { date: entry.dueOn, state: t(`duties.marks.${mark}`) });
        const sign = (
          <>
            <span aria-hidden="true">{signs[mark]}</span>
            <span className={classes.day} aria-hidden="true">
              {count > 1 ? `×${count}` : Number(entry.dueOn.slice(8))}
            </span>
            <span className="unseen">{label}</span>
          </>
        );
        return entry.occurrence === null ? (
          <span key={entry.dueOn} className={classes[mark]} title={label}>
            {sign}
          </span>
        ) : (
          <Link key={entry.occurrence} to="/duties/$id" params={{ id: entry.occurrence }} className={classes[mark]} title={label}>
            {sign}
          </Link>
        );
      })}
    </span>
  );
}

function counted(entries: readonly PlanEntry[]): { entry: PlanEntry; count: number }[] {
  const byMark = Map.groupBy(entries, markOf);
  return [...byMark.values()].map((same) => ({ entry: same[0]!, count: same.length }));
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type DutySearch, type Occurrence, occurrencesMax, occurrencesQuery } from '../api/duties.ts';
import { Answer } from '../pieces/answer.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { addMonths, daysOf, lastDayOf, weekdayOf } from './days.ts';
import classes from './duties.module.css';
import { useWho } from './duties.tsx';
import { Whose } from './filters.tsx';
import month from './month.module.css';
import { State } from './state.tsx';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** One month as a sheet of a calendar; on a phone, only its days that hold something. */
export function MonthView({ search }: { search: DutySearch }) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const chosen = search.month ?? today.slice(0, 7);
  const who = useWho(search);
  const query = useQuery(occurrencesQuery({ who, state: 'all', from: `${chosen}-01`, to: lastDayOf(chosen), limit: occurrencesMax }));
  const to = (wanted: string) => ({ ...search, month: wanted });
  return (
    <>
      <div className={`${classes.choosing} no-print`}>
        <Whose search={search} who={who} />
      </div>
      <nav className={month.head} aria-label={t('duties.monthNav')}>
        <Link to="/duties" search={to(addMonths(chosen, -1))} className="no-print" title={t('duties.previousMonth')}>
          ‹ {addMonths(chosen, -1)}
        </Link>
        <h2 className={month.title}>{t('duties.monthTitle', { year: Number(chosen.slice(0, 4)), month: Number(chosen.slice(5)) })}</h2>
        <Link to="/duties" search={to(addMonths(chosen, 1))} className="no-print" title={t('duties.nextMonth')}>
          {addMonths(chosen, 1)} ›
        </Link>
      </nav>
      <Answer query={query} what={t('duties.view.month')}>
        {({ occurrences, total }) => (
          <div aria-busy={query.isPlaceholderData} className="stack">
            {total === 0 && <p className="quiet">{t('duties.noneInMonth')}</p>}
            <Days month={chosen} today={today} occurrences={occurrences} />
            {total > occurrences.length && (
              <p>
                <Link to="/duties" search={{ state: 'all', who, from: `${chosen}-01`, to: lastDayOf(chosen) }}>
                  {t('duties.moreInMonth', { count: total - occurrences.length })}
                </Link>
              </p>
            )}
          </div>
        )}
      </Answer>
    </>
  );
}

function Days({ month: chosen, today, occurrences }: { month: string; today: string; occurrences: readonly Occurrence[] }) {
  const { t } = useTranslation();
  const days = daysOf(chosen);
  // A week begins on Monday.
  const lead = (weekdayOf(days[0]!) + 6) % 7;
  return (
    <div className={month.sheet}>
      <div className={month.weekdays} aria-hidden="true">
        {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
          <span key={weekday}>{t(`duties.weekday.${weekdays[weekday]!}`)}</span>
        ))}
      </div>
      <ol className={month.days} style={{ '--lead': lead + 1 } as React.CSSProperties}>
        {days.map((day) => (
          <Day key={day} day={day} isToday={day === today} occurrences={occurrences.filter(({ dueOn }) => dueOn === day)} />
        ))}
      </ol>
    </div>
  );
}

function Day({ day, isToday, occurrences }: { day: string; isToday: boolean; occurrences: readonly Occurrence[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const weekday = weekdayOf(day);
  return (
    <li className={`${month.day} ${occurrences.length === 0 ? month.bare : ''} ${weekday === 0 || weekday === 6 ? month.weekend : ''}`}>
      <time dateTime={day} className={month.date} aria-current={isToday ? 'date' : undefined}>
        {Number(day.slice(8))}
        <span className={month.weekday}> {t(`duties.weekday.${weekdays[weekday]!}`)}</span>
      </time>
      {occurrences.length > 0 && (
        <ul className={month.items}>
          {occurrences.map(({ id, title, about, state }) => (
            <li key={id}>
              <Link to="/duties/$id" params={{ id }} className={month.item} title={say(about)}>
                <State state={state} /> <span>{say(title)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

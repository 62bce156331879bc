import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalendarDay, type CalendarMonth, type Company, calendarQuery } from '../api/company.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './company.module.css';

const monthOf = (count: number): string => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
const countOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** The fiscal year month by month, or one month on its own, with the names of what is off. */
export function YearCalendar({ company }: { company: Company }) {
  const { t } = useTranslation();
  const { today, fiscalYear, known, announcedUntil } = company.calendar;
  const isNarrow = useMediaQuery('(max-width: 40em)', undefined, { getInitialValueInEffect: false }) === true;
  const [chosen, setChosen] = useState<'year' | 'month' | null>(null);
  const [shift, setShift] = useState(0);
  const view = chosen ?? (isNarrow ? 'month' : 'year');
  const from = view === 'year' ? countOf(fiscalYear.from) + shift * 12 : countOf(today) + shift;
  const query = useQuery(calendarQuery(monthOf(from), view === 'year' ? 12 : 1));
  const label = view === 'year' ? t('company.calendar.year', { year: Math.floor(from / 12), month: (from % 12) + 1 }) : monthOf(from);
  return (
    <div className="stack">
      <Bar
        label={label}
        view={view}
        move={(by) => setShift(shift + by)}
        turn={() => {
          setShift(0);
          setChosen(view === 'year' ? 'month' : 'year');
        }}
      />
      <p className={classes.legend}>
        {(['holiday', 'closure', 'off'] as const).map((kind) => (
          <span key={kind}>
            <i className={classes[kind]} aria-hidden="true" />
            {t(`company.calendar.kinds.${kind}`)}
          </span>
        ))}
      </p>
      <Answer query={query} what={t('company.calendar.title')}>
        {({ months }) => (
          <>
            {months.some(({ isKnown }) => !isKnown) && (
              <Notice kind="warn">{t('company.calendar.unknown', { from: known.from, to: known.to })}</Notice>
            )}
            <div className={view === 'year' ? classes.months : classes.oneMonth}>
              {months.map((month) => (
                <Month key={month.month} month={month} today={today} />
              ))}
            </div>
            {months.at(-1)!.month > announcedUntil.slice(0, 7) && (
              <p className="small quiet">{t('company.calendar.calculated', { until: announcedUntil })}</p>
            )}
          </>
        )}
      </Answer>
    </div>
  );
}

interface BarProps {
  label: string;
  view: 'year' | 'month';
  move: (by: 1 | -1) => void;
  turn: () => void;
}

function Bar({ label, view, move, turn }: BarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.bar}>
      <Button className="no-print" variant="default" size="compact-md" onClick={() => move(-1)}>
        {t(view === 'year' ? 'company.calendar.previousYear' : 'company.calendar.previousMonth')}
      </Button>
      <b aria-live="polite">{label}</b>
      <Button className="no-print" variant="default" size="compact-md" onClick={() => move(1)}>
        {t(view === 'year' ? 'company.calendar.nextYear' : 'company.calendar.nextMonth')}
      </Button>
      <Button className="no-print" variant="subtle" size="compact-md" onClick={turn}>
        {t(view === 'year' ? 'company.calendar.oneMonth' : 'company.calendar.wholeYear')}
      </Button>
      <Button className="no-print" variant="subtle" size="compact-md" onClick={() => window.print()}>
        {t('action.print')}
      </Button>
    </div>
  );
}

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

function Month({ month, today }: { month: CalendarMonth; today: string }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const named = month.days.filter(({ holiday, closure }) => holiday !== null || closure !== null);
  return (
    <div className={classes.month}>
      <table>
        <caption>
          {month.month}
          <span>{t('company.calendar.businessDays', { count: month.businessDays })}</span>
        </caption>
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day} scope="col" abbr={t(`company.weekdaysLong.d${day}`)}>
                {t(`company.weekdays.d${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month.days).map((week) => (
            <tr key={week.find((day) => day !== null)!.date}>
              {week.map((day, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place in the week is what the cell is
                <td key={i} className={day === null ? undefined : `${kindOf(day)} ${day.date === today ? classes.today : ''}`}>
                  {day === null ? '' : Number(day.date.slice(8))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {named.length > 0 && (
        <p className={classes.names}>
          {runsOf(named, (day) => (day.holiday === null ? day.closure! : say(day.holiday))).map(({ days, name, isOwn }) => (
            <span key={`${days}${name}`} style={{ display: 'block' }}>
              <b className={isOwn ? classes.own : undefined}>{days}</b> {name}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

const kindOf = (day: CalendarDay): string | undefined => {
  if (day.holiday !== null) return classes.holiday;
  if (day.closure !== null) return classes.closure;
  return day.isBusinessDay ? undefined : classes.off;
};

function weeksOf(days: readonly CalendarDay[]): (CalendarDay | null)[][] {
  const before = (days[0]!.weekday + 6) % 7;
  const cells = [...Array<null>(before).fill(null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}

/** Days in a row with one name are said once: `29–31 年末年始休業`. */
function runsOf(days: readonly CalendarDay[], nameOf: (day: CalendarDay) => string): { days: string; name: string; isOwn: boolean }[] {
  const runs: { from: number; to: number; name: string; isOwn: boolean }[] = [];
  for (const day of days) {
    const at = Number(day.date.slice(8));
    const name = nameOf(day);
    const last = runs.at(-1);
    if (last !== undefined && last.name === name && last.to === at - 1) last.to = at;
    else runs.push({ from: at, to: at, name, isOwn: day.holiday === null });
  }
  return runs.map(({ from, to, name, isOwn }) => ({ days: from === to ? String(from) : `${from}–${to}`, name, isOwn }));
}

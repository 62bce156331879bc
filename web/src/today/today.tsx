import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TodayLine, todayQuery } from '../api/today.ts';
import { daysBetween } from '../duties/days.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { PlainLink } from '../pieces/plain-link.tsx';
import { useSaid } from '../pieces/said.ts';
import { useMe } from '../shell/me.tsx';
import classes from './today.module.css';

/** Who reads the month on one page. */
const readsReport = ['administrator', 'committee', 'management'] as const;

/** What the person has to do, why, by when, each in one click. */
export function TodayPage() {
  const { t } = useTranslation();
  const { roles } = useMe();
  const query = useQuery(todayQuery);
  return (
    <Page
      title={t('nav.today')}
      lead={t('today.lead')}
      actions={
        readsReport.some((role) => roles.includes(role)) && (
          <LinkButton variant="outline" to="/today/report" search={{}}>
            {t('today.report')}
          </LinkButton>
        )
      }
    >
      <Answer query={query} what={t('nav.today')}>
        {({ date, lines }) =>
          lines.length === 0 ? (
            <Empty title={t('today.none')}>
              <p>{t('today.noneBody')}</p>
            </Empty>
          ) : (
            <Lines lines={lines} today={date} />
          )
        }
      </Answer>
    </Page>
  );
}

/** A week’s list is short. What comes after is there for who asks. */
const shownFirst = 10;

function Lines({ lines, today }: { lines: readonly TodayLine[]; today: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const rest = lines.length - shownFirst;
  return (
    <>
      <ul className={classes.list} aria-label={t('nav.today')}>
        {(all ? lines : lines.slice(0, shownFirst)).map((line) => (
          <Line key={line.id} line={line} today={today} />
        ))}
      </ul>
      {!all && rest > 0 && (
        <Button variant="subtle" mt="sm" onClick={() => setAll(true)}>
          {t('today.more', { count: rest })}
        </Button>
      )}
    </>
  );
}

function Line({ line: { title, why, dueOn, isOverdue, to, act }, today }: { line: TodayLine; today: string }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <li className={classes.line}>
      <div>
        <p className={classes.title}>{say(title)}</p>
        <p className="small">{say(why)}</p>
        {dueOn !== null && (
          <p className={isOverdue ? classes.overdue : 'small quiet'}>
            {t(isOverdue ? 'today.overdue' : dueOn === today ? 'today.dueToday' : 'today.due', {
              date: dueOn,
              count: Math.abs(daysBetween(today, dueOn)),
            })}
          </p>
        )}
      </div>
      <PlainLink className={classes.act} to={to}>
        {say(act)}
      </PlainLink>
    </li>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TodayLine, todayQuery } from '../api/today.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './today.module.css';

/** What the person has to do, why, by when, each in one click. */
export function TodayPage() {
  const { t } = useTranslation();
  const query = useQuery(todayQuery);
  return (
    <Page title={t('nav.today')} lead={t('today.lead')}>
      <Answer query={query} what={t('nav.today')}>
        {({ lines }) =>
          lines.length === 0 ? (
            <Empty title={t('today.none')}>
              <p>{t('today.noneBody')}</p>
            </Empty>
          ) : (
            <Lines lines={lines} />
          )
        }
      </Answer>
    </Page>
  );
}

/** A week’s list is short. What comes after is there for who asks. */
const shownFirst = 10;

function Lines({ lines }: { lines: readonly TodayLine[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const rest = lines.length - shownFirst;
  return (
    <>
      <ul className={classes.list} aria-label={t('nav.today')}>
        {(all ? lines : lines.slice(0, shownFirst)).map((line) => (
          <Line key={line.id} line={line} />
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

function Line({ line: { title, why, dueOn, isOverdue, to, act } }: { line: TodayLine }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <li className={classes.line}>
      <div>
        <p className={classes.title}>{say(title)}</p>
        <p className="small">{say(why)}</p>
        {dueOn !== null && (
          <p className={isOverdue ? classes.overdue : 'small quiet'}>{t(isOverdue ? 'today.overdue' : 'today.due', { date: dueOn })}</p>
        )}
      </div>
      <PlainLink to={to}>{say(act)}</PlainLink>
    </li>
  );
}

/** The server names the page with its query; the router goes there without loading the app anew. */
function PlainLink({ to, children }: { to: string; children: string }) {
  const router = useRouter();
  return (
    <a
      className={classes.act}
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        router.navigate({ href: to });
      }}
    >
      {children}
    </a>
  );
}

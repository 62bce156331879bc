import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inventoryPageSize, type Question, type StrangerSearch, type Strangers, strangersQuery } from '../api/inventory.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { AnswerStranger } from './answer.tsx';
import classes from './inventory.module.css';
import { Segments } from './segments.tsx';

/** Machines in the company's networks that nobody registered, and what people said of them. */
export function UnknownDevicesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/devices/unknown' });
  const query = useQuery(strangersQuery(search));
  return (
    <Page title={t('strangers.title')} lead={t('strangers.lead')}>
      <DeviceSections />
      <Answer query={query} what={t('strangers.title')}>
        {(strangers) =>
          strangers.ranges.length === 0 ? (
            <Empty title={t('strangers.noRanges')}>
              <p>{t('strangers.noRangesBody')}</p>
              <LinkButton variant="outline" to="/settings/values" search={{ q: 'internalSegments' }}>
                {t('strangers.toValues')}
              </LinkButton>
            </Empty>
          ) : (
            <>
              <Silent strangers={strangers} />
              <Questions strangers={strangers} search={search} busy={query.isPlaceholderData} />
              <Segments segments={strangers.segments} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

function Silent({ strangers }: { strangers: Strangers }) {
  const { t } = useTranslation();
  const silent = strangers.ranges.filter(({ seen }) => !seen).map(({ range }) => range);
  if (silent.length === 0) return null;
  return <Notice kind="warn">{t('strangers.silentRanges', { ranges: silent.join(', ') })}</Notice>;
}

function Questions({ strangers, search, busy }: { strangers: Strangers; search: StrangerSearch; busy: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const [asked, setAsked] = useState<Question | null>(null);
  const answered = search.state === 'answered';
  const other = answered ? (
    <Link to="/devices/unknown" search={{}}>
      {t('strangers.open')}
    </Link>
  ) : (
    <Link to="/devices/unknown" search={{ state: 'answered' }}>
      {t('strangers.answered')}
    </Link>
  );
  return (
    <Section title={t(answered ? 'strangers.answered' : 'strangers.open')} actions={other}>
      {strangers.total === 0 ? (
        <Empty title={t(answered ? 'strangers.answeredNone' : 'strangers.openNone')} />
      ) : (
        <div className={classes.list} aria-busy={busy}>
          <Scroll label={t('strangers.title')}>
            <table className="table">
              <caption className="unseen">{t('strangers.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('strangers.machine')}</th>
                  <th scope="col">{t('strangers.network')}</th>
                  <th scope="col">{t(answered ? 'strangers.answer' : 'strangers.since')}</th>
                  <th scope="col">{t('strangers.last')}</th>
                  {isAdministrator(me.roles) && <th scope="col">{t('strangers.answer')}</th>}
                </tr>
              </thead>
              <tbody>
                {strangers.questions.map((question) => (
                  <Row key={question.id} question={question} ask={isAdministrator(me.roles) ? () => setAsked(question) : null} />
                ))}
              </tbody>
            </table>
          </Scroll>
          <Pages
            offset={search.offset ?? 0}
            size={inventoryPageSize}
            total={strangers.total}
            link={(offset) => ({ to: '/devices/unknown', search: { ...search, offset: offset === 0 ? undefined : offset } })}
          />
        </div>
      )}
      {asked !== null && <AnswerStranger key={asked.id} question={asked} close={() => setAsked(null)} />}
    </Section>
  );
}

function Row({ question, ask }: { question: Question; ask: (() => void) | null }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <tr>
      <th scope="row" className={classes.key}>
        {question.mac ?? (question.name === '' ? t('strangers.random') : question.name)}
        <div className={classes.about}>
          {question.mac === null ? `${t('strangers.randomHint')} ${t('strangers.seen', { count: question.seen })}` : question.maker}
        </div>
      </th>
      <td>
        {question.network}
        <div className={classes.about}>{question.addresses.join(' ')}</div>
      </td>
      <td>
        {question.answer === null ? (
          <When at={question.openedAt} ago />
        ) : (
          <>
            {t(`strangers.answers.${question.answer}`)}
            {question.device !== null && `: ${question.device.name}`}
            <div className={classes.about}>
              {question.note !== '' && <span>{question.note}</span>}
              {question.answeredBy !== null && <span>{say(question.answeredBy)}</span>}
              <span>
                <When at={question.answeredAt} />
              </span>
            </div>
          </>
        )}
      </td>
      <td>
        <When at={question.lastAt} />
        {question.seenBy !== null && <div className={classes.about}>{question.seenBy}</div>}
      </td>
      {ask !== null && (
        <td>
          <Button variant="outline" size="compact-sm" onClick={ask}>
            {t('strangers.save')}
          </Button>
        </td>
      )}
    </tr>
  );
}

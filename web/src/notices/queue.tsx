import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NoticeList, noticesPageSize, noticesQuery } from '../api/notices.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Pages } from '../pieces/pages.tsx';
import { momentOf } from '../pieces/when.tsx';
import { type NoticeShow, noticeShows } from '../shell/addresses.ts';
import { DecideAll } from './decide.tsx';
import classes from './notices.module.css';
import { NoticeTable } from './table.tsx';

/** What waits, what was sent, and first of all what did not arrive. */
export function Queue() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/settings/notices' });
  const query = useQuery(noticesQuery(search));
  return (
    <Answer query={query} what={t('notices.queue')}>
      {(list) => <QueueBody list={list} show={search.show ?? 'attention'} offset={search.offset ?? 0} />}
    </Answer>
  );
}

function QueueBody({ list, show, offset }: { list: NoticeList; show: NoticeShow; offset: number }) {
  const { t } = useTranslation();
  // Kept here, because the row that was decided on is gone.
  const [decided, setDecided] = useState<number | null>(null);
  return (
    <div className="stack">
      <Shows list={list} show={show} />
      {show === 'waiting' && <WhyWaiting list={list} />}
      {show === 'attention' && <DecideAll counts={list.counts} done={setDecided} />}
      {decided !== null && <Notice kind="done">{t('notices.decided', { count: decided })}</Notice>}
      {list.notices.length === 0 ? <Empty title={t(`notices.none.${show}`)} /> : <NoticeTable notices={list.notices} done={setDecided} />}
      <Pages
        offset={offset}
        size={noticesPageSize}
        total={list.total}
        link={(to) => ({ to: '/settings/notices', search: { show, ...(to > 0 ? { offset: to } : {}) } })}
      />
    </div>
  );
}

function Shows({ list: { counts }, show }: { list: NoticeList; show: NoticeShow }) {
  const { t } = useTranslation();
  const sums: Record<NoticeShow, number> = {
    attention: counts.dead + counts.uncertain,
    waiting: counts.queued + counts.sending + counts.failed,
    sent: counts.sent,
    'given-up': counts['given-up'],
  };
  return (
    <nav className={`${classes.shows} no-print`} aria-label={t('notices.show.label')}>
      {noticeShows.map((each) => (
        <Link
          key={each}
          to="/settings/notices"
          search={{ show: each }}
          resetScroll={false}
          className={`${classes.show} ${each === show ? classes.shown : ''}`}
          aria-current={each === show ? 'true' : undefined}
        >
          {t(`notices.show.${each}`)} <span className="number">{sums[each].toLocaleString()}</span>
        </Link>
      ))}
    </nav>
  );
}

/** Why nothing leaves: a quiet hour, or a channel that is off. */
function WhyWaiting({ list }: { list: NoticeList }) {
  const { t } = useTranslation();
  const waiting = list.off.filter((channel) => list.notices.some((notice) => notice.channel === channel));
  return (
    <>
      {list.quietUntil !== null && <Notice kind="info">{t('notices.quietUntil', { until: momentOf(list.quietUntil) })}</Notice>}
      {waiting.map((channel) => (
        <Notice key={channel} kind="warn">
          {t('notices.offWaits', { channel: t(`notices.names.${channel}`) })}
        </Notice>
      ))}
    </>
  );
}

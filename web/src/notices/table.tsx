import { useTranslation } from 'react-i18next';
import type { NoticeRow } from '../api/notices.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { momentOf } from '../pieces/when.tsx';
import { Decide } from './decide.tsx';
import classes from './notices.module.css';
import { OutsideWords } from './said.tsx';

/** Notices with why they stand as they do; those that wait for a decision with its buttons. */
export function NoticeTable({ notices, done }: { notices: readonly NoticeRow[]; done: (decided: number) => void }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t('notices.queue')}>
      <table className={`table ${classes.table}`}>
        <caption className="unseen">{t('notices.queue')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('notices.to')}</th>
            <th scope="col">{t('notices.subject')}</th>
            <th scope="col">{t('notices.state')}</th>
            <th scope="col">{t('notices.at')}</th>
          </tr>
        </thead>
        <tbody>
          {notices.map((notice) => (
            <tr key={notice.id}>
              <th scope="row">
                <To notice={notice} />
              </th>
              <td>
                {notice.subject}
                {notice.urgent && <span className="small quiet"> ({t('notices.urgent')})</span>}
              </td>
              <td>
                <State notice={notice} done={done} />
              </td>
              <td className="small">
                <Times notice={notice} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function To({ notice }: { notice: NoticeRow }) {
  const { t } = useTranslation();
  if (notice.channel !== 'mail') return <>{t(`notices.names.${notice.channel}`)}</>;
  return (
    <>
      {notice.recipientName}
      <div className={`small quiet ${classes.address}`}>{notice.recipient}</div>
    </>
  );
}

function State({ notice, done }: { notice: NoticeRow; done: (decided: number) => void }) {
  const { t } = useTranslation();
  const decidable = notice.state === 'dead' || notice.state === 'uncertain';
  return (
    <div className={classes.cell}>
      <b className={decidable ? classes[notice.state] : undefined}>{t(`notices.states.${notice.state}`)}</b>
      {notice.problem !== null && notice.state !== 'sent' && <p className="small">{t(`notices.problems.${notice.problem}`)}</p>}
      {notice.state !== 'sent' && <OutsideWords words={notice.words} />}
      {decidable && (
        <Decide which={[notice.id]} count={1} uncertain={notice.state === 'uncertain'} canSend={notice.problem !== 'address'} done={done} />
      )}
    </div>
  );
}

function Times({ notice }: { notice: NoticeRow }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.times}>
      {notice.sentAt !== null && <li>{t('notices.sentAt', { at: momentOf(notice.sentAt) })}</li>}
      <li>{t('notices.createdAt', { at: momentOf(notice.createdAt) })}</li>
      {notice.attempts > 0 && notice.state !== 'sent' && <li>{t('notices.attempts', { count: notice.attempts })}</li>}
      {notice.nextAt !== null && <li>{t('notices.nextAt', { at: momentOf(notice.nextAt) })}</li>}
    </ul>
  );
}

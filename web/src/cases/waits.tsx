import { useTranslation } from 'react-i18next';
import type { CaseSummary, CaseWaiting } from '../api/cases.ts';
import { Mark } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './cases.module.css';

/** For whom a case waits and until when: duties with their dates, else whose act is next. */
export function Waits({ one }: { one: CaseSummary }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (one.state.end !== null) return null;
  const act = one.waitsForMe ? (
    <b className={classes.forMe}>{t('cases.yours')}</b>
  ) : (
    one.waitsFor.length > 0 && <span>{one.waitsFor.map(say).join(t('control.and'))}</span>
  );
  // A duty can stand open already while it is somebody's act that leads on.
  if (one.waiting.length > 0)
    return (
      <ul className={classes.waits}>
        {act && <li>{act}</li>}
        {one.waiting.map((waiting) => (
          <li key={waiting.occurrence}>
            {say(waiting.owner)} <Until waiting={waiting} />
          </li>
        ))}
      </ul>
    );
  return act || <span className="quiet">{t('cases.measured')}</span>;
}

/** A date by which something is due; one that has passed says so in words and by a mark. */
export function Until({ waiting: { dueOn, overdue } }: { waiting: Pick<CaseWaiting, 'dueOn' | 'overdue'> }) {
  const { t } = useTranslation();
  return (
    <span className={overdue ? classes.overdue : classes.until}>
      {overdue && <Mark verdict="fail" />}
      <time className="number" dateTime={dueOn}>
        {t('cases.due', { date: dueOn })}
      </time>
      {overdue && <span>{t('cases.overdue')}</span>}
    </span>
  );
}

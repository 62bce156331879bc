import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OccurrenceDetail } from '../api/duties.ts';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './occurrence.module.css';
import { State } from './state.tsx';

/** All that happened to it, oldest first, each with its place in the ledger. */
export function Trail({ events }: Pick<OccurrenceDetail, 'events'>) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (events.length === 0) return <p className="quiet">{t('duties.noTrail')}</p>;
  return (
    <ol className={classes.trail}>
      {events.map(({ at, act, says, by, reason, ledgerSeq }) => (
        <li key={`${at} ${act}`}>
          <When at={at} />
          <div>
            <p>
              <b>{say(says)}</b> <span className="quiet">{by}</span>
            </p>
            {reason !== '' && <p className={classes.reason}>{reason}</p>}
            {ledgerSeq !== null && (
              <Link to="/evidence/$seq" params={{ seq: String(ledgerSeq) }} className="small">
                {t('duties.ledgerSeq', { seq: ledgerSeq.toLocaleString() })}
              </Link>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The times before, newest first. */
export function Earlier({ occurrence: { earlier, duty } }: { occurrence: OccurrenceDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (earlier.length === 0) return <p className="quiet">{t('duties.noEarlier')}</p>;
  return (
    <>
      <ul className={classes.earlier}>
        {earlier.map(({ id, about, state, closedAt }) => (
          <li key={id}>
            <Link to="/duties/$id" params={{ id }}>
              {say(about)}
            </Link>
            <State state={state} />
            {closedAt !== null && (
              <span className="small quiet">
                <When at={closedAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <Link to="/duties" search={{ state: 'all', duty, who: 'all' }} className="no-print">
        {t('duties.allOfDuty')}
      </Link>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { RequestDetail } from '../api/requests.ts';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { LedgerLink } from './ledger-link.tsx';
import classes from './requests.module.css';

/** The decision just before says the same words as its reason. */
const saidBefore: ReadonlySet<string> = new Set(['returned', 'denied']);

/** Everything that happened to it, each with its entry in the ledger. It stays when the request is over. */
export function Trail({ request: { events } }: { request: RequestDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (events.length === 0) return <p className="small quiet">{t('requests.noHistory')}</p>;
  return (
    <ul className={classes.trail}>
      {events.map((event) => (
        <li key={`${event.at} ${event.act} ${event.ledgerSeq}`}>
          <When at={event.at} />
          <span>
            <b>{say(event.says)}</b> <span className="small">{event.by}</span>
            {event.reason !== '' && !saidBefore.has(event.act) && <span className={classes.comment}>{event.reason}</span>}
          </span>
          {event.ledgerSeq !== null && <LedgerLink seq={event.ledgerSeq} />}
        </li>
      ))}
    </ul>
  );
}

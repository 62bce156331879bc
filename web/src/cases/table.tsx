import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseSummary } from '../api/cases.ts';
import { useSaid } from '../pieces/said.ts';
import { dayOf, useAgo } from '../pieces/when.tsx';
import classes from './cases.module.css';
import { StateWord } from './state.tsx';
import { Waits } from './waits.tsx';

/** What needs somebody, since when, and until when: a line each, a card on a phone. */
export function CaseTable({ cases, withKind }: { cases: readonly CaseSummary[]; withKind: boolean }) {
  const { t } = useTranslation();
  return (
    <table className={`table cards ${classes.table}`}>
      <caption className="unseen">{t('cases.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('cases.subject')}</th>
          {withKind && <th scope="col">{t('cases.kind')}</th>}
          <th scope="col">{t('cases.state')}</th>
          <th scope="col">{t('cases.waits')}</th>
          <th scope="col">{t('cases.changed')}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => (
          <Line key={one.id} one={one} withKind={withKind} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ one, withKind }: { one: CaseSummary; withKind: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const ago = useAgo();
  return (
    <tr>
      <th scope="row">
        <Link to="/cases/$id" params={{ id: one.id }} className={classes.subject}>
          <span className="number">{one.number}</span>
          <span className={classes.label}>{one.label}</span>
        </Link>
      </th>
      {withKind && (
        <td data-label={t('cases.kind')}>
          <span>
            {say(one.kindTitle)} <Variant one={one} />
          </span>
        </td>
      )}
      <td data-label={t('cases.state')}>
        <StateWord state={one.state} />
      </td>
      <td data-label={t('cases.waits')}>
        <Waits one={one} />
      </td>
      <td data-label={t('cases.changed')}>
        <span className={classes.since}>
          <time className="number" dateTime={one.changedAt}>
            {dayOf(new Date(one.changedAt))}
          </time>{' '}
          <span className="small quiet">{ago(one.changedAt)}</span>
        </span>
      </td>
    </tr>
  );
}

/** Left out where it says the same as the kind. */
function Variant({ one }: { one: CaseSummary }) {
  const { say } = useSaid();
  return say(one.variant) === say(one.kindTitle) ? null : <span className="small quiet">{say(one.variant)}</span>;
}

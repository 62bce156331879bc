import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../api/types.ts';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './finding-row.module.css';

/**
 * One check on one device. `by` says what the list is about, so that the other of the two is the row's name. What is
 * wrong carries its remedy; what is fine stays one line.
 */
export function FindingRow({ finding, by }: { finding: Finding; by: 'device' | 'check' }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [room = '', name = ''] = finding.check.split('/');
  return (
    <li className={classes.row}>
      <span className={classes.verdict}>
        <VerdictWord verdict={finding.verdict} />
      </span>
      <div className={classes.what}>
        <h3 className={classes.name}>
          {by === 'device' ? (
            <Link to="/devices/$id" params={{ id: finding.device }}>
              {finding.deviceName}
            </Link>
          ) : (
            <Link to="/checks/$room/$name" params={{ room, name }}>
              {say(finding.title)}
            </Link>
          )}
          {by === 'device' && <span className="small quiet"> {t(`platform.${finding.platform}`)}</span>}
        </h3>
        <p className={classes.because}>{say(finding.because)}</p>
        {finding.remedy !== null && finding.verdict !== 'pass' && (
          <div className={classes.remedy}>
            <b>{t('finding.remedy')}</b>
            <p>{say(finding.remedy)}</p>
          </div>
        )}
        {by === 'check' && finding.caveat !== null && finding.verdict !== 'pass' && (
          <details className={classes.caveat}>
            <summary>{t('control.caveat')}</summary>
            {say(finding.caveat)}
          </details>
        )}
      </div>
      <Trail finding={finding} clauses={by === 'check'} />
    </li>
  );
}

/** Since when, last seen, and the way to the fact, the sentence and the ledger. */
function Trail({ finding, clauses }: { finding: Finding; clauses: boolean }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.trail}>
      {finding.since !== null && (
        <div>
          <dt>{t('finding.since')}</dt>
          <dd>
            <When at={finding.since} ago />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('finding.observedAt')}</dt>
        <dd>
          <When at={finding.observedAt} />
        </dd>
      </div>
      {clauses && finding.clauses.length > 0 && (
        <div>
          <dt>{t('finding.clauses')}</dt>
          <dd>
            <ClauseLinks ids={finding.clauses} />
          </dd>
        </div>
      )}
      <div className={`${classes.links} no-print`}>
        <dt className="unseen">{t('nav.evidence')}</dt>
        <dd>
          {finding.factId !== null && (
            <Link to="/facts/$id" params={{ id: String(finding.factId) }}>
              {t('finding.fact')}
            </Link>
          )}
          {finding.ledgerSeq === null ? (
            <span className="quiet">{t('finding.noLedger')}</span>
          ) : (
            <Link to="/evidence/$seq" params={{ seq: String(finding.ledgerSeq) }}>
              {t('finding.ledger', { seq: finding.ledgerSeq })}
            </Link>
          )}
        </dd>
      </div>
    </dl>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../api/types.ts';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './finding-row.module.css';

/**
 * One check on one device. `by` says what names the row: the other of the two is what the list is about. On a device's
 * page what is wrong carries its remedy; a check's page says the remedy once, above its devices.
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
        {by === 'check' && finding.remedy !== null && finding.verdict !== 'pass' && (
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
      {finding.verdict === 'pass' && by === 'check' ? (
        <ShortTrail finding={finding} />
      ) : (
        <Trail finding={finding} clauses={by === 'check'} />
      )}
    </li>
  );
}

/** For what is fine: two lines are enough. */
function ShortTrail({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  return (
    <div className={classes.trail}>
      <div>
        <span className="quiet">{t('finding.observedAt')}</span>
        <When at={finding.observedAt} />
      </div>
      <div className={classes.links}>
        <ClauseLinks ids={finding.clauses} />
        <Ways finding={finding} />
      </div>
    </div>
  );
}

/** To the fact beneath the verdict, and to its place in the ledger. */
function Ways({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  return (
    <>
      {finding.factId !== null && (
        <Link className="target" to="/facts/$id" params={{ id: String(finding.factId) }}>
          {t('finding.fact')}
        </Link>
      )}
      {finding.ledgerSeq === null ? (
        <span className="quiet">{t('finding.noLedger')}</span>
      ) : (
        <Link className="target" to="/evidence/$seq" params={{ seq: String(finding.ledgerSeq) }}>
          {t('finding.ledger', { seq: finding.ledgerSeq })}
        </Link>
      )}
    </>
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
          <Ways finding={finding} />
        </dd>
      </div>
    </dl>
  );
}

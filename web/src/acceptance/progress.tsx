import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AcceptanceView } from '../api/acceptance.ts';
import { Notice } from '../pieces/notice.tsx';
import { When } from '../pieces/when.tsx';
import classes from './acceptance.module.css';
import { FailedRow } from './failed-row.tsx';

const waits = ['tested', 'manager-approved', 'administrator-approved'];

/** What an approver looks at, on one screen: how far it is, what stands in the way, and every case that did not pass. */
export function Progress({ view, refresh }: { view: AcceptanceView; refresh: () => void }) {
  const { t } = useTranslation();
  const { sums } = view;
  const numbers = [
    ['rows', sums.rows],
    ['passed', sums.passed],
    ['failed', sums.failed],
    ['notDone', sums.notDone],
    ['accepted', sums.accepted],
    ['open', sums.open],
  ] as const;
  const share = (count: number) => ({ width: `${sums.rows === 0 ? 0 : (count / sums.rows) * 100}%` });
  return (
    <>
      <dl className={classes.sums}>
        {numbers.map(([key, count]) => (
          <div key={key}>
            <dt>{t(`acceptance.${key}`)}</dt>
            <dd className="number">{count.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.bar} aria-hidden="true">
        <span className={classes.passed} style={share(sums.passed)} />
        <span className={classes.accepted} style={share(sums.accepted)} />
        <span className={classes.failed} style={share(sums.failed)} />
      </div>
      {sums.rows > 0 && sums.open > 0 && view.state !== 'specification' && (
        <Notice kind="warn">{t('acceptance.blocked', { count: sums.open })}</Notice>
      )}
      {waits.includes(view.state) && sums.open === 0 && !view.findings && (
        <Notice kind="info">
          {t('acceptance.ready')} {view.findings === null && t('acceptance.notScanned')}
        </Notice>
      )}
      {view.handsOn && <Notice kind="info">{t('acceptance.handsOn')}</Notice>}
      {view.findings !== null && view.findings > 0 && (
        <Notice kind="error">
          {t('acceptance.findings', { count: view.findings })} <Link to="/scans/findings">{t('acceptance.toFindings')}</Link>
        </Notice>
      )}
      {view.failed.length > 0 && (
        <>
          <h3>{t('acceptance.failedTitle')}</h3>
          <ul className={classes.rows}>
            {view.failed.map((row) => (
              <FailedRow key={row.id} id={view.id} row={row} mayDecide={view.mayTest} mayAccept={!view.handsOn} refresh={refresh} />
            ))}
          </ul>
          {view.moreFailed > 0 && <p className="quiet">{t('acceptance.moreFailed', { count: view.moreFailed })}</p>}
        </>
      )}
      <Versions view={view} />
    </>
  );
}

function Versions({ view: { versions } }: { view: AcceptanceView }) {
  const { t } = useTranslation();
  if (versions.length === 0) return null;
  return (
    <ul className="small">
      {versions.map((version) => (
        <li key={version.no}>
          {t('acceptance.version', { no: version.no, rows: version.rows })} · {t('acceptance.versionOf', { name: version.by.name })}{' '}
          <When at={version.at} /> <span className="quiet number">{t('acceptance.digest', { digest: version.digest.slice(0, 16) })}</span>
        </li>
      ))}
    </ul>
  );
}

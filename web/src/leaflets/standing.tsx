import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LeafletState, RegisterFilter } from '../api/leaflets.ts';
import { VerdictWord } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Panel } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './leaflets.module.css';

/** How many have confirmed, who is missing, and what that means for the verdict. Every number leads to its people. */
export function Standing({ leaflet, version }: { leaflet: LeafletState; version: string | undefined }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { sent, content, audience } = leaflet;
  const share = leaflet.people === 0 ? 0 : leaflet.acknowledged / leaflet.people;
  const figures: readonly (readonly [string, number, RegisterFilter])[] = [
    [t('leaflets.acknowledged'), leaflet.acknowledged, 'acknowledged'],
    [t('leaflets.overdue'), leaflet.overdue, 'overdue'],
    [t('leaflets.noAddress'), leaflet.noAddress, 'no-address'],
    [t('leaflets.notAsked'), leaflet.notAsked, 'not-asked'],
  ];
  return (
    <Panel>
      <div className={classes.verdict}>
        <VerdictWord verdict={leaflet.verdict} strong />
        <p>{say(leaflet.because)}</p>
      </div>
      {content === 'changed' && sent !== null && version !== undefined && (
        <Notice kind="warn" title={t('leaflets.stale', { sent: sent.version, version })}>
          {t('leaflets.staleBody')}
        </Notice>
      )}
      {content === 'sent' && sent !== null && version !== undefined && sent.version !== version && (
        <p className="small">{t('leaflets.same', { sent: sent.version, version })}</p>
      )}
      {content === 'sent' && (
        <>
          <div className={classes.bar} aria-hidden="true">
            <span style={{ width: `${share * 100}%` }} />
          </div>
          <dl className={classes.figures}>
            <div>
              <dt>{t('leaflets.people')}</dt>
              <dd className="number">{t('leaflets.peopleSaid', { count: leaflet.people })}</dd>
            </div>
            {figures.map(([label, count, state]) => (
              <div key={state} className={state === 'overdue' && count > 0 ? classes.bad : undefined}>
                <dt>{label}</dt>
                <dd className="number">
                  {count === 0 ? (
                    t('leaflets.peopleSaid', { count })
                  ) : (
                    <Link to="/procedures/acknowledgements" search={{ audience, state }}>
                      {t('leaflets.peopleSaid', { count })}
                    </Link>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {sent !== null && (
        <dl className="facts">
          <dt>{t('leaflets.sentAt')}</dt>
          <dd>
            <When at={sent.at} /> <span className="small quiet">{t('leaflets.sentSaid', { version: sent.version, by: say(sent.by) })}</span>
          </dd>
          <dt>{t('leaflets.dueOn')}</dt>
          <dd className="number">{sent.dueOn}</dd>
        </dl>
      )}
    </Panel>
  );
}

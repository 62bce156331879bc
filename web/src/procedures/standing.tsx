import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Procedures, VersionSummary } from '../api/procedures.ts';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { approvalsOf, effectiveDay, StateBadge } from '../versions/state.tsx';
import classes from './procedures.module.css';

/** From left to right as a rule comes to be: the draft, what waits, what counts. */
export function Standing({ procedures }: { procedures: Procedures }) {
  const { t } = useTranslation();
  const { draft, submitted, upcoming, inForce } = procedures;
  const waiting = submitted ?? upcoming;
  const base = inForce === null ? 'sample' : 'in-force';
  return (
    <section className={classes.standing} aria-label={t('procedures.standing.label')}>
      <Stage name={t('procedures.standing.draft')}>
        <p className={classes.stageMain}>
          <Link to="/procedures/compare" search={{ from: base, to: 'draft' }}>
            {t('procedures.standing.changes', { count: draft.changes })}
          </Link>
        </p>
        <p className="small quiet">
          {t(inForce === null ? 'procedures.standing.againstSample' : 'procedures.standing.againstInForce', { number: inForce?.number })}
        </p>
        {draft.changedAt !== null && (
          <p className="small quiet">
            {t('procedures.standing.changedAt')} <When at={draft.changedAt} />
          </p>
        )}
      </Stage>
      <Stage name={t('procedures.standing.waiting')}>
        {waiting === null ? (
          <p className="quiet">{t('procedures.standing.nothingWaits')}</p>
        ) : (
          <Version version={waiting}>
            {waiting === submitted ? (
              <Approvals version={waiting} />
            ) : (
              <p className="small">{t('procedures.standing.from', { day: effectiveDay(waiting) })}</p>
            )}
          </Version>
        )}
      </Stage>
      <Stage name={t('procedures.standing.inForce')}>
        {inForce === null ? (
          <p className="quiet">{t('procedures.standing.none')}</p>
        ) : (
          <Version version={inForce}>
            <p className="small">{t('procedures.standing.since', { day: effectiveDay(inForce) })}</p>
          </Version>
        )}
      </Stage>
    </section>
  );
}

function Stage({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.stage}>
      <h2 className={classes.stageName}>{name}</h2>
      {children}
    </div>
  );
}

function Version({ version, children }: { version: VersionSummary; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes.stageMain}>
        <Link to="/procedures/versions/$id" params={{ id: version.id }}>
          {t('procedures.standing.version', { number: version.number })}
        </Link>
        <StateBadge state={version.state} />
      </p>
      {children}
    </>
  );
}

function Approvals({ version }: { version: VersionSummary }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      <p className="small">{t('procedures.standing.approvals', { have: approvalsOf(version), need: version.approvalsNeeded })}</p>
      <p className="small quiet">
        {t('procedures.standing.submittedBy', { name: say(version.submittedBy) })} <When at={version.submittedAt} />
      </p>
    </>
  );
}

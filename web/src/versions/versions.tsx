import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { VersionSummary } from '../api/procedures.ts';
import { versionsQuery } from '../api/versions.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf, When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { Downloads } from './downloads.tsx';
import { approvalsOf, baseOf } from './standing.ts';
import { effectiveDay, StateBadge } from './state.tsx';
import classes from './versions.module.css';

/** Every version, newest first: what it says, who decided, from when it counts. */
export function VersionsPage() {
  const { t } = useTranslation();
  const query = useQuery(versionsQuery);
  return (
    <Page
      eyebrow={<Link to="/procedures">{t('nav.procedures')}</Link>}
      title={t('versions.title')}
      lead={t('versions.lead')}
      actions={
        <LinkButton variant="default" to="/procedures/compare" search={{}}>
          {t('compare.title')}
        </LinkButton>
      }
    >
      <Answer query={query} what={t('versions.title')}>
        {({ versions }) =>
          versions.length === 0 ? (
            <Empty title={t('versions.empty')}>
              <p>{t('versions.emptyBody')}</p>
              <LinkButton to="/procedures">{t('versions.toDraft')}</LinkButton>
            </Empty>
          ) : (
            <ol className={classes.list}>
              {versions.map((version) => (
                <li key={version.id}>
                  <VersionRow version={version} base={baseOf(version, versions)} />
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
    </Page>
  );
}

function VersionRow({ version, base }: { version: VersionSummary; base: VersionSummary | null }) {
  const { t } = useTranslation();
  const name = t('versions.number', { number: version.number });
  const quiet = version.state === 'superseded' || version.state === 'withdrawn' || version.state === 'returned';
  return (
    <article className={`${classes.row} ${quiet ? classes.past : ''}`} aria-labelledby={`version-${version.id}`}>
      <header className={classes.head}>
        <h2 id={`version-${version.id}`} className={classes.number}>
          <Link to="/procedures/versions/$id" params={{ id: version.id }} aria-label={name}>
            {version.number}
          </Link>
        </h2>
        <StateBadge state={version.state} />
      </header>
      <div className={classes.body}>
        <p className={classes.note}>{version.note}</p>
        <p className="small quiet">{t(`versions.stateHint.${version.state}`, { date: effectiveDay(version) })}</p>
        <VersionFacts version={version} />
      </div>
      <div className={`${classes.acts} no-print`}>
        <Acts version={version} base={base} />
        <Downloads what="procedures" version={version.id} name={name} />
      </div>
    </article>
  );
}

function Acts({ version, base }: { version: VersionSummary; base: VersionSummary | null }) {
  const { t } = useTranslation();
  const me = useMe();
  const decides =
    version.state === 'submitted' &&
    !version.isOwn &&
    !version.decisions.some((decision) => decision.isOwn) &&
    me.roles.some((role) => role === 'committee' || role === 'management');
  return (
    <>
      <LinkButton variant={decides ? 'filled' : 'outline'} to="/procedures/versions/$id" params={{ id: version.id }}>
        {t(decides ? 'versions.decide' : 'versions.read')}
      </LinkButton>
      <Link to="/procedures/compare" search={{ from: base?.id ?? 'sample', to: version.id }} className="small target">
        {base === null ? t('versions.compareSample') : t('versions.comparePrevious')}
      </Link>
    </>
  );
}

/** Dates, people and the digest of one version. */
export function VersionFacts({ version, whole = false }: { version: VersionSummary; whole?: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <dl className={`facts ${classes.facts}`}>
      <dt>{version.effectiveFrom === null ? t('versions.effectiveOn') : t('versions.effectiveFrom')}</dt>
      <dd>
        {version.effectiveFrom === null ? (
          <span className="number">{version.effectiveOn}</span>
        ) : (
          <EffectiveFrom at={version.effectiveFrom} />
        )}
      </dd>
      <dt>{t('versions.submittedBy')}</dt>
      <dd>
        {say(version.submittedBy)}
        {version.isOwn && <span className="quiet"> ({t('versions.you')})</span>} <When at={version.submittedAt} />
      </dd>
      <dt>{t('versions.decisions')}</dt>
      <dd>
        {version.decisions.length === 0 && <span className="quiet">{t('versions.noDecisions')}</span>}
        <ul>
          {version.decisions.map((decision) => (
            <li key={`${decision.at}-${decision.by.ja}`}>
              <b>{t(`versions.decision.${decision.decision}`)}</b> {say(decision.by)}
              {decision.isOwn && <span className="quiet"> ({t('versions.you')})</span>} <When at={decision.at} />
              {decision.comment !== '' && <p className={classes.comment}>{decision.comment}</p>}
            </li>
          ))}
        </ul>
        {version.state === 'submitted' && (
          <b className={classes.waiting}>{t('versions.approvals', { needed: version.approvalsNeeded, count: approvalsOf(version) })}</b>
        )}
      </dd>
      <dt>{t('versions.digest')}</dt>
      <dd>
        <code title={t('versions.digestHint')}>{whole ? version.digest : `${version.digest.slice(0, 12)}…`}</code>
        {whole && (
          <p className="small no-print">
            <a href={`/api/procedures/versions/${encodeURIComponent(version.id)}/content`} download>
              {t('versions.frozen')}
            </a>
          </p>
        )}
      </dd>
    </dl>
  );
}

/** A version counts from the start of a day, unless its approval came later than that. */
function EffectiveFrom({ at }: { at: string }) {
  const day = new Date(at);
  if (day.getHours() !== 0 || day.getMinutes() !== 0) return <When at={at} />;
  return (
    <time dateTime={at} className="number">
      {dayOf(day)}
    </time>
  );
}

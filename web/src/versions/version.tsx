import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { compareQuery, type Readable, type VersionSummary } from '../api/procedures.ts';
import { versionQuery, versionsQuery } from '../api/versions.ts';
import { Answer } from '../pieces/answer.tsx';
import { Page } from '../pieces/page.tsx';
import { Decide } from './decide.tsx';
import { Downloads } from './downloads.tsx';
import { Reading } from './reading.tsx';
import { baseOf } from './standing.ts';
import { effectiveDay, StateBadge } from './state.tsx';
import classes from './version.module.css';
import { VersionFacts } from './versions.tsx';
import { Withdraw } from './withdraw.tsx';

/** One version as whoever decides on it reads it: what is new and what is risky first, the whole text last, the decision beside it. */
export function VersionPage() {
  const { id } = useParams({ from: '/inside/procedures/versions/$id' });
  const { t } = useTranslation();
  const query = useQuery(versionQuery(id));
  const version = query.data?.version ?? undefined;
  return (
    <Page
      key={id}
      eyebrow={
        <>
          <Link to="/procedures">{t('nav.procedures')}</Link> / <Link to="/procedures/versions">{t('versions.title')}</Link>
        </>
      }
      title={version === undefined ? t('versions.title') : t('versions.number', { number: version.number })}
      lead={version?.note}
    >
      <Answer query={query} what={t('versions.title')}>
        {(readable) => (readable.version === null ? null : <Body readable={readable} version={readable.version} />)}
      </Answer>
    </Page>
  );
}

function Body({ readable, version }: { readable: Readable; version: VersionSummary }) {
  const { t } = useTranslation();
  const versions = useQuery(versionsQuery);
  return (
    <>
      <div className={classes.top}>
        <p className={classes.state}>
          <StateBadge state={version.state} />
          <span>{t(`versions.stateHint.${version.state}`, { date: effectiveDay(version) })}</span>
        </p>
        {version.state === 'submitted' && (
          <a href="#decision" className={`${classes.toDecision} no-print target`}>
            {t('version.toDecision')}
          </a>
        )}
      </div>
      <div className={classes.columns}>
        <Answer query={versions} what={t('versions.title')}>
          {(list) => <Compared readable={readable} to={version.id} from={baseOf(version, list.versions)?.id ?? 'sample'} />}
        </Answer>
        <aside className={classes.side} aria-label={t('version.yourDecision')}>
          <section id="decision" className={`${classes.decision} no-print`} aria-labelledby="decision-title">
            <h2 id="decision-title" className={classes.sideTitle}>
              {t('version.yourDecision')}
            </h2>
            <Decide version={version} />
            <Withdraw version={version} />
          </section>
          <VersionFacts version={version} whole />
          <Downloads what="procedures" version={version.id} name={t('versions.number', { number: version.number })} />
        </aside>
      </div>
    </>
  );
}

/** Two comparisons: with what this version follows, and with the sample, which alone can say what is laxer. For the first they are one. */
function Compared({ readable, from, to }: { readable: Readable; from: string; to: string }) {
  const { t } = useTranslation();
  const changes = useQuery(compareQuery(from, to));
  const bySample = useQuery(compareQuery('sample', to));
  return (
    <Answer query={changes} what={t('version.words')}>
      {(differences) => (
        <Answer query={bySample} what={t('version.laxer')}>
          {(all) => <Reading readable={readable} changes={differences} bySample={all} fromSample={from === 'sample'} />}
        </Answer>
      )}
    </Answer>
  );
}

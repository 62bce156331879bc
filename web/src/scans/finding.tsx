import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScanFindingDetail, type ScanStep, scanFindingQuery } from '../api/scans.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { Decide, leads } from './decide.tsx';
import { StateWords } from './findings.tsx';
import classes from './scans.module.css';

const working = ['plan', 'fix', 'verify', 'propose', 'decline', 'reopen'] as const satisfies readonly ScanStep[];

/** One finding: what and where, what can be done now, and everything that scans showed and people decided. */
export function ScanFindingPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/scans/findings/$id' });
  const query = useQuery(scanFindingQuery(id));
  return (
    <Answer query={query} what={t('scans.finding')}>
      {(finding) => <Finding finding={finding} />}
    </Answer>
  );
}

function Finding({ finding }: { finding: ScanFindingDetail }) {
  const { t } = useTranslation();
  const { roles } = useMe();
  const [step, setStep] = useState<ScanStep | null>(null);
  const mayAgree = roles.includes('administrator') || roles.includes('committee');
  const steps: ScanStep[] = [...(finding.mayWork ? working : []), ...(mayAgree ? (['agree'] as const) : [])].filter((each) =>
    leads[each](finding),
  );
  return (
    <Page
      eyebrow={
        <Link to="/scans/targets/$id" params={{ id: finding.target }}>
          {finding.targetName}
        </Link>
      }
      title={finding.title}
      actions={steps.map((each) => (
        <Button key={each} variant={each === 'agree' ? 'filled' : 'default'} onClick={() => setStep(each)}>
          {t(`scans.steps.${each}`)}
        </Button>
      ))}
    >
      {finding.state === 'verified' && finding.seen && <Notice kind="warn">{t('scans.reappearedBody')}</Notice>}
      {!finding.seen && leads.verify(finding) && <Notice kind="info">{t('scans.goneBody')}</Notice>}
      {finding.claim !== null && (
        <Notice kind="info" title={t(`scans.claims.${finding.claim.by === 'vex' ? 'vex' : 'source'}`)}>
          {[finding.claim.state, finding.claim.reason].filter((part) => part !== '').join(': ')}
        </Notice>
      )}
      <Facts finding={finding} />
      <Section title={t('scans.history')}>
        <History finding={finding} />
      </Section>
      {step !== null && <Decide step={step} findings={[finding]} close={() => setStep(null)} done={() => setStep(null)} />}
    </Page>
  );
}

function Facts({ finding }: { finding: ScanFindingDetail }) {
  const { t } = useTranslation();
  const { severity, dueOn, overdue, place, line, message, rule, tool, scope, cwes, aliases, measure, firstAt } = finding;
  return (
    <dl className={classes.facts}>
      <dt>{t('scans.state')}</dt>
      <dd>
        <StateWords finding={finding} />
      </dd>
      <dt>{t('scans.severity')}</dt>
      <dd className={severity === 'critical' || severity === 'high' ? classes.worst : undefined}>{t(`scans.severities.${severity}`)}</dd>
      <dt>{t('scans.due')}</dt>
      <dd className={overdue ? classes.late : undefined}>
        {dueOn ?? t('scans.noDue')}
        {overdue && ` ${t('scans.overdue')}`}
      </dd>
      <dt>{t('scans.place')}</dt>
      <dd>
        <code>
          {place}
          {line === null ? '' : `:${line}`}
        </code>
      </dd>
      <dt>{t('scans.message')}</dt>
      <dd>{message === '' ? <span className="quiet">{t('scans.noMessage')}</span> : message}</dd>
      <dt>{t('scans.tool')}</dt>
      <dd>{[tool, scope, rule].filter((part) => part !== '').join(' · ')}</dd>
      {(cwes.length > 0 || aliases.length > 0) && (
        <>
          <dt>{t('scans.numbers')}</dt>
          <dd>{[...cwes.map((cwe) => `CWE-${cwe}`), ...aliases].join(', ')}</dd>
        </>
      )}
      {measure !== null && (
        <>
          <dt>{t('scans.measure')}</dt>
          <dd className="number">{measure}</dd>
        </>
      )}
      <dt>{t('scans.firstAt')}</dt>
      <dd>
        <When at={firstAt} />
      </dd>
    </dl>
  );
}

/** Scans and decisions in one line of time, the newest first. */
function History({ finding: { events, presence } }: { finding: ScanFindingDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const lines = [
    ...events.map((event) => ({ key: `event ${event.no}`, at: event.at, by: say(event.by), event, scan: null })),
    ...presence.map((scan) => ({ key: `scan ${scan.at} ${scan.tool}`, at: scan.at, by: say(scan.by), event: null, scan })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <ol className={classes.list}>
      {lines.map(({ key, at, by, event, scan }) => (
        <li key={key}>
          <When at={at} /> {by}:{' '}
          {event !== null && (
            <>
              <b>{t(`scans.steps.${event.step}`)}</b>
              {event.wanted !== null &&
                ` (${t(`scans.states.${event.wanted}`)}${event.until === null ? '' : ` ${t('scans.untilDay', { day: event.until })}`})`}
              {event.reason !== '' && <div>{event.reason}</div>}
            </>
          )}
          {scan !== null && (
            <>
              <b>{t(scan.seen ? 'scans.wasSeen' : 'scans.wasGone')}</b>{' '}
              <span className="small quiet">
                {[scan.tool, scan.toolVersion, scan.commit.slice(0, 12), scan.fileName, t(`scans.severities.${scan.severity}`)]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

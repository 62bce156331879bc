import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Procedures, proceduresQuery, type VersionSummary } from '../api/procedures.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator, isReader } from '../shell/nav.ts';
import { Chapters } from './chapters.tsx';
import { ClauseNumbers } from './clause-numbers.tsx';
import { Exports } from './exports.tsx';
import { FillSection } from './fill.tsx';
import { nextStepOf } from './next-step.ts';
import { NextStep } from './next-step-panel.tsx';
import { Problems, Recommendations } from './problems.tsx';
import classes from './procedures.module.css';
import { Standing } from './standing.tsx';
import { SubmitSection } from './submit.tsx';
import { useUnsaved, useUnsavedIds } from './use-unsaved.ts';

/** Where the company stands with its own procedures, and the one thing to do next. */
export function ProceduresPage() {
  const { t } = useTranslation();
  const me = useMe();
  // An employee has nothing to write or to approve here: the rules in force are what concerns them.
  if (!isReader(me.roles)) return <Navigate to="/procedures/in-force" replace />;
  return (
    <Page title={t('procedures.title')} lead={t('procedures.lead')}>
      <Overview />
    </Page>
  );
}

function Overview() {
  const { t } = useTranslation();
  const query = useQuery(proceduresQuery);
  return (
    <Answer query={query} what={t('procedures.title')}>
      {(procedures) => <Body procedures={procedures} />}
    </Answer>
  );
}

function Body({ procedures }: { procedures: Procedures }) {
  const { t } = useTranslation();
  const me = useMe();
  const step = nextStepOf(procedures, me.roles);
  const { problems } = procedures.draft;
  const [submitted, setSubmitted] = useState<VersionSummary | null>(null);
  const begun = step.step !== 'start' && step.step !== 'wait-for-draft';
  return (
    <>
      {submitted !== null && procedures.submitted?.id === submitted.id && (
        <Notice kind="done">{t('procedures.submit.done', { number: submitted.number })}</Notice>
      )}
      <NextStep step={step} procedures={procedures} />
      <UnsavedNotice />
      <Standing procedures={procedures} />
      {begun && problems.length > 0 && <Problems problems={problems} />}
      {begun && isAdministrator(me.roles) && <FillSection controls={procedures.controls} />}
      {procedures.recommendations.length > 0 && <Recommendations recommendations={procedures.recommendations} />}
      {(step.step === 'submit' || step.step === 'repair') && (
        <SubmitSection
          procedures={procedures}
          done={(version) => {
            setSubmitted(version);
            scrollTo(0, 0);
          }}
        />
      )}
      <div className={classes.two}>
        <Section id="exports" title={t('procedures.exports.title')} lead={t('procedures.exports.lead')}>
          <Exports procedures={procedures} />
        </Section>
        <Section id="also" title={t('procedures.also.title')}>
          <Also procedures={procedures} />
        </Section>
      </div>
      <Section id="chapters" title={t('procedures.chapters')} lead={t('procedures.chaptersLead')}>
        <Chapters controls={procedures.controls} />
      </Section>
    </>
  );
}

/** What was typed somewhere and not saved yet: said here, because one may have left the chapter by mistake. */
function UnsavedNotice() {
  const { t } = useTranslation();
  const ids = useUnsavedIds(useUnsaved());
  if (ids.length === 0) return null;
  return (
    <Notice kind="warn" title={t('procedures.unsaved')}>
      <p className="small">
        {t('procedures.unsavedBody')} <ClauseNumbers ids={ids} />
      </p>
    </Notice>
  );
}

function Also({ procedures }: { procedures: Procedures }) {
  const { t } = useTranslation();
  const base = procedures.inForce === null ? 'sample' : 'in-force';
  const rows = [
    [
      <Link key="in-force" to="/procedures/in-force">
        {t('procedures.also.inForce')}
      </Link>,
      t('procedures.also.inForceSaid'),
    ],
    [
      <Link key="versions" to="/procedures/versions">
        {t('procedures.also.versions')}
      </Link>,
      t('procedures.also.versionsSaid'),
    ],
    [
      <Link key="compare" to="/procedures/compare" search={{ from: base, to: 'draft' }}>
        {t('procedures.also.compare')}
      </Link>,
      t('procedures.also.compareSaid'),
    ],
    [
      <Link key="statement" to="/procedures/statement">
        {t('procedures.also.statement')}
      </Link>,
      t('procedures.also.statementSaid'),
    ],
    [
      <Link key="leaflets" to="/procedures/leaflets">
        {t('procedures.also.leaflets')}
      </Link>,
      t('procedures.also.leafletsSaid'),
    ],
    [
      <Link key="acknowledgements" to="/procedures/acknowledgements">
        {t('procedures.also.acknowledgements')}
      </Link>,
      t('procedures.also.acknowledgementsSaid'),
    ],
    [
      <Link key="start" to="/procedures/start">
        {t('procedures.also.start')}
      </Link>,
      t('procedures.also.startSaid'),
    ],
  ] as const;
  return (
    <ul className={classes.also}>
      {rows.map(([link, said]) => (
        <li key={said}>
          {link}
          <span className="small quiet">{said}</span>
        </li>
      ))}
    </ul>
  );
}

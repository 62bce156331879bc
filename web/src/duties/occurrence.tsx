import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OccurrenceDetail, occurrenceQuery, type Receipt } from '../api/duties.ts';
import { CaseName } from '../cases/of-other.tsx';
import { Answer } from '../pieces/answer.tsx';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import { Done } from './done.tsx';
import classes from './occurrence.module.css';
import { Otherwise } from './otherwise.tsx';
import { RecordForm } from './record.tsx';
import { SheetView } from './sheet.tsx';
import { Due, Escalation, Party, State } from './state.tsx';
import { Earlier, Trail } from './trail.tsx';
import { type Act, useReceipt } from './use-receipt.ts';

/** One occurrence of a duty: why and how, what the machine laid out, the record, and all that happened to it. */
export function OccurrencePage() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id } = useParams({ from: '/inside/duties/$id' });
  const query = useQuery(occurrenceQuery(id));
  const { data } = query;
  return (
    <Page
      key={id}
      eyebrow={<Link to="/duties">{t('duties.title')}</Link>}
      title={data === undefined ? t('duties.occurrence') : `${say(data.title)} ${say(data.about)}`}
    >
      <Answer query={query} what={t('duties.occurrence')}>
        {(occurrence) => <Body key={id} occurrence={occurrence} />}
      </Answer>
    </Page>
  );
}

function Body({ occurrence }: { occurrence: OccurrenceDetail }) {
  const { t } = useTranslation();
  const { receipt, told } = useReceipt();
  const [isOvertaken, setOvertaken] = useState(false);
  const isOpen = occurrence.state === 'open' || occurrence.state === 'overdue';
  return (
    <>
      {receipt !== null && <Told receipt={receipt} of={occurrence.case} />}
      {isOvertaken && (
        <Notice kind="error" title={t('duties.overtaken')}>
          {t('duties.overtakenBody')}
        </Notice>
      )}
      <Head occurrence={occurrence} />
      <How occurrence={occurrence} isOpen={isOpen} />
      {isOpen && occurrence.canAct ? (
        <RecordForm occurrence={occurrence} told={told} overtaken={() => setOvertaken(true)} />
      ) : (
        <>
          {isOpen && <Notice kind="info">{t('duties.notYours')}</Notice>}
          {occurrence.state === 'waiting' && <Notice kind="info">{t('duties.notYet')}</Notice>}
          {occurrence.sheet !== null && <SheetView sheet={occurrence.sheet} isFrozen={!isOpen && occurrence.state !== 'waiting'} />}
          {!isOpen && occurrence.state !== 'waiting' && <Done occurrence={occurrence} />}
        </>
      )}
      {occurrence.canAct && (isOpen || occurrence.state === 'waiting') && (
        <Otherwise key={occurrence.revision} occurrence={occurrence} told={told} />
      )}
      <Section title={t('duties.trail')} lead={t('duties.trailLead')}>
        <Trail events={occurrence.events} />
      </Section>
      <Section title={t('duties.earlier')}>
        <Earlier occurrence={occurrence} />
      </Section>
    </>
  );
}

/** The receipt of what was just done. */
function Told({ receipt: { act, ledgerSeq }, of }: { receipt: Receipt & { act: Act }; of: OccurrenceDetail['case'] }) {
  const { t } = useTranslation();
  return (
    <Notice kind="done" title={t(`duties.done.${act}`)}>
      <p>
        {t('duties.receipt')}{' '}
        <Link to="/evidence/$seq" params={{ seq: String(ledgerSeq) }}>
          {t('duties.ledgerSeq', { seq: ledgerSeq.toLocaleString() })}
        </Link>
      </p>
      {/* What was recorded is a step of a case: there it goes on. */}
      {of?.mayRead ? (
        <LinkButton to="/cases/$id" params={{ id: of.id }} variant="outline" size="compact-md">
          {t('cases.backToCase', { number: of.number })}
        </LinkButton>
      ) : (
        <Link to="/duties">{t('duties.back')}</Link>
      )}
    </Notice>
  );
}

function Head({ occurrence }: { occurrence: OccurrenceDetail }) {
  const { t } = useTranslation();
  const { roles } = useMe();
  const { say } = useSaid();
  const { state, escalation, owner, deputy, clauses, recurrence, nominalOn, dueOn, dueAt, closedAt, duty } = occurrence;
  return (
    <>
      {state === 'overdue' && (
        <Notice kind="error" title={t('duties.overdueTitle')}>
          <p>{t(`duties.escalationLead.${escalation >= 2 ? 'management' : escalation === 1 ? 'committee' : 'owner'}`)}</p>
        </Notice>
      )}
      <dl className={`facts ${classes.facts}`}>
        <dt>{t('duties.state')}</dt>
        <dd className="row">
          <State state={state} />
          {state === 'overdue' && <Escalation escalation={escalation} />}
        </dd>
        <dt>{t('duties.dueOn')}</dt>
        <dd>
          <Due occurrence={occurrence} />
          {isWithinTheDay(dueAt) && (
            <>
              {' '}
              <When at={dueAt} />
            </>
          )}
          {nominalOn !== dueOn && <span className="quiet"> {t('duties.nominal', { date: nominalOn })}</span>}
        </dd>
        {closedAt !== null && (
          <>
            <dt>{t('duties.closedAt')}</dt>
            <dd>
              <When at={closedAt} />
            </dd>
          </>
        )}
        <dt>{t('duties.owner')}</dt>
        <dd>
          <Party party={owner} deputy={deputy} />
        </dd>
        {occurrence.case !== null && (
          <>
            <dt>{t('cases.ofDuty')}</dt>
            <dd>
              <CaseName of={occurrence.case} />
              {closedAt === null && <span className="small quiet"> {t('cases.dutyOfCase', { number: occurrence.case.number })}</span>}
            </dd>
          </>
        )}
        <dt>{t('duties.rhythm')}</dt>
        <dd>
          {say(recurrence)}{' '}
          {isReader(roles) && (
            <Link to="/duties/definitions" hash={duty} className="no-print">
              {t('duties.toDefinition')}
            </Link>
          )}
        </dd>
        <dt>{t('duties.clauses')}</dt>
        <dd>
          <ClauseLinks ids={clauses} />
        </dd>
      </dl>
    </>
  );
}

/** A limit in hours ends within a day of the company; every other at the end of its day. */
const isWithinTheDay = (iso: string): boolean => !/T(14:59|15:00)/.test(iso);

function How({ occurrence, isOpen }: { occurrence: OccurrenceDetail; isOpen: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <details className={classes.how} open={isOpen}>
      <summary>{t('duties.how')}</summary>
      <p>{say(occurrence.purpose)}</p>
      <ol className={classes.steps}>
        {occurrence.steps.map((step) => (
          <li key={step.ja}>{say(step)}</li>
        ))}
      </ol>
    </details>
  );
}

import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseDetailView, type CaseNextStep, doStep } from '../api/cases.ts';
import { ApiError } from '../api/client.ts';
import { LinkButton } from '../pieces/link.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { useMe } from '../shell/me.tsx';
import classes from './case.module.css';
import { StepForm } from './step-form.tsx';
import { Until } from './waits.tsx';

/** What leads on from here: forms of what the reader can do, and who or what does the rest. */
export function Next({ detail, done }: { detail: CaseDetailView; done: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const acts = detail.next.filter(({ mayDo }) => mayDo);
  const others = detail.next.filter(({ mayDo }) => !mayDo);
  // Where it waits for other people, what the reader could do besides is an exception: it stands below, behind its name.
  const mine = detail.waitsForMe || others.every(({ way }) => way === 'machine');
  const forms = acts.length > 0 && <Acts key={detail.state.id} detail={detail} steps={acts} open={mine} done={done} />;
  return (
    <Section title={t('cases.next.title')}>
      {detail.next.length === 0 && <p className="quiet">{t(detail.endedAt === null ? 'cases.next.none' : 'cases.next.ended')}</p>}
      {mine && forms}
      {others.length > 0 && (
        <ul className={classes.others} aria-label={t('cases.next.others')}>
          {others.map((step) => (
            <li key={step.step}>
              <Other step={step} request={detail.request} />
            </li>
          ))}
        </ul>
      )}
      {!mine && forms}
      {me.roles.includes('auditor') && detail.next.length > 0 && <p className="small quiet">{t('cases.next.auditor')}</p>}
    </Section>
  );
}

interface ActsProps {
  detail: CaseDetailView;
  steps: readonly CaseNextStep[];
  /** Whether the first stands open; the others wait behind their names. */
  open: boolean;
  done: () => void;
}

/** What changed while somebody wrote is pointed at before anything is sent. */
function Acts({ detail, steps, open, done }: ActsProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [seen, setSeen] = useState(detail.revision);
  const stale = seen !== detail.revision;
  return (
    <div className="stack no-print">
      {stale && (
        <Notice kind="warn" title={t('cases.next.changed')}>
          <p>{t('cases.next.changedBody')}</p>
          <Button variant="outline" onClick={() => setSeen(detail.revision)}>
            {t('cases.next.looked')}
          </Button>
        </Notice>
      )}
      {steps.map((step, index) =>
        open && steps.length === 1 ? (
          <div key={step.step} className={classes.act}>
            <h3 className={classes.actTitle}>{say(step.title)}</h3>
            <Act detail={detail} step={step} stale={stale} done={done} seen={setSeen} />
          </div>
        ) : (
          <details key={step.step} className={classes.act} open={open && index === 0} name="case-act">
            <summary>{say(step.does)}</summary>
            <Act detail={detail} step={step} stale={stale} done={done} seen={setSeen} />
          </details>
        ),
      )}
    </div>
  );
}

interface ActProps {
  detail: CaseDetailView;
  step: CaseNextStep;
  stale: boolean;
  done: () => void;
  seen: (revision: number) => void;
}

function Act({ detail: { id, revision }, step, stale, done, seen }: ActProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(['cases', 'today', 'duties', 'requests', 'registers', 'board'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  return (
    <>
      {step.hint !== null && <p className={classes.hint}>{say(step.hint)}</p>}
      <StepForm
        draft={`${id}.${step.step}`}
        fields={step.fields}
        file={step.file}
        does={say(step.does)}
        note={step.stepUp ? t('cases.next.decision') : undefined}
        blocked={stale}
        send={(given) => doStep(id, step.stepUp, { step: step.step, revision, ...given })}
        sent={async (receipt) => {
          seen(receipt.revision);
          done();
          scrollTo({ top: 0 });
          await refresh();
        }}
        refused={(error) => {
          // Somebody was first: what stands now comes onto the page, and what changed is pointed at.
          if (error instanceof ApiError && (error.code === 'conflict' || error.code === 'wrong-state')) void refresh();
        }}
      />
    </>
  );
}

/** A sentence: who does it, or that it goes on by itself; with the way there. */
function Other({ step, request }: { step: CaseNextStep; request: string | null }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { way, occurrence, who, because } = step;
  const roles = who.length === 0 ? t('cases.anyone') : who.map(say).join(t('control.and'));
  if (way === 'machine') return <Line title={say(step.title)}>{because !== null && <span>{say(because)}</span>}</Line>;
  if (way === 'request')
    return (
      <Line title={say(step.title)}>
        <span>{t('cases.next.request')}</span>{' '}
        {request !== null && (
          <Link to="/requests/$id" params={{ id: request }} className="target">
            {t('cases.next.toRequest')}
          </Link>
        )}
      </Line>
    );
  if (way === 'duty' && occurrence !== null)
    return (
      <Line title={say(step.title)}>
        <span>
          {say(occurrence.owner)} <Until waiting={occurrence} />
        </span>
        <LinkButton to="/duties/$id" params={{ id: occurrence.occurrence }} variant="outline" size="compact-md">
          {t('cases.next.toDuty')}
        </LinkButton>
      </Line>
    );
  return (
    <Line title={say(step.title)}>
      {way === 'act' && because !== null ? <span>{say(because)}</span> : <span>{t('cases.by', { who: roles })}</span>}
      {way === 'duty' && <span className="small quiet">{t('cases.next.dutySoon')}</span>}
    </Line>
  );
}

function Line({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <b>{title}</b>
      <span className={classes.otherBody}>{children}</span>
    </>
  );
}

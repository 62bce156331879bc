import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { companyQuery, type Interview, interviewQuery, type Step } from '../api/company.ts';
import { draftQuery } from '../api/procedures.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import type { Ground, Typed } from './answers.ts';
import { Finished } from './finished.tsx';
import classes from './interview.module.css';
import { finishedId, Progress } from './progress.tsx';
import { StepForm } from './step-form.tsx';

/** From nothing to a draft of the procedures: one step a screen, to be left and taken up again at any time. */
export function InterviewPage() {
  const { t } = useTranslation();
  const company = useQuery(companyQuery);
  const interview = useQuery(interviewQuery);
  const draft = useQuery(draftQuery);
  return (
    <Page title={t('interview.title')} lead={t('interview.lead')}>
      <Answer query={interview} what={t('interview.title')}>
        {(state) => (
          <Answer query={company} what={t('company.title')}>
            {(facts) => (
              <Answer query={draft} what={t('interview.draft')}>
                {(now) => <Steps interview={state} ground={{ company: facts, draft: now }} />}
              </Answer>
            )}
          </Answer>
        )}
      </Answer>
    </Page>
  );
}

const isOpen = ({ questions }: Step): boolean => questions.some(({ answeredAt }) => answeredAt === null);

/** The address carries the step behind its #, so that the browser's own way back works. */
function Steps({ interview, ground }: { interview: Interview; ground: Ground }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const canAnswer = isAdministrator(useMe().roles);
  // What was typed and not saved stays while a person goes back and forth.
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const { steps } = interview;
  const first = steps.filter(({ later }) => !later);
  const firstOpen = first.find(isOpen)?.id ?? finishedId;
  // Where one begins is decided once: an answer must not pull the page on to another step.
  const [start] = useState(firstOpen);
  const current = hash === finishedId || steps.some(({ id }) => id === hash) ? hash : start;
  const step = steps.find(({ id }) => id === current);
  useEffect(() => {
    if (hash !== current) void navigate({ to: '/procedures/start', hash: current, replace: true });
  }, [hash, current, navigate]);
  const go = (to: string) => {
    void navigate({ to: '/procedures/start', hash: to });
    window.scrollTo({ top: 0 });
  };
  const after = (id: string): string => {
    const order = steps.find((each) => each.id === id)?.later ? steps.filter(({ later }) => later) : first;
    return order[order.findIndex((each) => each.id === id) + 1]?.id ?? finishedId;
  };
  const before = (id: string): string | null => {
    const at = steps.findIndex((each) => each.id === id);
    if (steps[at]?.later) return finishedId;
    return at > 0 ? steps[at - 1]!.id : null;
  };
  return (
    <div className={classes.frame}>
      <Progress interview={interview} current={current} firstOpen={firstOpen} />
      {!canAnswer && <Notice kind="info">{t('interview.readOnly')}</Notice>}
      {step === undefined ? (
        <Finished interview={interview} />
      ) : (
        <StepForm
          key={step.id}
          step={step}
          number={first.indexOf(step) + 1}
          ground={ground}
          canAnswer={canAnswer}
          typed={typed}
          setTyped={setTyped}
          next={() => go(after(step.id))}
          back={before(step.id) === null ? null : () => go(before(step.id)!)}
        />
      )}
    </div>
  );
}

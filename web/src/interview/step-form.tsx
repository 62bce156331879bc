import { Button, Checkbox } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step } from '../api/company.ts';
import { SaidFault } from '../company/said-fault.tsx';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { AppliesAgain } from './applies-again.tsx';
import classes from './interview.module.css';
import { QuestionField } from './question.tsx';
import { type StepState, useStepAnswers } from './step-answers.ts';

interface StepFormProps extends StepState {
  number: number;
  canAnswer: boolean;
  back: (() => void) | null;
}

/** One step: its questions, taken over as suggested with one button, or answered and saved. Nothing is lost on the way. */
export function StepForm({ number, canAnswer, back, ...state }: StepFormProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const form = useRef<HTMLDivElement>(null);
  const [necessity, setNecessity] = useState(true);
  const { step, ground, next } = state;
  const { questions } = step;
  const answers = useStepAnswers(state, necessity);
  const { save, tried } = answers;
  const lacking = questions.filter((question) => !answers.readOf(question).ok).length;
  const orShow = (isWhole: boolean) => {
    if (!isWhole) setTimeout(() => showFirstFault(form.current));
  };
  return (
    <div ref={form}>
      <Form className={classes.step} label={say(step.title)} onSubmit={() => orShow(answers.submit())}>
        <Head step={step} number={number} />
        {step.id === 'applicability' && <AppliesAgain draft={ground.draft} canAnswer={canAnswer} />}
        {questions.length === 0 && <Notice kind="info">{t('interview.nothingToConfirm')}</Notice>}
        <fieldset className={classes.questions} disabled={!canAnswer || save.isPending}>
          <legend className="unseen">{say(step.title)}</legend>
          {questions.map((question) => {
            const read = answers.readOf(question);
            return (
              <QuestionField
                key={question.id}
                question={question}
                ground={ground}
                typed={answers.typedOf(question)}
                fault={tried && !read.ok ? read.fault : undefined}
                onChange={(value) => answers.type(question, value)}
              />
            );
          })}
          {step.id === 'owners' && (
            <Checkbox
              label={t('interview.necessity')}
              description={t('interview.necessityHint')}
              checked={necessity}
              onChange={(event) => setNecessity(event.currentTarget.checked)}
            />
          )}
        </fieldset>
        {tried && lacking > 0 && <Notice kind="error">{t('interview.lacking', { count: lacking })}</Notice>}
        <SaidFault error={save.error} />
        {save.isPending && (
          <p className="small quiet" role="status">
            {t('interview.saving')}
          </p>
        )}
        <Acts
          isEmpty={questions.length === 0}
          canAnswer={canAnswer}
          isPending={save.isPending}
          back={back}
          later={canAnswer ? answers.later : next}
          acceptAll={() => orShow(answers.acceptAll())}
        />
      </Form>
    </div>
  );
}

/** The first field that needs something comes into sight and takes the focus. */
function showFirstFault(form: HTMLElement | null): void {
  const found = form?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"], .mantine-InputWrapper-error');
  found?.scrollIntoView({ block: 'center' });
  if (found?.matches('input, textarea, select')) found.focus({ preventScroll: true });
}

function Head({ step, number }: { step: Step; number: number }) {
  const { say } = useSaid();
  return (
    <header>
      <h2>
        {number > 0 && <span className="number">{number}. </span>}
        {say(step.title)}
      </h2>
      <p className="quiet">{say(step.lead)}</p>
    </header>
  );
}

interface ActsProps {
  isEmpty: boolean;
  canAnswer: boolean;
  isPending: boolean;
  back: (() => void) | null;
  later: () => void;
  acceptAll: () => void;
}

function Acts({ isEmpty, canAnswer, isPending, back, later, acceptAll }: ActsProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.acts}>
      {back !== null && (
        <Button variant="default" onClick={back} disabled={isPending}>
          {t('interview.back')}
        </Button>
      )}
      <span className={classes.gap} />
      {!(isEmpty && canAnswer) && (
        <Button variant="subtle" onClick={later} disabled={isPending}>
          {t(canAnswer ? 'interview.skip' : 'action.next')}
        </Button>
      )}
      {canAnswer && !isEmpty && (
        <Button variant="outline" onClick={acceptAll} disabled={isPending}>
          {t('interview.acceptAll')}
        </Button>
      )}
      {canAnswer && (
        <Button type="submit" loading={isPending}>
          {t(isEmpty ? 'action.next' : 'interview.saveAndNext')}
        </Button>
      )}
    </div>
  );
}

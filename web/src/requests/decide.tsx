import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import type { Cells } from '../api/mechanism-types.ts';
import { decideRequest, type RequestDecision, type RequestDetail } from '../api/requests.ts';
import { FieldForm } from '../pieces/field-form.tsx';
import { fieldProblems } from '../pieces/field-problems.ts';
import { focusProblem } from '../pieces/focus-problem.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { Changed } from './changed.tsx';
import type { Done } from './done.ts';
import { RequestFault } from './fault.tsx';
import { missingIn, nothingMissing, stillMissing } from './missing.ts';
import classes from './requests.module.css';

interface DecideProps {
  request: RequestDetail;
  /** What the reader had before the eyes when the page was opened. */
  seen: RequestDetail;
  onSeen: (request: RequestDetail) => void;
  done: (done: Done) => void;
}

const commentCharsMax = 1000;

/**
 * The approver's part. A routine approval is one tap here and one for the second factor; refusing and returning ask for words
 * first. What changed after the page was opened has to be looked at before anything can be decided.
 */
export function Decide({ request, seen, onSeen, done }: DecideProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('requests.decide.title')}>
      {request.revision === seen.revision ? (
        <DecideForm request={request} done={done} />
      ) : (
        <Changed before={seen} after={request} looked={() => onSeen(request)} />
      )}
    </Section>
  );
}

function DecideForm({ request, done }: { request: RequestDetail; done: (done: Done) => void }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [assessment, setAssessment] = useState<Cells>({});
  const [missing, setMissing] = useState(nothingMissing);
  const [refusing, setRefusing] = useState<'deny' | 'return' | null>(null);
  const decide = useDecide(request, done);
  const { error } = decide;
  const problems = { ...missing, ...fieldProblems(error) };
  // Asked once, of the first who says yes; whoever comes after reads it above.
  const asked = request.assessment === null && request.acts.includes('approve') ? request.assessmentFields : [];
  const approve = () => {
    if (decide.isPending || !request.acts.includes('approve')) return;
    const blank = missingIn(asked, assessment, t('requests.form.fill'));
    setMissing(blank);
    if (Object.keys(blank).length === 0) decide.mutate({ decision: 'approve', comment: '', assessment: copyOf(assessment) });
    else requestAnimationFrame(() => focusProblem(place.current));
  };
  useEffect(() => {
    if (error !== null) focusProblem(place.current);
  }, [error]);
  return (
    <div ref={place} className="stack">
      <Form className="stack" onSubmit={approve}>
        {asked.length > 0 && (
          <FieldForm
            fields={asked}
            values={assessment}
            problems={problems}
            said={request.said}
            onChange={(values) => {
              setMissing((old) => stillMissing(old, values));
              setAssessment(values);
            }}
          />
        )}
        {Object.keys(problems).length > 0 ? (
          <Notice kind="error" title={t('fill.check', { count: Object.keys(problems).length })} />
        ) : (
          <RequestFault error={error} />
        )}
        {refusing === null && <Buttons acts={request.acts} pending={decide.isPending} refuse={setRefusing} />}
      </Form>
      {refusing !== null && (
        <Refuse
          key={refusing}
          act={refusing}
          pending={decide.isPending}
          send={(comment) => decide.mutate({ decision: refusing, comment, assessment: {} })}
          cancel={() => setRefusing(null)}
        />
      )}
    </div>
  );
}

/** To approve is one tap; the other two ask for words first. */
function Buttons({ acts, pending, refuse }: { acts: RequestDetail['acts']; pending: boolean; refuse: (act: 'deny' | 'return') => void }) {
  const { t } = useTranslation();
  return (
    <div className={`${classes.bar} ${classes.fixed}`}>
      {acts.includes('approve') && (
        <Button type="submit" size="md" className={classes.main} loading={pending}>
          {t('requests.decide.approve')}
        </Button>
      )}
      {(['return', 'deny'] as const)
        .filter((act) => acts.includes(act))
        .map((act) => (
          <Button key={act} size="md" variant="default" disabled={pending} onClick={() => refuse(act)}>
            {t(`requests.decide.${act}`)}
          </Button>
        ))}
    </div>
  );
}

const copyOf = (cells: Cells): RequestDecision['assessment'] =>
  Object.fromEntries(Object.entries(cells).map(([id, cell]) => [id, Array.isArray(cell) ? [...cell] : cell]));

function useDecide(request: RequestDetail, done: (done: Done) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: Omit<RequestDecision, 'revision'>) => decideRequest(request.id, { ...decision, revision: request.revision }),
    onSuccess: async (_, { decision }) => {
      await client.invalidateQueries({ queryKey: ['requests'] });
      done(decision);
    },
    onError: async (error) => {
      // Another was first, or the form changed: what stands now comes onto the page, and what changed is pointed at.
      if (error instanceof ApiError && (error.code === 'conflict' || error.code === 'wrong-state'))
        await client.invalidateQueries({ queryKey: ['requests'] });
    },
  });
}

/** Why it is returned or refused: whoever asked must know what to do now. */
function Refuse({
  act,
  pending,
  send,
  cancel,
}: {
  act: 'deny' | 'return';
  pending: boolean;
  send: (comment: string) => void;
  cancel: () => void;
}) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (comment.trim() !== '' && !pending) send(comment.trim());
      }}
    >
      <Textarea
        label={t(`requests.decide.${act}Comment`)}
        description={t(`requests.decide.${act}Hint`)}
        autoFocus
        rows={3}
        maxLength={commentCharsMax}
        value={comment}
        error={tried && comment.trim() === '' ? t('requests.decide.needComment') : undefined}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <div className={classes.bar}>
        <Button type="submit" size="md" color={act === 'deny' ? 'red' : undefined} loading={pending}>
          {t(`requests.decide.${act}Now`)}
        </Button>
        <Button size="md" variant="subtle" color="dark" disabled={pending} onClick={cancel}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

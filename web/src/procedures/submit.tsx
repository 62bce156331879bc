import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import {
  type Comparison,
  compareQuery,
  type Procedures,
  type Submission,
  submitDraft,
  touchedKeys,
  type VersionSummary,
} from '../api/procedures.ts';
import { Answer } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { reasonCharsMax } from './clause-draft.ts';
import { ClauseNumbers } from './clause-numbers.tsx';
import classes from './procedures.module.css';
import { useUnsaved, useUnsavedIds } from './use-unsaved.ts';

interface SubmitProps {
  procedures: Procedures;
  done: (version: VersionSummary) => void;
}

/** First what will be decided on, in one look; then the form that hands it to the committee. */
export function SubmitSection({ procedures, done }: SubmitProps) {
  const { t } = useTranslation();
  const stops = procedures.draft.problems.filter((problem) => problem.level === 'stop').length;
  const base = procedures.inForce === null ? 'sample' : 'in-force';
  const query = useQuery(compareQuery(base, 'draft'));
  return (
    <Section id="submit" title={t('procedures.submit.title')} lead={t('procedures.submit.lead')}>
      <Answer query={query} what={t('procedures.submit.summary')}>
        {(comparison) => <Summary comparison={comparison} base={base} />}
      </Answer>
      {stops > 0 ? (
        <Notice kind="warn">
          <p>{t('procedures.submit.stopped', { count: stops })}</p>
          <a href="#problems">{t('procedures.next.repair.act')}</a>
        </Notice>
      ) : (
        <SubmitForm procedures={procedures} done={done} />
      )}
    </Section>
  );
}

function Summary({ comparison, base }: { comparison: Comparison; base: 'sample' | 'in-force' }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const laxer = comparison.values.filter((value) => value.laxer && value.after !== null);
  const off = comparison.clauses.filter((clause) => clause.after?.adoption === 'not-applicable');
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{t('procedures.submit.clauses')}</dt>
        <dd>
          {t('procedures.submit.count', { count: comparison.clauses.length })}
          {off.length > 0 && <span className="small"> {t('procedures.submit.ofThemOff', { count: off.length })}</span>}
        </dd>
        <dt>{t('procedures.submit.values')}</dt>
        <dd>{t('procedures.submit.count', { count: comparison.values.length })}</dd>
        <dt>{t('procedures.submit.controls')}</dt>
        <dd>{t('procedures.submit.count', { count: comparison.controls.length })}</dd>
      </dl>
      {laxer.length > 0 && (
        <div className={classes.laxer}>
          <p className="small">
            <b>{t('procedures.submit.laxer', { count: laxer.length })}</b>
          </p>
          <ul className="small">
            {laxer.map((value) => (
              <li key={value.id}>
                {say(value.title)}: {value.before === null ? '' : `${say(value.before)} → `}
                <b>{value.after === null ? '' : say(value.after)}</b>{' '}
                <span className="quiet">{t('procedures.submit.because', { reason: value.reason ?? '' })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <Link to="/procedures/compare" search={{ from: base, to: 'draft' }}>
          {t('procedures.submit.compare')}
        </Link>
      </p>
    </div>
  );
}

/** Hands in what the person has read: a change that comes in while they write must be seen before it goes to the committee. */
function useSubmission({ procedures, done }: SubmitProps, begun: boolean) {
  const client = useQueryClient();
  const { revision } = procedures.draft;
  const [seen, setSeen] = useState(revision);
  const submit = useMutation({
    mutationFn: (wanted: Omit<Submission, 'revision'>) => submitDraft({ revision: seen, ...wanted }),
    onSuccess: (version) => done(version),
    onSettled: () => Promise.all(touchedKeys.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  const { isIdle, reset } = submit;
  useEffect(() => {
    if (isIdle && !begun) setSeen(revision);
  }, [revision, isIdle, begun]);
  const look = () => {
    setSeen(revision);
    reset();
  };
  return { submit, moved: seen !== revision, look };
}

function SubmitForm(props: SubmitProps) {
  const { t } = useTranslation();
  const { inForce, upcoming } = props.procedures;
  const first = inForce === null && upcoming === null;
  const today = dayOf(new Date());
  const [kind, setKind] = useState<Submission['kind']>(first ? 'major' : 'minor');
  const [effectiveOn, setEffectiveOn] = useState(today);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { submit, moved, look } = useSubmission(props, note !== '');
  const noDay = effectiveOn === '' || effectiveOn < today;
  const handIn = () => {
    setTried(true);
    if (!noDay && note.trim() !== '' && !moved && !submit.isPending) submit.mutate({ kind, effectiveOn, note });
  };
  return (
    <Form className="stack" label={t('procedures.submit.title')} onSubmit={handIn}>
      <Before moved={moved} look={look} error={submit.error} />
      {first ? <p>{t('procedures.submit.first')}</p> : <KindField kind={kind} set={setKind} />}
      <div className="fields">
        <TextInput
          type="date"
          label={t('procedures.submit.effectiveOn')}
          description={t('procedures.submit.effectiveHint')}
          min={today}
          value={effectiveOn}
          style={{ maxWidth: '26rem' }}
          error={tried && noDay ? t('procedures.submit.needDay') : undefined}
          onChange={(event) => setEffectiveOn(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label={t('procedures.submit.note')}
        description={t('procedures.submit.noteHint')}
        required
        rows={3}
        maxLength={reasonCharsMax}
        value={note}
        error={tried && note.trim() === '' ? t('procedures.submit.needNote') : undefined}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={submit.isPending} disabled={moved}>
          {t('procedures.submit.act')}
        </Button>
      </div>
    </Form>
  );
}

function KindField({ kind, set }: { kind: Submission['kind']; set: (kind: Submission['kind']) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('procedures.submit.kind')} value={kind} onChange={(chosen) => set(chosen as Submission['kind'])}>
      <div className="stack" style={{ gap: '0.5rem', marginTop: '0.4rem' }}>
        <Radio value="minor" label={t('procedures.submit.minor')} description={t('procedures.submit.minorHint')} />
        <Radio value="major" label={t('procedures.submit.major')} description={t('procedures.submit.majorHint')} />
      </div>
    </Radio.Group>
  );
}

/** What to know before handing in: something typed elsewhere is not in the draft, or the draft is no longer what was read. */
function Before({ moved, look, error }: { moved: boolean; look: () => void; error: unknown }) {
  const { t } = useTranslation();
  const unsaved = useUnsavedIds(useUnsaved());
  const refused = error instanceof ApiError && error.code === 'conflict';
  return (
    <>
      {unsaved.length > 0 && (
        <Notice kind="warn" title={t('procedures.unsaved')}>
          <p className="small">
            {t('procedures.submit.unsaved')} <ClauseNumbers ids={unsaved} />
          </p>
        </Notice>
      )}
      {moved && (
        <Notice kind="error" title={t('procedures.submit.moved')}>
          <p className="small">{t('procedures.submit.movedBody')}</p>
          <Button variant="outline" size="compact-sm" onClick={look}>
            {t('procedures.submit.movedSeen')}
          </Button>
        </Notice>
      )}
      {!(refused && moved) && <Fault error={error} />}
    </>
  );
}

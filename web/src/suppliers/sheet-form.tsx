import { Button, Checkbox, FileButton, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AnsweringSheet,
  downloadExcel,
  importExcel,
  type SheetAnswers,
  type SheetEvidence,
  saveSheet,
  submitSheet,
} from '../api/supplier-sheet.ts';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import classes from './answer.module.css';
import { Frame, Wrong } from './frame.tsx';
import { isAnswered, noAnswer, Question } from './question.tsx';

/** So long after the last key a draft is saved by itself. */
const saveAfterMs = 3_000;

/** The sheet itself: questions by group, saved while they are answered, handed in once. */
export function SheetForm({ session, sheet, again }: { session: string; sheet: AnsweringSheet; again: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [evidence, setEvidence] = useState<readonly SheetEvidence[]>(sheet.evidence);
  const draft = useDraft(session, sheet);
  const questions = sheet.groups.flatMap((group) => group.questions);
  const open = questions.filter((question) => !isAnswered(question, draft.answers[question.id] ?? noAnswer));
  if (sheet.state === 'submitted') return <Done sheet={sheet} />;
  return (
    <Frame title={t('sheet.title')}>
      <div className={classes.facts}>
        <span>{t('sheet.from', { company: sheet.company })}</span>
        <span>{t('sheet.to', { name: sheet.contact })}</span>
        <b>{t('sheet.due', { date: sheet.dueOn })}</b>
      </div>
      <p>{t('sheet.lead')}</p>
      <Excel session={session} draft={draft} again={again} />
      {sheet.groups.map((group) => (
        <section key={group.id} className={classes.group}>
          <h2 className={classes.groupTitle}>{say(group.title)}</h2>
          {group.questions.map((question) => (
            <Question
              key={question.id}
              question={question}
              answer={draft.answers[question.id] ?? noAnswer}
              evidence={evidence.filter((file) => file.question === question.id)}
              session={session}
              noteCharsMax={sheet.limits.noteCharsMax}
              onAnswer={(answer) => draft.set({ ...draft.answers, [question.id]: answer })}
              onEvidence={(files) => setEvidence([...evidence.filter((file) => file.question !== question.id), ...files])}
            />
          ))}
        </section>
      ))}
      <HandIn session={session} draft={draft} again={again} left={open.length} />
      <div className={classes.bar}>
        <span role="status">{t('sheet.left', { left: open.length, all: questions.length })}</span>
        {open[0] !== undefined && (
          <a href={`#q-${open[0].id}`} onClick={(event) => jump(event, `q-${open[0]!.id}`)}>
            {t('sheet.toFirst')}
          </a>
        )}
        <Button variant="default" size="compact-md" loading={draft.saving} onClick={() => void draft.save()}>
          {t('sheet.save')}
        </Button>
        <span className="small quiet">{draft.dirty ? t('sheet.unsaved') : draft.saved ? t('sheet.saved') : ''}</span>
      </div>
      <Wrong error={draft.error} />
    </Frame>
  );
}

/** The address keeps nothing: behind its # stands the secret of a link. */
function jump(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault();
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'start' });
  place?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
}

type Draft = ReturnType<typeof useDraft>;

/** Answers as they are written, and their way to the server: one save at a time, each over the revision before it. */
function useDraft(session: string, sheet: AnsweringSheet) {
  const [answers, setAnswers] = useState<SheetAnswers>(sheet.answers);
  const [dirty, setDirty] = useState(false);
  const [saved, setSaved] = useState(sheet.savedAt !== null);
  const revision = useRef(sheet.revision);
  const latest = useRef(answers);
  const mutation = useMutation({
    mutationFn: async () => {
      const sent = latest.current;
      const answer = await saveSheet(session, revision.current, sent);
      revision.current = answer.revision;
      setSaved(true);
      if (latest.current === sent) setDirty(false);
    },
    // Two of them never run at once.
    scope: { id: `sheet-${session}` },
  });
  const { mutateAsync, isError } = mutation;
  useEffect(() => {
    if (!dirty || isError || answers !== latest.current) return;
    const timer = setTimeout(() => void mutateAsync().catch(() => undefined), saveAfterMs);
    return () => clearTimeout(timer);
  }, [answers, dirty, isError, mutateAsync]);
  return {
    answers,
    dirty,
    saved,
    saving: mutation.isPending,
    error: mutation.error,
    revision,
    set: (next: SheetAnswers) => {
      latest.current = next;
      setAnswers(next);
      setDirty(true);
    },
    /** True once everything is kept. */
    save: () =>
      mutateAsync().then(
        () => true,
        () => false,
      ),
  };
}

function Excel({ session, draft, again }: { session: string; draft: Draft; again: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const down = useMutation({ mutationFn: async () => ((await draft.save()) ? downloadExcel(session) : undefined) });
  const up = useMutation({
    mutationFn: (file: File) => importExcel(session, draft.revision.current, file),
    onSuccess: (read) => {
      if (read.ok) again();
    },
  });
  return (
    <div className={classes.group}>
      <div className="row">
        <Button variant="default" loading={down.isPending} onClick={() => down.mutate()}>
          {t('sheet.excelDown')}
        </Button>
        <FileButton accept=".xlsx" onChange={(file) => file !== null && up.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={up.isPending}>
              {t('sheet.excelUp')}
            </Button>
          )}
        </FileButton>
      </div>
      <Wrong error={down.error ?? up.error} />
      {up.data?.ok === false && (
        <Notice kind="error" title={t('sheet.excelRefused')}>
          <ul>
            {up.data.problems.map(({ question, says }) => (
              <li key={`${question} ${says.ja}`}>
                {question} {say(says)}
              </li>
            ))}
          </ul>
          {up.data.more > 0 && <p>{t('sheet.more', { count: up.data.more })}</p>}
        </Notice>
      )}
    </div>
  );
}

function HandIn({ session, draft, again, left }: { session: string; draft: Draft; again: () => void; left: number }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [agreed, setAgreed] = useState(false);
  const submit = useMutation({
    mutationFn: async () => {
      if (!(await draft.save())) return;
      await submitSheet(session, draft.revision.current, name.trim());
      again();
    },
  });
  return (
    <section className={classes.submit}>
      <h2 className={classes.groupTitle}>{t('sheet.submitTitle')}</h2>
      <p>{t('sheet.submitLead')}</p>
      <TextInput
        label={t('sheet.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        autoComplete="name"
      />
      <Checkbox label={t('sheet.agree')} checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
      {left > 0 && <Notice kind="info">{t('sheet.leftOver', { count: left })}</Notice>}
      <Wrong error={submit.error} />
      <Button size="lg" loading={submit.isPending} disabled={!agreed || name.trim() === '' || left > 0} onClick={() => submit.mutate()}>
        {t('sheet.submit')}
      </Button>
    </section>
  );
}

/** What was handed in, to be read and kept; nothing can be changed any more. */
function Done({ sheet }: { sheet: AnsweringSheet }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Frame title={t('sheet.doneTitle')}>
      <Notice kind="done" title={t('sheet.done', { date: dayOf(new Date(sheet.submittedAt ?? sheet.until)) })}>
        {t('sheet.receipt', { receipt: sheet.receipt ?? '' })}
      </Notice>
      <p>{t('sheet.doneLead', { company: sheet.company })}</p>
      <div className="row no-print">
        <Button variant="default" onClick={() => print()}>
          {t('sheet.print')}
        </Button>
      </div>
      {sheet.groups.map((group) => (
        <section key={group.id} className={classes.group}>
          <h2 className={classes.groupTitle}>{say(group.title)}</h2>
          <dl className="facts">
            {group.questions.map((question) => {
              const { value, note } = sheet.answers[question.id] ?? noAnswer;
              return (
                <div key={question.id}>
                  <dt>{say(question.text)}</dt>
                  <dd>
                    {value !== null && <b>{t(`sheet.answer.${value}`)}</b>} {note}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </Frame>
  );
}

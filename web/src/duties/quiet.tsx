import { Button, Checkbox, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type QuietQuestion, quietCountQuery, quietQuestionsQuery, recordNoCase } from '../api/duties.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './quiet.module.css';
import { SheetParts } from './sheet.tsx';
import { Due } from './state.tsx';

/** The way to the questions below, for who has any. */
export function QuietLink() {
  const { t } = useTranslation();
  const { data } = useQuery(quietCountQuery);
  if (data === undefined || data.total === 0) return null;
  return (
    <div className="no-print">
      <LinkButton to="/duties" search={{ view: 'quiet' }} variant="outline">
        {t('duties.quiet.toAll', { count: data.total })}
      </LinkButton>
    </div>
  );
}

/** What nobody recorded for long: was there really no case? Ticked one by one, recorded in one go, all or none. */
export function QuietView() {
  const { t } = useTranslation();
  const query = useQuery(quietQuestionsQuery);
  const [recorded, setRecorded] = useState<readonly number[]>([]);
  return (
    <Section id="quiet" title={t('duties.quiet.title')} lead={t('duties.quiet.lead')}>
      {recorded.length > 0 && (
        <Notice kind="done" title={t('duties.quiet.done', { count: recorded.length })}>
          {t('duties.quiet.receipts', { seqs: recorded.join(t('duties.quiet.comma')) })}
        </Notice>
      )}
      <Answer query={query} what={t('duties.quiet.title')}>
        {({ questions }) =>
          questions.length === 0 ? (
            <Empty title={t('duties.quiet.none')}>
              <Link to="/duties">{t('duties.back')}</Link>
            </Empty>
          ) : (
            <Questions questions={questions} told={setRecorded} />
          )
        }
      </Answer>
    </Section>
  );
}

/** As it stood when it was ticked: a question whose sheet is another by now is asked again. */
const seen = ({ revision, sheet }: QuietQuestion): string => `${revision} ${sheet?.digest ?? ''}`;

function Questions({ questions, told }: { questions: readonly QuietQuestion[]; told: (seqs: readonly number[]) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [ticks, setTicks] = useState<ReadonlyMap<string, string>>(new Map());
  const [remark, setRemark] = useState('');
  const [tried, setTried] = useState(false);
  const chosen = questions.filter((question) => ticks.get(question.id) === seen(question));
  const save = useMutation({
    mutationFn: () =>
      recordNoCase({
        occurrences: chosen.map(({ id, revision, sheet }) => ({ id, revision, sheetDigest: sheet?.digest ?? null })),
        remark,
      }),
    onSuccess: async ({ receipts }) => {
      told(receipts.map(({ ledgerSeq }) => ledgerSeq).sort((a, b) => a - b));
      setTicks(new Map());
      setRemark('');
      setTried(false);
      scrollTo({ top: 0 });
      await Promise.all(['duties', 'today', 'board'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
    onError: async (error) => {
      if (error instanceof ApiError && typeof error.params.occurrence === 'string')
        await client.invalidateQueries({ queryKey: quietQuestionsQuery.queryKey });
    },
  });
  const tick = (question: QuietQuestion, isOn: boolean) => {
    const next = new Map(ticks);
    if (isOn) next.set(question.id, seen(question));
    else next.delete(question.id);
    setTicks(next);
    save.reset();
  };
  return (
    <Form
      className="stack"
      label={t('duties.quiet.title')}
      onSubmit={() => {
        setTried(true);
        if (chosen.length > 0 && !save.isPending) save.mutate();
      }}
    >
      <ul className={classes.questions}>
        {questions.map((question) => (
          <Question
            key={question.id}
            question={question}
            isTicked={ticks.get(question.id) === seen(question)}
            tick={(isOn) => tick(question, isOn)}
          />
        ))}
      </ul>
      <Textarea
        label={t('duties.quiet.remark')}
        description={t('duties.quiet.remarkHint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
      <Refused error={save.error} questions={questions} />
      {tried && chosen.length === 0 && save.error === null && <Notice kind="error">{t('duties.quiet.needOne')}</Notice>}
      <div className="row">
        <Button type="submit" size="md" loading={save.isPending}>
          {t('duties.quiet.record', { count: chosen.length })}
        </Button>
        <span className="small quiet">{t('duties.completeHint')}</span>
      </div>
    </Form>
  );
}

/** Nothing was recorded; the one that did not fit is named, and its tick is gone with what it stood on. */
function Refused({ error, questions }: { error: unknown; questions: readonly QuietQuestion[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (!(error instanceof ApiError) || typeof error.params.occurrence !== 'string') return <Fault error={error} />;
  const { occurrence } = error.params;
  const found = questions.find(({ id }) => id === occurrence);
  return (
    <Notice kind="error">
      {found === undefined ? t('duties.quiet.changed') : t('duties.quiet.changedOne', { title: say(found.title) })}
    </Notice>
  );
}

function Question({ question, isTicked, tick }: { question: QuietQuestion; isTicked: boolean; tick: (isOn: boolean) => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id, title, events, since, nominalOn, sheet } = question;
  const wrong = sheet?.sections.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown').length ?? 0;
  return (
    <li className={classes.question}>
      <Checkbox
        size="md"
        label={<b>{say(title)}</b>}
        description={t('duties.quiet.asks', { since, until: nominalOn, events: events.map(say).join(t('duties.quiet.comma')) })}
        checked={isTicked}
        onChange={(event) => tick(event.currentTarget.checked)}
      />
      <p className={classes.around}>
        <span>
          <span className="quiet">{t('duties.dueOn')}</span> <Due occurrence={question} />
        </span>
        <Link to="/duties/$id" params={{ id }} aria-label={t('duties.quiet.hadOneOf', { title: say(title) })}>
          {t('duties.quiet.hadOne')}
        </Link>
      </p>
      {sheet !== null && (
        <details className={classes.sheet}>
          <summary>{wrong === 0 ? t('duties.quiet.sheet') : t('duties.quiet.sheetLook', { count: wrong })}</summary>
          <SheetParts sheet={sheet} />
        </details>
      )}
    </li>
  );
}

import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, get } from '../api/client.ts';
import { type LeafletState, type Leaflets, type Quiz, saveQuiz } from '../api/leaflets.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import classes from './leaflets.module.css';

const optionsMin = 2;
const optionsMax = 4;
const charsMax = 200;
const empty = { ja: '', en: '' };
const emptyQuiz: Quiz = { question: empty, options: [empty, empty], correct: 0 };

/** The one question of a leaflet, saved against the revision that was shown; who was slower keeps what was typed. */
export function QuizForm({ leaflet }: { leaflet: LeafletState }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [revision, setRevision] = useState(leaflet.quiz.revision);
  const [quiz, setQuiz] = useState<Quiz | null>(leaflet.quiz.quiz);
  const [newest, setNewest] = useState<Quiz | null | undefined>(undefined);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (wanted: Quiz | null) => saveQuiz({ audience: leaflet.audience, revision, quiz: wanted }),
    onSuccess: async (saved) => {
      setRevision(saved.revision);
      setNewest(undefined);
      setTried(false);
      await client.invalidateQueries({ queryKey: ['leaflets'] });
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'conflict') return;
      const stored = (await get<Leaflets>('/api/leaflets')).leaflets.find((each) => each.audience === leaflet.audience)!.quiz;
      setRevision(stored.revision);
      setNewest(stored.quiz);
    },
  });
  const fault = quiz === null ? undefined : faultOf(quiz);
  const edit = (changed: Quiz | null) => {
    if (!save.isPending) save.reset();
    setQuiz(changed);
  };
  if (quiz === null) {
    return (
      <div className="stack">
        {save.isSuccess ? <Notice kind="done">{t('leaflets.quizRemoved')}</Notice> : <p className="quiet">{t('leaflets.quizNone')}</p>}
        <Fault error={save.error} />
        <div>
          <Button variant="default" onClick={() => edit(emptyQuiz)}>
            {t('leaflets.quizAdd')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Form
      className="stack"
      label={t('leaflets.quiz')}
      onSubmit={() => {
        setTried(true);
        if (fault === undefined) save.mutate(quiz);
      }}
    >
      {newest !== undefined && (
        <Conflicting
          newest={newest}
          take={() => {
            setNewest(undefined);
            edit(newest);
          }}
        />
      )}
      {newest === undefined && <Fault error={save.error} />}
      {save.isSuccess && (
        <Notice kind="done">
          {t('leaflets.quizSaved')} {t('leaflets.quizNext')}
        </Notice>
      )}
      <Both label={t('leaflets.quizQuestion')} value={quiz.question} onChange={(question) => edit({ ...quiz, question })} />
      <Options quiz={quiz} edit={edit} />
      {tried && fault !== undefined && <Notice kind="error">{t(`leaflets.${fault}`)}</Notice>}
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
        <MoreOrFewer quiz={quiz} edit={edit} />
        <Button
          variant="subtle"
          color="red"
          disabled={save.isPending}
          onClick={() => {
            edit(null);
            if (leaflet.quiz.quiz !== null || revision > 0) save.mutate(null);
          }}
        >
          {t('leaflets.quizRemove')}
        </Button>
      </div>
    </Form>
  );
}

interface QuizPartProps {
  quiz: Quiz;
  edit: (changed: Quiz) => void;
}

/** The options, and which of them is right. */
function Options({ quiz, edit }: QuizPartProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group value={String(quiz.correct)} onChange={(value) => edit({ ...quiz, correct: Number(value) })}>
      <div className="stack">
        {quiz.options.map((option, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place; they are neither moved nor sorted
          <div key={index} className={classes.option}>
            <Both
              label={t('leaflets.quizOption', { number: index + 1 })}
              value={option}
              onChange={(changed) => edit({ ...quiz, options: quiz.options.map((each, at) => (at === index ? changed : each)) })}
            />
            <Radio value={String(index)} label={t('leaflets.quizRight')} />
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}

function MoreOrFewer({ quiz, edit }: QuizPartProps) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        variant="default"
        disabled={quiz.options.length >= optionsMax}
        onClick={() => edit({ ...quiz, options: [...quiz.options, empty] })}
      >
        {t('leaflets.quizMore')}
      </Button>
      <Button
        variant="default"
        disabled={quiz.options.length <= optionsMin}
        onClick={() => edit({ ...quiz, options: quiz.options.slice(0, -1), correct: Math.min(quiz.correct, quiz.options.length - 2) })}
      >
        {t('leaflets.quizFewer')}
      </Button>
    </>
  );
}

function faultOf({ question, options }: Quiz): 'quizNeed' | 'quizSame' | undefined {
  const texts = [question, ...options];
  if (texts.some(({ ja, en }) => ja.trim() === '' || [...ja].length > charsMax || [...en].length > charsMax)) return 'quizNeed';
  return new Set(options.map(({ ja }) => ja.trim())).size < options.length ? 'quizSame' : undefined;
}

function Both({ label, value, onChange }: { label: string; value: Quiz['question']; onChange: (value: Quiz['question']) => void }) {
  const { t } = useTranslation();
  return (
    <div className="fields">
      <TextInput
        label={label}
        value={value.ja}
        maxLength={charsMax}
        onChange={(event) => onChange({ ...value, ja: event.currentTarget.value })}
      />
      <TextInput
        label={t('leaflets.quizEnglish', { label })}
        lang="en"
        value={value.en}
        maxLength={charsMax}
        onChange={(event) => onChange({ ...value, en: event.currentTarget.value })}
      />
    </div>
  );
}

function Conflicting({ newest, take }: { newest: Quiz | null; take: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice kind="error" title={t('leaflets.quizConflict')}>
      <p>{newest === null ? t('leaflets.quizNone') : `${newest.question.ja} (${newest.options.map(({ ja }) => ja).join(' / ')})`}</p>
      <Button variant="outline" size="compact-sm" onClick={take}>
        {t('leaflets.quizTake')}
      </Button>
    </Notice>
  );
}

import { Button, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import type { Acknowledged, OpenLeaflet } from '../api/leaflets.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './reader.module.css';

interface ConfirmProps {
  leaflet: OpenLeaflet;
  /** By the mail's link, or signed in. */
  acknowledge: (answer: number | null) => Promise<Acknowledged>;
  done: (leaflet: OpenLeaflet) => void;
}

/** The question, where there is one, and the one button. Nothing is confirmed before it is pressed. */
export function Confirm({ leaflet, acknowledge, done }: ConfirmProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { quiz } = leaflet;
  const [answer, setAnswer] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const confirm = useMutation({
    mutationFn: () => acknowledge(answer === null ? null : Number(answer)),
    onSuccess: (end) => {
      if (!end.ok) {
        setAnswer(null);
        setTried(false);
        return;
      }
      done(end.leaflet);
    },
  });
  const wrong = confirm.data?.ok === false ? confirm.data : null;
  const missing = quiz !== null && answer === null;
  return (
    <Form
      className={`${classes.confirm} no-print`}
      onSubmit={() => {
        setTried(true);
        if (!missing) confirm.mutate();
      }}
    >
      {quiz !== null && (
        <fieldset className={classes.quiz}>
          <legend>{t('leaflet.quiz')}</legend>
          <Radio.Group
            label={say(quiz.question)}
            size="md"
            value={answer}
            error={tried && missing ? t('leaflet.quizNeed') : undefined}
            onChange={(value) => {
              confirm.reset();
              setAnswer(value);
            }}
          >
            <div className={classes.options}>
              {quiz.options.map((option, index) => (
                <Radio key={option.ja} value={String(index)} size="md" label={say(option)} className={classes.choice} />
              ))}
            </div>
          </Radio.Group>
        </fieldset>
      )}
      {wrong !== null && (
        <Notice kind="error" title={t('leaflet.wrong')}>
          {wrong.triesLeft === 0 ? t('leaflet.wrongOver') : t('leaflet.wrongLeft', { count: wrong.triesLeft })}
        </Notice>
      )}
      <ConfirmFault error={confirm.error} />
      <p className={classes.doubt}>{t('leaflet.doubt')}</p>
      <Button type="submit" size="xl" fullWidth loading={confirm.isPending} className={classes.button}>
        {t('leaflet.understand')}
      </Button>
    </Form>
  );
}

function ConfirmFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error instanceof ApiError && error.code === 'link-expired')
    return (
      <Notice kind="error" title={t('leaflet.dead')}>
        {t('leaflet.deadBody')}
      </Notice>
    );
  return <Fault error={error} />;
}

import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerStranger, type Question } from '../api/inventory.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { type ChosenDevice, DeviceChoice } from './device-choice.tsx';
import classes from './inventory.module.css';

const answers = ['gear', 'device', 'guest', 'forbidden'] as const;

/** A person says what an unregistered machine is. */
export function AnswerStranger({ question, close }: { question: Question; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [answer, setAnswer] = useState<(typeof answers)[number] | null>(question.answer);
  const [device, setDevice] = useState<ChosenDevice | null>(question.device);
  const [note, setNote] = useState(question.note);
  const save = useMutation({
    mutationFn: () => answerStranger(question.id, { answer: answer!, device: device?.id ?? null, note }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['strangers'] });
      close();
    },
  });
  const ready = answer !== null && (answer !== 'device' || device !== null);
  return (
    <Dialog opened close={close} title={t('strangers.answerTitle')}>
      <Form onSubmit={() => ready && save.mutate()} className={classes.stack}>
        <p className={classes.key}>{question.mac ?? (question.name || t('strangers.random'))}</p>
        <Radio.Group
          label={t('strangers.answer')}
          value={answer}
          onChange={(value) => setAnswer(answers.find((each) => each === value) ?? null)}
        >
          <div className={classes.stack}>
            {answers.map((value) => (
              <Radio key={value} value={value} label={t(`strangers.answers.${value}`)} description={t(`strangers.answerHints.${value}`)} />
            ))}
          </div>
        </Radio.Group>
        {answer === 'device' && <DeviceChoice label={t('strangers.device')} onChoose={setDevice} />}
        <TextInput
          label={t('strangers.note')}
          placeholder={t('strangers.notePlaceholder')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Fault error={save.error} />
        <Button type="submit" disabled={!ready} loading={save.isPending}>
          {t('strangers.save')}
        </Button>
      </Form>
    </Dialog>
  );
}

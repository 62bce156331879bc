import { Button, FileButton, Radio, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addEvidence, removeEvidence, type SheetAnswer, type SheetEvidence, type SheetQuestion } from '../api/supplier-sheet.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './answer.module.css';
import { Wrong } from './frame.tsx';

export const noAnswer: SheetAnswer = { value: null, note: '' };
export const isAnswered = ({ kind }: Pick<SheetQuestion, 'kind'>, { value, note }: SheetAnswer): boolean =>
  kind === 'text' ? note.trim() !== '' : value !== null;

interface QuestionProps {
  question: SheetQuestion;
  answer: SheetAnswer;
  evidence: readonly SheetEvidence[];
  session: string;
  noteCharsMax: number;
  onAnswer: (answer: SheetAnswer) => void;
  onEvidence: (evidence: readonly SheetEvidence[]) => void;
}

/** One question: its answers as radio buttons, words beside it, and files where the answer has to be backed. */
export function Question({ question, answer, evidence, session, noteCharsMax, onAnswer, onEvidence }: QuestionProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const options = (['yes', 'partly', 'no', ...(question.mayNotApply ? (['na'] as const) : [])] as const).map((value) => ({
    value,
    label: t(`sheet.answer.${value}`),
  }));
  const backed = answer.value !== null && question.evidence?.includes(answer.value as 'yes') === true;
  return (
    <fieldset className={classes.question} id={`q-${question.id}`}>
      <legend>{say(question.text)}</legend>
      <div className={classes.marks}>
        <span className="number">{question.id}</span>
        {question.knockOut && <span>{t('sheet.must')}</span>}
        {question.evidence !== undefined && <span>{t('sheet.backed')}</span>}
      </div>
      {question.hint !== undefined && <p className="small quiet">{say(question.hint)}</p>}
      {question.kind === 'scale' && (
        <Radio.Group
          value={answer.value ?? ''}
          onChange={(value) => onAnswer({ ...answer, value: value as 'yes' })}
          aria-label={say(question.text)}
        >
          <div className={classes.options}>
            {options.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} className={classes.option} />
            ))}
          </div>
        </Radio.Group>
      )}
      <Textarea
        label={question.kind === 'text' ? t('sheet.words') : t('sheet.note')}
        value={answer.note}
        onChange={(event) => onAnswer({ ...answer, note: event.currentTarget.value })}
        maxLength={noteCharsMax}
        autosize
        minRows={question.kind === 'text' ? 2 : 1}
      />
      {(backed || evidence.length > 0) && <Evidence question={question} evidence={evidence} session={session} onEvidence={onEvidence} />}
    </fieldset>
  );
}

function Evidence({ question, evidence, session, onEvidence }: Pick<QuestionProps, 'question' | 'evidence' | 'session' | 'onEvidence'>) {
  const { t } = useTranslation();
  const add = useMutation({
    mutationFn: (file: File) => addEvidence(session, question.id, file),
    onSuccess: (file) => onEvidence([...evidence, file]),
  });
  const remove = useMutation({
    mutationFn: (file: string) => removeEvidence(session, file),
    onSuccess: (_, file) => onEvidence(evidence.filter(({ id }) => id !== file)),
  });
  return (
    <div className={classes.files}>
      <ul>
        {evidence.map((file) => (
          <li key={file.id} className={classes.file}>
            <span>{file.name}</span>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t('sheet.fileRemoveOf', { name: file.name })}
              onClick={() => remove.mutate(file.id)}
            >
              {t('sheet.fileRemove')}
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <FileButton onChange={(file) => file !== null && add.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" size="compact-md" loading={add.isPending}>
              {t('sheet.fileAdd')}
            </Button>
          )}
        </FileButton>
      </div>
      <Wrong error={add.error ?? remove.error} />
    </div>
  );
}

import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assessProject, type DevelopmentChoices, type RequirementsView, requirementsQuery } from '../api/development.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Panel, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';

/** The risk of the project: what the newest assessment came to and why, and the form for another. */
export function Assessment({ sheet, choices }: { sheet: RequirementsView; choices: DevelopmentChoices }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [isOpen, setOpen] = useState(false);
  const [newest] = sheet.assessments;
  const level = newest && choices.levels.find(({ id }) => id === newest.level);
  return (
    <Section
      title={t('development.assessment')}
      lead={t('development.assessmentLead')}
      actions={
        !sheet.project.ended &&
        !isOpen && (
          <Button variant={newest ? 'default' : 'filled'} onClick={() => setOpen(true)}>
            {t(newest ? 'development.assessAgain' : 'development.assess')}
          </Button>
        )
      }
    >
      {newest === undefined && !isOpen && <Notice kind="warn">{t('development.assessFirst')}</Notice>}
      {newest !== undefined && level !== undefined && (
        <dl className="facts">
          <dt>{t('development.level', { level: say(level.title) })}</dt>
          <dd>
            {say(newest.because)} {newest.exposed && `(${t('development.exposed')})`}
            <div className="quiet">
              <When at={newest.at} /> {say(newest.by)}
            </div>
          </dd>
          {newest.expert !== '' && (
            <>
              <dt>{t('development.expert')}</dt>
              <dd>{newest.expert}</dd>
            </>
          )}
        </dl>
      )}
      {isOpen && <AssessmentForm sheet={sheet} choices={choices} close={() => setOpen(false)} />}
    </Section>
  );
}

function AssessmentForm({ sheet, choices, close }: { sheet: RequirementsView; choices: DevelopmentChoices; close: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const queries = useQueryClient();
  const [answers, setAnswers] = useState<Record<string, string>>(sheet.assessments[0]?.answers ?? {});
  const [expert, setExpert] = useState('');
  const [note, setNote] = useState('');
  const keep = useMutation({
    mutationFn: () => assessProject(sheet.project.id, { answers, expert, note }),
    onSuccess: async () => {
      await queries.invalidateQueries(requirementsQuery(sheet.project.id));
      close();
    },
  });
  return (
    <Panel>
      <Form onSubmit={() => keep.mutate()} label={t('development.assessment')}>
        {choices.questions.map(({ id, title, options }) => (
          <NativeSelect
            key={id}
            label={say(title)}
            required
            mb="sm"
            value={answers[id] ?? ''}
            onChange={({ currentTarget: { value } }) => setAnswers((before) => ({ ...before, [id]: value }))}
            data={[{ value: '', label: '' }, ...options.map((option) => ({ value: option.id, label: say(option.title) }))]}
          />
        ))}
        <Textarea
          label={t('development.expert')}
          description={t('development.expertHint')}
          maxLength={500}
          autosize
          mb="sm"
          value={expert}
          onChange={({ currentTarget: { value } }) => setExpert(value)}
        />
        <Textarea
          label={t('development.note')}
          maxLength={1000}
          autosize
          mb="sm"
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
        <Fault error={keep.error} />
        <div className="row">
          <Button type="submit" loading={keep.isPending} disabled={choices.questions.some(({ id }) => !answers[id])}>
            {t('development.keep')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('development.close')}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

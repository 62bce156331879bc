import { Button, Radio, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { chapterQuery, type DraftControl, saveControl, touchedKeys } from '../api/procedures.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './applicability.module.css';
import { reasonCharsMax } from './clause-draft.ts';
import { useDesk } from './desk.tsx';

/** Whether the chapter applies to this company, and why. The answers to the questions propose; a person decides. */
export function Applicability({ control }: { control: DraftControl }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { canEdit } = useDesk();
  const [opened, setOpened] = useState(false);
  const [saved, setSaved] = useState(false);
  const { proposed } = control;
  const differs = proposed !== null && proposed.applicable !== control.applicable;
  return (
    <section className={classes.panel} aria-label={t('chapter.applies.title')}>
      <div className={classes.line}>
        <p>
          <span className={classes.name}>{t('chapter.applies.title')}</span>{' '}
          <b className={control.applicable ? undefined : classes.off}>
            {t(control.applicable ? 'chapter.applies.yes' : 'chapter.applies.no')}
          </b>
          {control.reason !== '' && <span className={classes.reason}> {control.reason}</span>}
        </p>
        {canEdit && !opened && (
          <Button variant="outline" size="compact-sm" className="no-print" onClick={() => setOpened(true)}>
            {t('chapter.applies.change')}
          </Button>
        )}
      </div>
      {saved && !opened && <Notice kind="done">{t('chapter.applies.saved')}</Notice>}
      {differs && !opened && (
        <Notice kind="warn" title={t(proposed.applicable ? 'chapter.applies.proposedYes' : 'chapter.applies.proposedNo')}>
          <p className="small">{say(proposed.reason)}</p>
        </Notice>
      )}
      {opened && (
        <ApplicabilityForm
          control={control}
          done={(didSave) => {
            setSaved(didSave);
            setOpened(false);
          }}
        />
      )}
    </section>
  );
}

function ApplicabilityForm({ control, done }: { control: DraftControl; done: (saved: boolean) => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const { proposed } = control;
  const [applicable, setApplicable] = useState(control.applicable);
  const [reason, setReason] = useState(control.reason);
  const [revision, setRevision] = useState(control.revision);
  const [tried, setTried] = useState(false);
  const lacks = !applicable && reason.trim() === '';
  const save = useMutation({
    mutationFn: () => saveControl(control.id, { revision, applicable, reason }),
    onSuccess: async () => {
      await Promise.all(touchedKeys.map((key) => client.invalidateQueries({ queryKey: [key] })));
      done(true);
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'conflict') return;
      const { queryKey } = chapterQuery(control.id);
      await client.invalidateQueries({ queryKey });
      const newest = client.getQueryData(queryKey)?.controls.find((each) => each.id === control.id);
      if (newest !== undefined) setRevision(newest.revision);
    },
  });
  const overtaken = save.error instanceof ApiError && save.error.code === 'conflict';
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (!lacks) save.mutate();
      }}
    >
      {overtaken ? (
        <Notice kind="error" title={t('chapter.conflict.title')}>
          <p className="small">
            {t('chapter.applies.overtaken', {
              said: t(control.applicable ? 'chapter.applies.yes' : 'chapter.applies.no'),
              reason: control.reason,
            })}
          </p>
        </Notice>
      ) : (
        <Fault error={save.error} />
      )}
      <Radio.Group aria-label={t('chapter.applies.title')} value={String(applicable)} onChange={(value) => setApplicable(value === 'true')}>
        <div className="row">
          <Radio value="true" label={t('chapter.applies.yes')} />
          <Radio value="false" label={t('chapter.applies.no')} />
        </div>
      </Radio.Group>
      <Textarea
        label={applicable ? t('chapter.applies.reasonYes') : t('chapter.applies.reasonNo')}
        description={t('chapter.applies.reasonHint')}
        required={!applicable}
        error={tried && lacks ? t('chapter.fault.needReason') : undefined}
        rows={2}
        maxLength={reasonCharsMax}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {proposed !== null && (proposed.applicable !== applicable || (!applicable && reason.trim() === '')) && (
        <div className={classes.proposal}>
          <p className="small">
            <b>{t(proposed.applicable ? 'chapter.applies.proposedYes' : 'chapter.applies.proposedNo')}</b> {say(proposed.reason)}
          </p>
          <Button
            variant="outline"
            size="compact-sm"
            onClick={() => {
              setApplicable(proposed.applicable);
              // The reason stands in the company's Japanese statement, whatever language this screen is read in.
              setReason(proposed.reason.ja);
            }}
          >
            {t('chapter.takeSuggestion')}
          </Button>
        </div>
      )}
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={() => done(false)} disabled={save.isPending}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

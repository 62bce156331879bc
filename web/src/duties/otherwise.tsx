import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { moveOccurrence, type OccurrenceDetail, skipOccurrence } from '../api/duties.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import classes from './occurrence.module.css';
import { OwnFault } from './own-fault.tsx';
import type { Told } from './use-receipt.ts';

/** It cannot be done by then, or not at all this time: said with a reason, recorded, never quietly. */
export function Otherwise({ occurrence, told }: { occurrence: OccurrenceDetail; told: Told }) {
  const { t } = useTranslation();
  return (
    <div className="no-print">
      <Section title={t('duties.otherwise')} lead={t('duties.otherwiseLead')}>
        {occurrence.state === 'overdue' ? (
          <p className="small quiet">{t('duties.noMoveOverdue')}</p>
        ) : (
          <details className={classes.act}>
            <summary>{t('duties.move')}</summary>
            <Move occurrence={occurrence} told={told} />
          </details>
        )}
        {occurrence.case === null ? (
          <details className={classes.act}>
            <summary>{t('duties.skip')}</summary>
            <Skip occurrence={occurrence} told={told} />
          </details>
        ) : (
          <p className="small quiet">{t('cases.cannotSkip')}</p>
        )}
      </Section>
    </div>
  );
}

function Move({ occurrence: { id, revision, dueOn }, told }: { occurrence: OccurrenceDetail; told: Told }) {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const move = useMutation({
    mutationFn: () => moveOccurrence(id, { revision, to, reason: reason.trim() }),
    onSuccess: (receipt) => told('moved', receipt),
  });
  return (
    <Form
      className="stack"
      label={t('duties.move')}
      onSubmit={() => {
        setTried(true);
        if (to !== '' && reason.trim() !== '' && !move.isPending) move.mutate();
      }}
    >
      <p>{t('duties.moveLead')}</p>
      <TextInput
        type="date"
        className={classes.day}
        label={t('duties.moveTo')}
        description={t('duties.moveNow', { date: dueOn })}
        value={to}
        max="2099-12-31"
        error={tried && to === '' ? t('duties.needDay') : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Reason value={reason} change={setReason} tried={tried} />
      <OwnFault error={move.error} />
      <div>
        <Button type="submit" variant="outline" loading={move.isPending}>
          {t('duties.moveNowButton')}
        </Button>
      </div>
    </Form>
  );
}

function Skip({ occurrence: { id, revision }, told }: { occurrence: OccurrenceDetail; told: Told }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const skip = useMutation({
    mutationFn: () => skipOccurrence(id, { revision, reason: reason.trim() }),
    onSuccess: (receipt) => told('skipped', receipt),
  });
  const isHeldByRequest = skip.error instanceof ApiError && skip.error.params.what === 'request';
  return (
    <Form
      className="stack"
      label={t('duties.skip')}
      onSubmit={() => {
        setTried(true);
        if (reason.trim() !== '' && !skip.isPending) skip.mutate();
      }}
    >
      <p>{t('duties.skipLead')}</p>
      <Reason value={reason} change={setReason} tried={tried} />
      {isHeldByRequest ? <Notice kind="error">{t('duties.cannotSkip')}</Notice> : <OwnFault error={skip.error} />}
      <div>
        <Button type="submit" variant="outline" color="red" loading={skip.isPending}>
          {t('duties.skipNow')}
        </Button>
      </div>
    </Form>
  );
}

function Reason({ value, change, tried }: { value: string; change: (value: string) => void; tried: boolean }) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('duties.reason')}
      description={t('duties.reasonHint')}
      autosize
      minRows={2}
      maxLength={500}
      value={value}
      error={tried && value.trim() === '' ? t('duties.needReason') : undefined}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

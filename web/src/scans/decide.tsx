import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { decideScan, type ScanFinding, type ScanStep, type ScanWanted } from '../api/scans.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { ScanFault } from './fault.tsx';

const shownMax = 5;
const wantedAll = ['accepted', 'not-affected', 'seeded'] as const satisfies readonly ScanWanted[];

/** Whether a step leads on from where a finding stands; the server says the same. */
export const leads: Readonly<Record<ScanStep, (finding: ScanFinding) => boolean>> = {
  plan: ({ state }) => state === 'new' || state === 'fixed',
  fix: ({ state }) => state === 'new' || state === 'planned',
  verify: ({ state, seen }) => !seen && (state === 'new' || state === 'planned' || state === 'fixed'),
  reopen: ({ state }) => state !== 'new',
  propose: ({ state, proposed }) => state !== 'verified' && proposed === null,
  agree: ({ proposed }) => proposed !== null,
  decline: ({ proposed }) => proposed !== null,
};

interface DecideProps {
  step: ScanStep;
  findings: readonly ScanFinding[];
  close: () => void;
  done: (count: number) => void;
}

/** One step of one or many findings, with what it needs: a reason, what is proposed, and until when. */
export function Decide({ step, findings, close, done }: DecideProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const claim = findings.length === 1 ? (findings[0]!.claim?.reason ?? '') : '';
  const [reason, setReason] = useState(step === 'propose' ? claim : '');
  const [wanted, setWanted] = useState<ScanWanted>('accepted');
  const [until, setUntil] = useState('');
  const again = () => client.invalidateQueries({ queryKey: ['scans'] });
  const save = useMutation({
    mutationFn: () =>
      decideScan({
        step,
        findings,
        reason: reason.trim(),
        wanted: step === 'propose' ? wanted : null,
        until: step === 'propose' && wanted !== 'seeded' ? until : null,
      }),
    onSuccess: async () => {
      await again();
      done(findings.length);
    },
    onError: (error) => (error instanceof ApiError && error.code === 'conflict' ? again() : undefined),
  });
  const needsReason = step === 'propose' || step === 'reopen';
  const ready = (!needsReason || reason.trim() !== '') && (step !== 'propose' || wanted === 'seeded' || until !== '');
  return (
    <Dialog opened close={close} title={t(`scans.stepTitles.${step}`, { count: findings.length })} wide>
      <Form className="stack" onSubmit={() => ready && !save.isPending && save.mutate()}>
        <ScanFault error={save.error} />
        <p>{t(`scans.stepLeads.${step}`)}</p>
        <ul>
          {findings.slice(0, shownMax).map(({ id, title, place, proposed }) => (
            <li key={id}>
              {title} <span className="small quiet">{place}</span>
              {step === 'agree' && proposed !== null && <b> → {t(`scans.states.${proposed}`)}</b>}
            </li>
          ))}
        </ul>
        {findings.length > shownMax && <p className="small quiet">{t('scans.andMore', { count: findings.length - shownMax })}</p>}
        {step === 'propose' && (
          <>
            <NativeSelect
              label={t('scans.wanted')}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value as ScanWanted)}
              data={wantedAll.map((value) => ({ value, label: t(`scans.states.${value}`) }))}
            />
            {wanted !== 'seeded' && (
              <TextInput
                type="date"
                required
                label={t('scans.until')}
                description={t('scans.untilHint')}
                value={until}
                onChange={(event) => setUntil(event.currentTarget.value)}
              />
            )}
          </>
        )}
        <Textarea
          label={t('scans.reason')}
          required={needsReason}
          maxLength={1000}
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending} disabled={!ready}>
          {t(`scans.steps.${step}`)}
        </Button>
      </Form>
    </Dialog>
  );
}

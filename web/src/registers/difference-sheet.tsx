import { Button, TextInput } from '@mantine/core';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { askRegistersAgain, type Cells, type Difference, explainDifference, type Register, registerDifference } from '../api/registers.ts';
import { Form } from '../pieces/form.tsx';
import { RegisterFault } from './fault.tsx';
import { RowForm } from './row-form.tsx';
import { SideSheet } from './side-sheet.tsx';

interface DifferenceSheetProps {
  register: Register;
  act: 'register' | 'explain';
  difference: Difference;
  close: () => void;
  done: (words: string) => void;
}

/** Settles a difference: a line is made from what was measured, or a person says why it may stand. */
export function DifferenceSheet({ register, act, difference, close, done }: DifferenceSheetProps) {
  const { t } = useTranslation();
  const { label } = difference;
  return (
    <SideSheet title={t(act === 'register' ? 'differences.registerTitle' : 'differences.explainTitle', { label })} close={close}>
      {act === 'register' ? (
        <RegisterIt register={register} difference={difference} close={close} done={done} />
      ) : (
        <Explain register={register} difference={difference} close={close} done={done} />
      )}
    </SideSheet>
  );
}

type StepProps = Omit<DifferenceSheetProps, 'act'>;

/** What is gone meanwhile is shown as gone once the person has read why. */
const afterFault = (client: QueryClient, error: unknown) =>
  error instanceof ApiError && error.code === 'wrong-state' ? askRegistersAgain(client) : undefined;

function RegisterIt({ register, difference, close, done }: StepProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sending = useRef(false);
  const save = useMutation({
    mutationFn: ({ cells, reason }: { cells: Cells; reason: string }) => registerDifference(register.id, difference.id, cells, reason),
    onSuccess: async () => {
      await askRegistersAgain(client);
      done(t('differences.registered', { label: difference.label }));
    },
    onError: (error) => afterFault(client, error),
    onSettled: () => {
      sending.current = false;
    },
  });
  return (
    <RowForm
      fields={register.columns}
      before={difference.offer ?? {}}
      files={null}
      submit={t('differences.register')}
      pending={save.isPending}
      error={save.error}
      onDirty={() => {}}
      onCancel={close}
      onSubmit={(cells, { reason }) => {
        if (sending.current) return;
        sending.current = true;
        save.mutate({ cells, reason });
      }}
    >
      <p>{difference.things === 1 ? t('differences.registerLead') : t('differences.registerMany', { count: difference.things })}</p>
    </RowForm>
  );
}

function Explain({ register, difference, close, done }: StepProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState(difference.explanation?.reason ?? '');
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => explainDifference(register.id, difference.id, reason.trim(), until),
    onSuccess: async () => {
      await askRegistersAgain(client);
      done(t('differences.explainedDone'));
    },
    onError: (error) => afterFault(client, error),
  });
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (reason.trim() !== '' && until !== '' && !save.isPending) save.mutate();
      }}
    >
      <RegisterFault error={save.error} />
      <TextInput
        autoFocus
        label={t('differences.reason')}
        description={t('differences.reasonHint')}
        maxLength={500}
        value={reason}
        error={tried && reason.trim() === '' ? t('differences.needReason') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('differences.until')}
        description={t('differences.untilHint')}
        value={until}
        error={tried && until === '' ? t('differences.needUntil') : undefined}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {t('differences.applyExplain')}
        </Button>
        <Button variant="subtle" color="dark" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

import { Button, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { askSoftwareAgain, commonSoftwareQuery, permitCommonSoftware } from '../api/software.ts';
import { Answer } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import classes from './software.module.css';

const firstDevices = 3;

/** Who begins has hundreds of programs and no list: what many devices have is permitted in one act, with a reason that stays. */
export function Common({ waiting, done }: { waiting: number; done: (words: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details className={`${classes.help} no-print`} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('software.common.title', { count: waiting })}</summary>
      {open && <CommonForm done={done} />}
    </details>
  );
}

function CommonForm({ done }: { done: (words: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [devices, setDevices] = useState(firstDevices);
  const [purpose, setPurpose] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const query = useQuery(commonSoftwareQuery(devices));
  const save = useMutation({
    mutationFn: (digest: string) => permitCommonSoftware({ devices, digest, purpose: purpose.trim(), reason: reason.trim() }),
    onSuccess: async ({ lines }) => {
      await askSoftwareAgain(client);
      done(t('software.common.done', { count: lines }));
    },
    onError: (error) => (error instanceof ApiError && error.code === 'conflict' ? askSoftwareAgain(client) : undefined),
  });
  const isConflict = save.error instanceof ApiError && save.error.code === 'conflict';
  const shown = query.data !== undefined && !query.isPlaceholderData ? query.data : null;
  const submit = () => {
    setTried(true);
    if (shown !== null && shown.count > 0 && purpose.trim() !== '' && reason.trim() !== '' && !save.isPending) save.mutate(shown.digest);
  };
  return (
    <Form className="stack" onSubmit={submit}>
      <p className="small">{t('software.common.lead')}</p>
      {isConflict ? <Notice kind="warn">{t('software.common.changed')}</Notice> : <Fault error={save.error} />}
      <NumberInput
        label={t('software.common.devices')}
        value={devices}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        clampBehavior="strict"
        onChange={(value) => typeof value === 'number' && value >= 1 && setDevices(value)}
      />
      <Answer query={query} what={t('software.title')}>
        {({ count, first }) => (
          <>
            <p role="status">
              <b>{t('software.common.found', { count })}</b>
            </p>
            <ul className={classes.columns}>
              {first.map((title) => (
                <li key={title.id}>
                  {title.name} <span className="quiet">{t('software.count', { count: title.devices })}</span>
                </li>
              ))}
            </ul>
            {count > first.length && <p className="small quiet">{t('software.andMore', { count: count - first.length })}</p>}
          </>
        )}
      </Answer>
      <TextInput
        label={t('software.common.purpose')}
        placeholder={t('software.common.purposeHint')}
        maxLength={200}
        required
        value={purpose}
        error={tried && purpose.trim() === '' ? t('software.needReason') : undefined}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <Textarea
        autosize
        label={t('software.reason')}
        description={t('software.reasonHint')}
        maxLength={500}
        required
        value={reason}
        error={tried && reason.trim() === '' ? t('software.needReason') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={shown === null || shown.count === 0}>
          {t('software.common.now', { count: shown?.count ?? 0 })}
        </Button>
      </div>
    </Form>
  );
}

import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { retireDevice } from '../api/rollout.ts';
import type { RetireDone, RetirementReason } from '../api/rollout-types.ts';
import type { Device } from '../api/types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './device.module.css';

const reasons = ['disposed', 'returned', 'reused', 'lost', 'mistake'] as const;

/** Takes a device out of service, and asks why: what leaves the company must be erased. What it means is said before; it cannot be undone. */
export function Retire({ device }: { device: Device }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [reason, setReason] = useState<RetirementReason | null>(null);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const retire = useMutation({
    mutationFn: () => retireDevice(device.id, { reason: reason!, note }),
    // The page of this device stays, with what is left to do; everything else is read anew.
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => !(queryKey[0] === 'devices' && queryKey[1] === device.id) }),
  });
  if (!isAdministrator(me.roles)) return null;
  if (retire.data !== undefined) return <LeftToDo done={retire.data} reason={reason!} />;
  return (
    <Section title={t('device.retire')}>
      <p>{t('device.retireHint')}</p>
      {asked ? (
        <Form className="stack" label={t('device.retire')} onSubmit={() => reason !== null && retire.mutate()}>
          <Radio.Group label={t('rollout.retire.why')} value={reason} onChange={(value) => setReason(value as RetirementReason)}>
            <div className="stack">
              {reasons.map((each) => (
                <Radio key={each} value={each} label={t(`rollout.retire.reason.${each}`)} description={t(`rollout.retire.means.${each}`)} />
              ))}
            </div>
          </Radio.Group>
          <TextInput
            label={t('rollout.retire.note')}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Fault error={retire.error} />
          <div className={classes.choices}>
            <Button type="submit" color="red" disabled={reason === null} loading={retire.isPending}>
              {t('device.retireNow', { name: device.name })}
            </Button>
            <Button variant="default" disabled={retire.isPending} onClick={() => setAsked(false)}>
              {t('device.retireNot')}
            </Button>
          </div>
        </Form>
      ) : (
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('device.retire')}
        </Button>
      )}
    </Section>
  );
}

/** What a person still does: the proof of erasure, the lines of registers, the report of a loss. */
function LeftToDo({ done: { occurrence, erasure, lines }, reason }: { done: RetireDone; reason: RetirementReason }) {
  const { t } = useTranslation();
  return (
    <Section title={t('rollout.retire.done')}>
      <Notice kind="done">{t('rollout.retire.doneBody')}</Notice>
      <ul>
        {occurrence !== null && (
          <li>
            <Link to="/duties/$id" params={{ id: occurrence }}>
              {t('rollout.retire.record')}
            </Link>
          </li>
        )}
        {erasure && occurrence === null && <li>{t('rollout.retire.notOpened')}</li>}
        {reason === 'lost' && (
          <li>
            <Link to="/registers/$room/$name" params={{ room: 'monitoring', name: 'events' }}>
              {t('rollout.retire.reportLoss')}
            </Link>
          </li>
        )}
        {lines.map(({ id, register, label }) => {
          const [room, name] = register.split('/') as [string, string];
          return (
            <li key={id}>
              <Link to="/registers/$room/$name" params={{ room, name }}>
                {t('rollout.retire.line', { label })}
              </Link>
            </li>
          );
        })}
        <li>
          <Link to="/devices/retired">{t('rollout.retire.list')}</Link>
        </li>
      </ul>
    </Section>
  );
}

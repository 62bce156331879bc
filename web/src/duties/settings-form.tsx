import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type Duties, type Duty, saveDutySettings } from '../api/duties.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { OwnFault } from './own-fault.tsx';

interface SettingsFormProps {
  duty: Duty;
  parties: Duties['parties'];
  close: () => void;
}

/** Who sees to a duty, and who stands in. What somebody else changed meanwhile is shown before it can be overwritten. */
export function SettingsForm({ duty, parties, close }: SettingsFormProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  // The revision that was on the screen when the form opened: a list that was read anew behind it must not turn it into a newer one.
  const [revision, setRevision] = useState(duty.revision);
  const [owner, setOwner] = useState(duty.owner.party);
  const [deputy, setDeputy] = useState(duty.deputy?.party ?? '');
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () => saveDutySettings(duty.id, { revision, owner, deputy: deputy === '' ? null : deputy, reason: reason.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['duties'] });
      close();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'conflict') return client.invalidateQueries({ queryKey: ['duties'] });
    },
  });
  const options = parties.map(({ party, name }) => ({ value: party, label: say(name) }));
  // Who left is still named, so that the form says what it changes.
  const withNow = (party: Duty['owner'] | null) =>
    party === null || options.some(({ value }) => value === party.party)
      ? options
      : [{ value: party.party, label: `${say(party.name)}${party.gone ? ` ${t('duties.gone')}` : ''}` }, ...options];
  const isConflict = save.error instanceof ApiError && save.error.code === 'conflict';
  return (
    <Form className="stack" onSubmit={() => !save.isPending && save.mutate()}>
      <NativeSelect
        label={t('duties.owner')}
        description={t('duties.ownerHint')}
        data={withNow(duty.owner)}
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('duties.deputy')}
        description={t('duties.deputyHint')}
        data={[{ value: '', label: t('duties.noDeputy') }, ...withNow(duty.deputy)]}
        value={deputy}
        onChange={(event) => setDeputy(event.currentTarget.value)}
      />
      <Textarea
        label={t('duties.reasonOptional')}
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {isConflict ? (
        <Notice kind="warn" title={t('duties.settingsConflict')}>
          <p>
            {t('duties.settingsNow', {
              owner: say(duty.owner.name),
              deputy: duty.deputy === null ? t('duties.noDeputy') : say(duty.deputy.name),
            })}
          </p>
          <Button variant="outline" size="compact-sm" onClick={() => setRevision(duty.revision)} disabled={revision === duty.revision}>
            {t('duties.settingsOverwrite')}
          </Button>
        </Notice>
      ) : (
        <OwnFault error={save.error} />
      )}
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={isConflict && revision !== duty.revision}>
          {t('action.save')}
        </Button>
        <Button variant="subtle" color="dark" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

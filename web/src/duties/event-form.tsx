import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Duty, recordDutyEvent } from '../api/duties.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { OwnFault } from './own-fault.tsx';

/** "It happened": opens an occurrence of a duty that hangs on an event. */
export function EventForm({ duty, close }: { duty: Duty; close: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const [about, setAbout] = useState('');
  const [happenedOn, setHappenedOn] = useState(dayOf(new Date()));
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => recordDutyEvent(duty.id, { about: about.trim(), happenedOn }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['duties'] }),
  });
  const [opened] = save.data?.opened ?? [];
  if (opened !== undefined) {
    return (
      <div className="stack">
        <Notice kind="done">{t('duties.eventRecorded')}</Notice>
        <div className="row">
          <Link to="/duties/$id" params={{ id: opened.id }}>
            {t('duties.toOpened')}
          </Link>
          <Button variant="subtle" color="dark" onClick={close}>
            {t('action.close')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (about.trim() !== '' && happenedOn !== '' && !save.isPending) save.mutate();
      }}
    >
      {duty.recordable !== null && <p>{t('duties.eventIs', { event: say(duty.recordable) })}</p>}
      <TextInput
        label={t('duties.eventAbout')}
        description={t('duties.eventAboutHint')}
        maxLength={200}
        data-autofocus
        value={about}
        error={tried && about.trim() === '' ? t('duties.fillIn') : undefined}
        onChange={(event) => setAbout(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('duties.happenedOn')}
        value={happenedOn}
        error={tried && happenedOn === '' ? t('duties.needDay') : undefined}
        onChange={(event) => setHappenedOn(event.currentTarget.value)}
      />
      <OwnFault error={save.error} />
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {t('duties.recordEvent')}
        </Button>
        <Button variant="subtle" color="dark" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

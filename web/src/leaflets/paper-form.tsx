import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { recordPaper } from '../api/leaflets.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { dayOf } from '../pieces/when.tsx';

/** Records signed sheets of the people chosen in the table. It is final, so it says so, and asks for the second factor. */
export function PaperForm({ chosen, clear, sentOn }: { chosen: ReadonlySet<string>; clear: () => void; sentOn: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const today = dayOf(new Date());
  const [on, setOn] = useState(today);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const earliest = dayOf(new Date(sentOn));
  const fault = on === '' || on > today || on < earliest ? t('acknowledgements.paperBad') : undefined;
  const refresh = () =>
    Promise.all(['leaflet-register', 'leaflets', 'control', 'board'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  const record = useMutation({
    mutationFn: async () => {
      const requests = [...chosen];
      await recordPaper({ requests, on, note: note.trim() });
      return requests.length;
    },
    onSuccess: async () => {
      clear();
      setNote('');
      setTried(false);
      await refresh();
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'wrong-state') return;
      clear();
      await refresh();
    },
  });
  const stale = record.error instanceof ApiError && record.error.code === 'wrong-state';
  return (
    <div className="stack">
      {record.isSuccess && <Notice kind="done">{t('acknowledgements.paperDone', { count: record.data })}</Notice>}
      {stale ? <Notice kind="error">{t('acknowledgements.paperStale')}</Notice> : <Fault error={record.error} />}
      {chosen.size === 0 ? (
        <p className="quiet">{t('acknowledgements.paperNone')}</p>
      ) : (
        <Form
          className="stack"
          label={t('acknowledgements.paper')}
          onSubmit={() => {
            setTried(true);
            if (fault === undefined) record.mutate();
          }}
        >
          <p className="small">{t('acknowledgements.paperLead')}</p>
          <div className="fields" style={{ alignItems: 'start' }}>
            <TextInput
              type="date"
              label={t('acknowledgements.paperOn')}
              value={on}
              min={earliest}
              max={today}
              error={tried ? fault : undefined}
              onChange={(event) => setOn(event.currentTarget.value)}
            />
            <TextInput
              label={t('acknowledgements.paperNote')}
              value={note}
              maxLength={500}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </div>
          <div>
            <Button type="submit" loading={record.isPending}>
              {t('acknowledgements.paperNow', { count: chosen.size })}
            </Button>
          </div>
        </Form>
      )}
    </div>
  );
}

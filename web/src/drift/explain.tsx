import { Button, Checkbox, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { askDriftAgain, type DriftEvent, explainEvents } from '../api/drift.ts';
import type { Cell, FieldView } from '../api/mechanism-types.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { FieldInput } from '../pieces/field-input.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { Span } from './span.tsx';

const shownMax = 5;

/** A search among the lines of the register of changes. */
const changeLine: FieldView = {
  id: 'row',
  title: { ja: '変更台帳の行', en: 'Line of the register of changes' },
  type: 'row',
  required: false,
  requiredWhen: null,
  hint: { ja: 'この変更に当たる行があれば選びます。', en: 'Where one of its lines is about this.' },
  options: null,
  unit: null,
  min: null,
  max: null,
  maxChars: null,
  register: 'changes/changes',
};

interface ExplainProps {
  events: readonly DriftEvent[];
  close: () => void;
  done: (count: number) => void;
}

/** Why one or many changes were right, in one text that stays. Whoever made them says so; a reason is asked for all the same. */
export function Explain({ events, close, done }: ExplainProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [own, setOwn] = useState(false);
  const [row, setRow] = useState<Cell>(null);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      explainEvents({
        events: events.map(({ id, revision }) => ({ id, revision })),
        reason: reason.trim(),
        own,
        row: typeof row === 'string' ? row : null,
      }),
    onSuccess: async () => {
      await askDriftAgain(client);
      done(events.length);
    },
    onError: (error) => (error instanceof ApiError && error.code === 'conflict' ? askDriftAgain(client) : undefined),
  });
  const isConflict = save.error instanceof ApiError && save.error.code === 'conflict';
  return (
    <Dialog opened close={close} title={t('drift.explainTitle', { count: events.length })} wide>
      <Form
        className="stack"
        onSubmit={() => {
          setTried(true);
          if (reason.trim() !== '' && !save.isPending) save.mutate();
        }}
      >
        {isConflict ? <Notice kind="error">{t('drift.grew')}</Notice> : <Fault error={save.error} />}
        <ul>
          {events.slice(0, shownMax).map((event) => (
            <li key={event.id}>
              {event.device.name}: {say(event.title)} (<Span from={event.fromAt} at={event.at} />)
            </li>
          ))}
        </ul>
        {events.length > shownMax && <p className="small quiet">{t('drift.andMore', { count: events.length - shownMax })}</p>}
        <Textarea
          autoFocus
          autosize
          minRows={3}
          label={t('drift.reason')}
          description={t('drift.reasonHint')}
          maxLength={1000}
          value={reason}
          error={tried && reason.trim() === '' ? t('drift.needReason') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Checkbox label={t('drift.own')} checked={own} onChange={(event) => setOwn(event.currentTarget.checked)} />
        <FieldInput field={changeLine} value={row} onChange={setRow} />
        <div className="row">
          <Button type="submit" loading={save.isPending}>
            {t('drift.explainNow')}
          </Button>
          <Button variant="subtle" color="dark" onClick={close}>
            {t('action.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

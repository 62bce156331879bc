import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askRegistersAgain, endRow, type Register, type RegisterRowDetail, restoreRow } from '../api/registers.ts';
import { Form } from '../pieces/form.tsx';
import { Panel } from '../pieces/page.tsx';
import { RegisterFault } from './fault.tsx';

/** Ends a line, or brings it back; with a reason, because years later somebody asks. */
export function EndRow({ register, detail, done }: { register: Register; detail: RegisterRowDetail; done: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const ended = detail.state === 'ended';
  const move = useMutation({
    mutationFn: () => (ended ? restoreRow : endRow)(register.id, detail.id, detail.revision, reason.trim()),
    onSuccess: async () => {
      await askRegistersAgain(client);
      done();
    },
    onError: () => askRegistersAgain(client),
  });
  return (
    <Panel>
      <Form
        className="stack"
        onSubmit={() => {
          setTried(true);
          if (reason.trim() !== '') move.mutate();
        }}
      >
        <RegisterFault error={move.error} />
        <TextInput
          autoFocus
          label={t(ended ? 'registerRow.restoreReason' : 'registerRow.endReason')}
          description={t('registerRow.reasonHint')}
          maxLength={500}
          value={reason}
          error={tried && reason.trim() === '' ? t('registerBulk.needReason') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={move.isPending}>
            {t(ended ? 'registerRow.restore' : 'registerRow.end')}
          </Button>
          <Button variant="subtle" color="dark" onClick={done}>
            {t('action.cancel')}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

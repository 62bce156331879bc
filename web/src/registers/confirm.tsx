import { Button, Checkbox, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { askRegistersAgain, confirmRegister, type Register } from '../api/registers.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { RegisterFault } from './fault.tsx';

/** Its keeper says that the register is true and complete. The second factor is asked for in place. */
export function ConfirmButton({ register, done }: { register: Register; done: () => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant={register.standing.verdict === 'pass' ? 'default' : 'outline'} onClick={() => setOpened(true)}>
        {t('register.confirm')}
      </Button>
      <Dialog opened={opened} close={() => setOpened(false)} title={t('registerConfirm.title')}>
        <ConfirmForm register={register} close={done} cancel={() => setOpened(false)} />
      </Dialog>
    </>
  );
}

function ConfirmForm({ register, close, cancel }: { register: Register; close: () => void; cancel: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const [note, setNote] = useState('');
  // The number that is on the screen; another one in between is refused by the server and looked at again.
  const { rows } = register;
  const confirm = useMutation({
    mutationFn: () => confirmRegister(register.id, rows, note.trim()),
    onSuccess: () => askRegistersAgain(client),
    onError: (error) => (error instanceof ApiError && error.code === 'conflict' ? askRegistersAgain(client) : undefined),
  });
  if (confirm.isSuccess) {
    return (
      <div className="stack">
        <Notice kind="done">{t('registerConfirm.done')}</Notice>
        <div>
          <Button variant="outline" onClick={close}>
            {t('action.close')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Form className="stack" onSubmit={() => sure && !confirm.isPending && confirm.mutate()}>
      <p>{t('registerConfirm.lead')}</p>
      {(register.differences ?? 0) > 0 && (
        <Notice kind="warn">{t('registerConfirm.openDifferences', { count: register.differences ?? 0 })}</Notice>
      )}
      <RegisterFault error={confirm.error} />
      <Checkbox
        checked={sure}
        onChange={(event) => setSure(event.currentTarget.checked)}
        label={rows === 0 ? t('registerConfirm.rowsNone') : t('registerConfirm.rows', { count: rows })}
      />
      <Textarea
        label={t('registerConfirm.note')}
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={confirm.isPending} disabled={!sure}>
          {t('registerConfirm.apply')}
        </Button>
        <Button variant="subtle" color="dark" onClick={cancel}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

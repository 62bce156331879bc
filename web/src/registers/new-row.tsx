import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addRow, askRegistersAgain, type Cells, type Register, type RegisterRow } from '../api/registers.ts';
import { Notice } from '../pieces/notice.tsx';
import { RowForm } from './row-form.tsx';

/** A new line; and another one, for who has a pile of them. */
export function NewRow({ register, onDirty, close }: { register: Register; onDirty: (dirty: boolean) => void; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [round, setRound] = useState(0);
  const [added, setAdded] = useState<RegisterRow | null>(null);
  // A second click may come before the button is drawn as busy: one line is made, never two.
  const sending = useRef(false);
  const add = useMutation({
    mutationFn: ({ cells, act }: { cells: Cells; act: { reason: string; attach: readonly string[] } }) => addRow(register.id, cells, act),
    onSuccess: async (row) => {
      setAdded(row);
      onDirty(false);
      await askRegistersAgain(client);
    },
    onSettled: () => {
      sending.current = false;
    },
  });
  if (added !== null) {
    return (
      <div className="stack">
        <Notice kind="done">{t('registerRow.added', { number: added.number })}</Notice>
        <div className="row">
          <Button
            data-autofocus
            variant="outline"
            onClick={() => {
              setAdded(null);
              add.reset();
              setRound(round + 1);
            }}
          >
            {t('registerRow.another')}
          </Button>
          <Button variant="subtle" color="dark" onClick={close}>
            {t('action.close')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <RowForm
      key={round}
      fields={register.columns}
      before={{}}
      files={[]}
      submit={t('registerRow.add')}
      pending={add.isPending}
      error={add.error}
      onDirty={onDirty}
      onSubmit={(cells, act) => {
        if (sending.current) return;
        sending.current = true;
        add.mutate({ cells, act });
      }}
    />
  );
}

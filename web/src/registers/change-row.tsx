import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askRegistersAgain, type Cells, changeRow, type Register, type RegisterRowDetail, rowQuery } from '../api/registers.ts';
import { Notice } from '../pieces/notice.tsx';
import { changedCells } from './cell-draft.ts';
import { Conflict } from './conflict.tsx';
import { isStale } from './fault.tsx';
import { RowForm } from './row-form.tsx';

interface ChangeRowProps {
  register: Register;
  detail: RegisterRowDetail;
  onDirty: (dirty: boolean) => void;
  done: () => void;
  cancel: () => void;
}
interface Wanted {
  readonly revision: number;
  readonly cells: Cells;
  readonly act: { reason: string; attach: readonly string[] };
}

/** Changes a line. Where somebody else was faster, both are shown and the person chooses; nothing of what was typed is lost. */
export function ChangeRow({ register, detail, onDirty, done, cancel }: ChangeRowProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  // What the person saw when they began: a newer answer that arrives meanwhile must not pass for it.
  const [seen] = useState(detail);
  const [nothing, setNothing] = useState(false);
  const save = useMutation({
    mutationFn: ({ revision, cells, act }: Wanted) => changeRow(register.id, detail.id, revision, cells, act),
    onSuccess: async () => {
      await askRegistersAgain(client);
      done();
    },
    onError: (error) => (isStale(error) ? client.invalidateQueries({ queryKey: rowQuery(register.id, detail.id).queryKey }) : undefined),
  });
  const stale = isStale(save.error);
  return (
    <RowForm
      fields={register.columns}
      before={seen.cells}
      said={seen.said}
      files={detail.files}
      submit={t('registerRow.save')}
      pending={save.isPending}
      error={save.error}
      quietError={stale}
      onDirty={onDirty}
      onCancel={cancel}
      onSubmit={(values, act) => {
        const cells = changedCells(seen.cells, values);
        const empty = Object.keys(cells).length === 0 && act.attach.length === 0;
        setNothing(empty);
        if (!empty) save.mutate({ revision: seen.revision, cells, act });
      }}
    >
      {nothing && <Notice kind="info">{t('registerRow.noChange')}</Notice>}
      {stale && detail.revision > seen.revision && (
        <Conflict
          register={register}
          now={detail}
          seen={seen.revision}
          mine={save.variables!.cells}
          pending={save.isPending}
          takeMine={() => save.mutate({ ...save.variables!, revision: detail.revision })}
          takeTheirs={cancel}
        />
      )}
    </RowForm>
  );
}

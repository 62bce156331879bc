import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type Register, type RegisterRows, rowQuery } from '../api/registers.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { NewRow } from './new-row.tsx';
import { RowDetail } from './row-detail.tsx';
import { SideSheet } from './side-sheet.tsx';

/** The line that the address names, or the form for a new one, beside the table. What was written and not saved is never lost by closing. */
export function RowSheet({ register, row, close }: { register: Register; row: string; close: () => void }) {
  const { t } = useTranslation();
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const fresh = row === 'new';
  const query = useQuery({ ...rowQuery(register.id, row), enabled: !fresh });
  const client = useQueryClient();
  // Who only looks something up may read the line, not who wrote it: then it is shown as the table has it.
  const forbidden = query.error instanceof ApiError && query.error.code === 'forbidden';
  const listed = forbidden
    ? client
        .getQueriesData<RegisterRows>({ queryKey: ['registers', 'rows', register.id] })
        .flatMap(([, list]) => list?.rows ?? [])
        .find(({ id }) => id === row)
    : undefined;
  const leave = () => (dirty ? setAsking(true) : close());
  const gone = query.error instanceof ApiError && (query.error.code === 'not-found' || query.error.code === 'bad-request');
  return (
    <SideSheet title={fresh ? t('registerRow.newTitle') : (query.data?.number ?? listed?.number ?? '')} close={leave}>
      {asking && (
        <Notice kind="warn" title={t('registerRow.unsaved')}>
          <div className="row">
            <Button size="compact-sm" variant="outline" onClick={() => setAsking(false)}>
              {t('registerRow.goOn')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="red" onClick={close}>
              {t('registerRow.discard')}
            </Button>
          </div>
        </Notice>
      )}
      {fresh ? (
        register.canEdit && <NewRow register={register} onDirty={setDirty} close={close} />
      ) : listed !== undefined ? (
        <RowDetail register={register} detail={{ ...listed, files: [], case: null, history: [] }} onDirty={setDirty} />
      ) : gone ? (
        <Notice kind="error">{t('registerRow.missing')}</Notice>
      ) : (
        <Answer query={query}>{(detail) => <RowDetail register={register} detail={detail} onDirty={setDirty} />}</Answer>
      )}
    </SideSheet>
  );
}

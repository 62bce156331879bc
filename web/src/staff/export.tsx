import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, download, queryOf } from '../api/client.ts';
import { type ImportKind, importKinds } from '../api/staff.ts';
import { useSaid } from '../pieces/said.ts';
import { StaffFault } from './fault.tsx';

interface Wanted {
  readonly format: 'xlsx' | 'csv';
  readonly encoding: 'utf-8' | 'cp932';
  readonly replace: boolean;
}

/** The list as a file. Shift_JIS lacks some letters of names: then it is asked before they are replaced. */
export function StaffExport() {
  const { t } = useTranslation();
  const { language } = useSaid();
  const [kind, setKind] = useState<ImportKind>('people');
  const save = useMutation({
    mutationFn: ({ format, encoding, replace }: Wanted) =>
      download('GET', `/api/staff/export${queryOf({ kind, format, encoding, language, replace: String(replace) })}`, `${kind}.${format}`),
  });
  const lossy = save.error instanceof ApiError && save.error.params.why === 'unwritable';
  return (
    <div className="stack">
      <StaffFault error={save.error} />
      {lossy && (
        <div>
          <Button variant="outline" onClick={() => save.mutate({ format: 'csv', encoding: 'cp932', replace: true })}>
            {t('staff.exportReplace')}
          </Button>
        </div>
      )}
      <div className="row" style={{ alignItems: 'end' }}>
        <NativeSelect
          label={t('staff.exportKind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as ImportKind)}
          data={importKinds.map((value) => ({ value, label: t(`staffImport.kind.${value}`) }))}
        />
        {(
          [
            ['exportXlsx', { format: 'xlsx', encoding: 'utf-8', replace: false }],
            ['exportUtf8', { format: 'csv', encoding: 'utf-8', replace: false }],
            ['exportCp932', { format: 'csv', encoding: 'cp932', replace: false }],
          ] as const
        ).map(([label, wanted]) => (
          <Button key={label} variant="default" disabled={save.isPending} onClick={() => save.mutate(wanted)}>
            {t(`staff.${label}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

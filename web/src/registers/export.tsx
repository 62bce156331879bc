import { Button, NativeSelect, Popover } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type ExportWanted, exportRegister, type Register, type RowState, rowStates } from '../api/registers.ts';
import { useSaid } from '../pieces/said.ts';
import { RegisterFault } from './fault.tsx';
import classes from './register.module.css';

const kinds = [
  ['xlsx', { format: 'xlsx', encoding: 'utf-8' }],
  ['csvUtf8', { format: 'csv', encoding: 'utf-8' }],
  ['csvCp932', { format: 'csv', encoding: 'cp932' }],
] as const;

/** The register as a file that can be corrected and imported again. Where Shift_JIS lacks a character, it is asked first. */
export function ExportButton({ register }: { register: Register }) {
  const { t } = useTranslation();
  const { language, say } = useSaid();
  const [state, setState] = useState<RowState>('current');
  const file = useMutation({
    mutationFn: (wanted: Pick<ExportWanted, 'format' | 'encoding' | 'replace'>) =>
      exportRegister(register.id, { ...wanted, state, language }, say(register.title)),
  });
  const lossy = file.error instanceof ApiError && file.error.params.why === 'unwritable';
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus width={320}>
      <Popover.Target>
        <Button variant="default">{t('register.export')}</Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={t('register.export')}>
        <p className="small quiet">{t('register.exportLead')}</p>
        <NativeSelect
          size="sm"
          aria-label={t('register.stateLabel')}
          value={state}
          onChange={(event) => setState(rowStates.find((each) => each === event.currentTarget.value) ?? 'current')}
          data={rowStates.map((value) => ({ value, label: t(`register.states.${value}`) }))}
        />
        <div className={classes.exports}>
          {kinds.map(([label, wanted]) => (
            <Button key={label} variant="outline" disabled={file.isPending} onClick={() => file.mutate({ ...wanted, replace: 'false' })}>
              {t(`register.${label}`)}
            </Button>
          ))}
        </div>
        <RegisterFault error={file.error} />
        {lossy && (
          <Button variant="outline" onClick={() => file.mutate({ format: 'csv', encoding: 'cp932', replace: 'true' })}>
            {t('register.exportReplace')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

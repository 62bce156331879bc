import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askRegistersAgain, type Cells, changeRows, type FieldView, type Register } from '../api/registers.ts';
import { FieldInput } from '../pieces/field-input.tsx';
import { fieldProblems } from '../pieces/field-problems.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import type { BulkKind } from './bulk-bar.tsx';
import { isStale, RegisterFault } from './fault.tsx';
import classes from './register.module.css';

interface BulkFormProps {
  register: Register;
  kind: BulkKind;
  rows: readonly { readonly id: string; readonly revision: number }[];
  done: (count: number) => void;
  cancel: () => void;
}
const applyWords = { change: 'registerBulk.apply', end: 'registerBulk.applyEnd', restore: 'registerBulk.applyRestore' } as const;
const leadWords = { change: 'registerBulk.changeLead', end: 'registerBulk.endLead', restore: 'registerBulk.restoreLead' } as const;

/** One act on all chosen lines, with its reason: all of them or none. */
export function BulkForm({ register, kind, rows, done, cancel }: BulkFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [cells, setCells] = useState<Cells>({});
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const columns = register.columns.filter(({ id }) => id in cells);
  const act = useMutation({
    mutationFn: () =>
      changeRows(
        register.id,
        rows.map(({ id, revision }) => ({ id, revision })),
        kind === 'change' ? { type: 'change', cells } : { type: kind },
        reason.trim(),
      ),
    onSuccess: async ({ changed }) => {
      await askRegistersAgain(client);
      done(changed);
    },
    onError: (error) => (isStale(error) ? askRegistersAgain(client) : undefined),
  });
  const needsReason = tried && reason.trim() === '';
  const needsColumn = tried && kind === 'change' && columns.length === 0;
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (reason.trim() !== '' && (kind !== 'change' || columns.length > 0) && !act.isPending) act.mutate();
      }}
    >
      <p>{t(leadWords[kind])}</p>
      {isStale(act.error) ? <Notice kind="error">{t('registerBulk.conflict')}</Notice> : <RegisterFault error={act.error} />}
      {kind === 'change' && (
        <Columns register={register} columns={columns} cells={cells} onChange={setCells} error={act.error} missing={needsColumn} />
      )}
      <TextInput
        label={t('registerBulk.reason')}
        description={t('registerBulk.reasonHint')}
        maxLength={500}
        value={reason}
        error={needsReason ? t('registerBulk.needReason') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={act.isPending}>
          {t(applyWords[kind], { count: rows.length })}
        </Button>
        <Button variant="subtle" color="dark" onClick={cancel}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

interface ColumnsProps {
  register: Register;
  columns: readonly FieldView[];
  cells: Cells;
  onChange: (cells: Cells) => void;
  error: unknown;
  missing: boolean;
}

/** The fields that get a value, chosen one after the other. */
function Columns({ register, columns, cells, onChange, error, missing }: ColumnsProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const problems = fieldProblems(error);
  const left = register.columns.filter(({ id }) => !(id in cells));
  const without = (id: string) => onChange(Object.fromEntries(Object.entries(cells).filter(([column]) => column !== id)));
  return (
    <div className="stack">
      {columns.map((field) => (
        <div key={field.id} className={classes.bulkField}>
          <FieldInput
            field={field}
            value={cells[field.id]}
            problem={problems[field.id]}
            autoFocus
            onChange={(cell) => onChange({ ...cells, [field.id]: cell })}
          />
          <Button
            size="compact-sm"
            variant="subtle"
            color="dark"
            aria-label={t('registerBulk.removeColumn', { column: say(field.title) })}
            onClick={() => without(field.id)}
          >
            {t('fill.files.removeShort')}
          </Button>
        </div>
      ))}
      {columns.length > 0 && <p className="small quiet">{t('registerBulk.emptied')}</p>}
      {left.length > 0 && (
        <NativeSelect
          label={columns.length === 0 ? t('registerBulk.column') : t('registerBulk.addColumn')}
          value=""
          error={missing ? t('registerBulk.needColumn') : undefined}
          onChange={(event) => event.currentTarget.value !== '' && onChange({ ...cells, [event.currentTarget.value]: null })}
          data={[{ value: '', label: t('registerBulk.chooseColumn') }, ...left.map(({ id, title }) => ({ value: id, label: say(title) }))]}
        />
      )}
    </div>
  );
}

import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentView, Cells, FieldView, Said } from '../api/registers-types.ts';
import type { Words } from '../api/types.ts';
import { FieldForm } from '../pieces/field-form.tsx';
import { fieldProblems } from '../pieces/field-problems.ts';
import { Files } from '../pieces/files.tsx';
import { focusProblem } from '../pieces/focus-problem.ts';
import { Form } from '../pieces/form.tsx';
import { changedCells } from './cell-draft.ts';
import { RegisterFault } from './fault.tsx';
import classes from './row.module.css';

interface RowFormProps {
  fields: readonly FieldView[];
  /** What the line says now; a new one says what is offered. */
  before: Cells;
  said?: Said | undefined;
  /** Null where a line cannot take files with this act. */
  files: readonly AttachmentView[] | null;
  submit: string;
  pending: boolean;
  error: unknown;
  /** Where an error is said in another way, the plain words of it are left out. */
  quietError?: boolean;
  onSubmit: (cells: Cells, act: { reason: string; attach: readonly string[] }) => void;
  onDirty: (dirty: boolean) => void;
  onCancel?: () => void;
  /** Above the fields. */
  children?: ReactNode;
}

/** All fields of a line, its files and the reason. What the server refuses stands beside its field. */
export function RowForm(props: RowFormProps) {
  const { fields, before, said, files, submit, pending, error, quietError = false, onSubmit, onDirty, onCancel, children } = props;
  const { t } = useTranslation();
  const [values, setValues] = useState<Cells>(before);
  const [added, setAdded] = useState<readonly AttachmentView[]>([]);
  const [reason, setReason] = useState('');
  const form = useRef<HTMLDivElement>(null);
  const problems: Readonly<Record<string, Words>> = fieldProblems(error);
  const elsewhere = Object.keys(problems).every((id) => !fields.some((field) => field.id === id));
  const dirty = added.length > 0 || Object.keys(changedCells(before, values)).length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of this is told
  useEffect(() => onDirty(dirty), [dirty]);
  useEffect(() => {
    if (error !== null && error !== undefined) focusProblem(form.current);
  }, [error]);
  return (
    <Form className="stack" onSubmit={() => onSubmit(values, { reason: reason.trim(), attach: added.map(({ id }) => id) })}>
      {children}
      {!quietError && elsewhere && <RegisterFault error={error} />}
      <div ref={form}>
        <FieldForm fields={fields} values={values} onChange={setValues} problems={problems} said={said} autoFocus />
      </div>
      {files !== null && <Files files={files} pending={added} onPending={setAdded} canEdit title={t('registerRow.files')} />}
      <TextInput
        label={t('registerRow.reason')}
        description={t('registerRow.reasonHint')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={`row ${classes.foot}`}>
        <Button type="submit" loading={pending}>
          {submit}
        </Button>
        {onCancel !== undefined && (
          <Button variant="subtle" color="dark" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
    </Form>
  );
}

import { Button } from '@mantine/core';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseReceipt } from '../api/cases.ts';
import type { Cells, FieldView } from '../api/mechanism-types.ts';
import { isBlankCell } from '../api/mechanism-types.ts';
import { FieldForm } from '../pieces/field-form.tsx';
import { fieldProblems } from '../pieces/field-problems.ts';
import { Files } from '../pieces/files.tsx';
import { focusProblem } from '../pieces/focus-problem.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { missingIn, nothingMissing, stillMissing } from '../requests/missing.ts';
import classes from './case.module.css';
import { CaseFault } from './fault.tsx';
import { type Adopts, useAdopted } from './use-adopted.ts';
import { useStepDraft } from './use-step-draft.ts';

export interface StepGiven {
  readonly cells: Record<string, string | number | boolean | string[] | null>;
  readonly attach: string[];
}

interface StepFormProps {
  /** Under which what is being written outlives a reload of this tab. */
  draft: string;
  fields: readonly FieldView[];
  /** Where it can name a line that is in the register already: what is known of that is filled in. */
  adopts?: Adopts | undefined;
  file: 'needed' | 'possible' | null;
  /** What the button says. */
  does: string;
  /** Said beside the button: that a decision asks for the second factor. */
  note?: string | undefined;
  /** Nothing is sent while this stands in the way. */
  blocked?: boolean;
  send: (given: StepGiven) => Promise<CaseReceipt>;
  sent: (receipt: CaseReceipt) => unknown;
  refused?: (error: unknown) => unknown;
}

/** The form of one step: its questions, its files, one button. What is missing is said at once, everything finer by the server. */
export function StepForm(props: StepFormProps) {
  const { t } = useTranslation();
  const { draft: name, fields, adopts, file, does, note, blocked = false } = props;
  const place = useRef<HTMLDivElement>(null);
  const [missing, setMissing] = useState(nothingMissing);
  const [lacksFile, setLacksFile] = useState(false);
  const { draft, put, drop } = useStepDraft(name);
  const adopted = useAdopted(adopts, fields, { draft, put });
  const send = useSend(props, drop);
  const { error } = send;
  const problems = { ...missing, ...fieldProblems(error) };
  useEffect(() => {
    if (error !== null) focusProblem(place.current);
  }, [error]);
  const submit = () => {
    if (send.isPending || blocked) return;
    const blank = missingIn(fields, draft.values, t('requests.form.fill'));
    const noFile = file === 'needed' && draft.pending.length === 0;
    setMissing(blank);
    setLacksFile(noFile);
    if (Object.keys(blank).length > 0) requestAnimationFrame(() => focusProblem(place.current));
    else if (!noFile) send.mutate({ cells: filledOf(draft.values), attach: draft.pending.map(({ id }) => id) });
  };
  const said = Object.keys(problems).length;
  return (
    <Form className={classes.form ?? ''} label={does} onSubmit={submit}>
      <div ref={place} className={classes.form}>
        {fields.length > 0 && (
          <FieldForm
            fields={fields}
            values={draft.values}
            problems={problems}
            onChange={(values) => {
              setMissing((old) => stillMissing(old, values));
              put({ values });
              adopted(values);
            }}
          />
        )}
        {file !== null && (
          <Files
            title={t(file === 'needed' ? 'cases.next.fileNeeded' : 'cases.next.filePossible')}
            files={[]}
            pending={draft.pending}
            onPending={(pending) => put({ pending })}
            canEdit
          />
        )}
      </div>
      {lacksFile && draft.pending.length === 0 && <Notice kind="error">{t('cases.next.lacksFile')}</Notice>}
      {said > 0 ? <Notice kind="error" title={t('fill.check', { count: said })} /> : <CaseFault error={error} />}
      <div className="row">
        <Button type="submit" size="md" loading={send.isPending} disabled={blocked}>
          {does}
        </Button>
        {note !== undefined && <span className="small quiet">{note}</span>}
      </div>
    </Form>
  );
}

const useSend = ({ send, sent, refused }: StepFormProps, drop: () => void): UseMutationResult<CaseReceipt, Error, StepGiven> =>
  useMutation({
    mutationFn: send,
    onSuccess: async (receipt) => {
      drop();
      await sent(receipt);
    },
    onError: (error) => refused?.(error),
  });

const filledOf = (values: Cells): StepGiven['cells'] =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, cell]) => !isBlankCell(cell))
      .map(([id, cell]) => [id, Array.isArray(cell) ? [...cell] : cell]),
  );

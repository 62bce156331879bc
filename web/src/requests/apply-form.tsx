import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type Cells, isBlankCell } from '../api/mechanism-types.ts';
import { changeRequest, createRequest, type RequestDetail, type RequestKindView, requestQuery } from '../api/requests.ts';
import { FieldForm } from '../pieces/field-form.tsx';
import { fieldProblems } from '../pieces/field-problems.ts';
import { Files } from '../pieces/files.tsx';
import { focusProblem } from '../pieces/focus-problem.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { type Sent, sentKey } from './done.ts';
import type { DraftKeeper, FormDraft } from './draft.ts';
import { RequestFault } from './fault.tsx';
import { missingIn, nothingMissing, stillMissing } from './missing.ts';
import classes from './requests.module.css';
import { RoutePreview } from './route-preview.tsx';
import { useDraft } from './use-draft.ts';
import { validityProblem } from './validity.ts';
import { ValidityField } from './validity-field.tsx';

interface ApplyFormProps {
  kind: RequestKindView;
  /** The request that it goes on with, or begins as a copy of. */
  from: RequestDetail | null;
  isCopy: boolean;
  /** What another page knew already. */
  begun?: Cells;
}

const formOf = (from: RequestDetail | null, isCopy: boolean): string => (from === null ? 'new' : `${isCopy ? 'copy' : 'draft'}.${from.id}`);

/** The questions, the files, who will decide, and two buttons: send, or keep for later. */
export function ApplyForm({ kind, from, isCopy, begun = {} }: ApplyFormProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const { keeper, draft, wasKept, put, forget } = useDraft(
    `${kind.id}.${formOf(from, isCopy)}${from === null && begun.name !== undefined ? `.${String(begun.name)}` : ''}`,
    from,
    begun,
  );
  const [missing, setMissing] = useState(nothingMissing);
  const send = useSend({ kind, from, isCopy, draft, keeper });
  const { error } = send;
  const problems = { ...missing, ...fieldProblems(error) };
  useEffect(() => {
    if (error !== null) focusProblem(form.current);
  }, [error]);
  const daysFit = validityProblem(draft.validForDays, kind.validDays) === null;
  const submit = () => {
    if (send.isPending || kind.problem !== null) return;
    const found = missingIn(kind.fields, draft.values, t('requests.form.fill'));
    setMissing(found);
    if (Object.keys(found).length === 0 && daysFit) send.mutate(true);
    else requestAnimationFrame(() => focusProblem(form.current));
  };
  return (
    <Form className={classes.apply} onSubmit={submit}>
      <div ref={form} className={classes.applyFields}>
        {wasKept && <Kept forget={forget} />}
        <FieldForm
          fields={kind.fields}
          values={draft.values}
          problems={problems}
          said={from?.said}
          onChange={(values) => {
            setMissing((old) => stillMissing(old, values));
            put({ values });
          }}
        />
        <ValidityField daysMax={kind.validDays} value={draft.validForDays} onChange={(validForDays) => put({ validForDays })} />
        <Files
          title={t('requests.form.files')}
          files={isCopy ? [] : (from?.files ?? [])}
          pending={draft.pending}
          onPending={(pending) => put({ pending })}
          canEdit
        />
        <RoutePreview kind={kind} />
      </div>
      {Object.keys(problems).length > 0 ? (
        <Notice kind="error" title={t('fill.check', { count: Object.keys(problems).length })} />
      ) : (
        <FormFault error={error} />
      )}
      <div className={classes.bar}>
        <Button type="submit" size="md" loading={send.isPending && send.variables} disabled={send.isPending || kind.problem !== null}>
          {t('requests.form.submit')}
        </Button>
        <Button
          size="md"
          variant="default"
          loading={send.isPending && !send.variables}
          disabled={send.isPending}
          onClick={() => (daysFit ? send.mutate(false) : focusProblem(form.current))}
        >
          {t('requests.form.keep')}
        </Button>
      </div>
    </Form>
  );
}

/** Sends it, or keeps it as a draft on the server, and goes to its page. */
function useSend({ kind, from, isCopy, draft, keeper }: ApplyFormProps & { draft: FormDraft; keeper: DraftKeeper }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  // The one that was opened here: what another tab saved meanwhile is never overwritten unseen.
  const [base, setBase] = useState(isCopy ? null : from);
  const attach = draft.pending.map(({ id }) => id);
  const validForDays = typeof draft.validForDays === 'number' ? draft.validForDays : null;
  const body = { form: filledOf(draft), validForDays, attach };
  return useMutation({
    mutationFn: (submit: boolean) =>
      base === null
        ? createRequest({ kind: kind.id, ...body, submit })
        : changeRequest(base.id, { ...body, revision: base.revision, submit }),
    onSuccess: async ({ id }, submit) => {
      keeper.drop();
      client.setQueryData<Sent>(sentKey, { id, done: submit ? 'submit' : 'keep' });
      await client.invalidateQueries({ queryKey: ['requests'] });
      await navigate({ to: '/requests/$id', params: { id }, replace: true });
    },
    onError: async (error) => {
      // Said, and then the person's own decision: the next press overwrites it.
      if (error instanceof ApiError && error.code === 'conflict' && base !== null)
        setBase(await client.fetchQuery({ ...requestQuery(base.id), staleTime: 0 }));
    },
  });
}

function FormFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error instanceof ApiError && error.code === 'conflict') return <Notice kind="warn" title={t('requests.form.savedElsewhere')} />;
  return <RequestFault error={error} />;
}

const filledOf = ({ values }: FormDraft) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, cell]) => !isBlankCell(cell))
      .map(([id, cell]) => [id, Array.isArray(cell) ? [...cell] : cell]),
  );

function Kept({ forget }: { forget: () => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return (
    <Notice kind="info" title={t('requests.form.kept')}>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          setShown(false);
          forget();
        }}
      >
        {t('requests.form.forget')}
      </Button>
    </Notice>
  );
}

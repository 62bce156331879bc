import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { chapterQuery, type Draft, type DraftValue, saveDraftValue, touchedKeys } from '../api/procedures.ts';
import type { ParamValue } from '../api/types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { draftOf, readDraft, type Draft as Typed } from '../settings/value-draft.ts';
import { ValueField } from '../settings/value-field.tsx';
import { reasonCharsMax } from './clause-draft.ts';
import { ClauseNumbers } from './clause-numbers.tsx';
import { useDesk } from './desk.tsx';
import { isLaxerThanSample } from './laxer.ts';
import classes from './value-editor.module.css';

interface ValueEditorProps {
  value: DraftValue;
  canEdit: boolean;
  close: () => void;
  setBusy: (busy: boolean) => void;
}

/** One value where it stands: what it means, what the guideline says of it, its bounds, and the field to change it. */
export function ValueEditor({ value, canEdit, close, setBusy }: ValueEditorProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <div className={classes.editor}>
      <p className={classes.title}>{say(value.title)}</p>
      <Origin value={value} />
      {value.hint !== null && <p className="small">{say(value.hint)}</p>}
      {canEdit ? <ValueChange value={value} close={close} setBusy={setBusy} /> : <Reading value={value} close={close} />}
      {value.usedBy.length > 0 && (
        <p className="small quiet">
          {t('chapter.value.usedBy')} <ClauseNumbers ids={value.usedBy} />
        </p>
      )}
    </div>
  );
}

function Pending({ value }: { value: DraftValue }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (!value.pending) return null;
  return (
    <Notice kind="warn">
      <p className="small">{t('chapter.value.pendingLong', { draft: say(value.said), said: say(value.inForceSaid) })}</p>
    </Notice>
  );
}

function Origin({ value }: { value: DraftValue }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const said = say(value.defaultSaid);
  return (
    <p className={classes.origin}>
      {value.origin === 'company' ? (
        <>
          <b>{t('chapter.value.notFixed')}</b> {t('chapter.value.suggestion', { said })}
        </>
      ) : (
        <b>{t(`chapter.value.${value.origin}`, { said })}</b>
      )}
    </p>
  );
}

function Reading({ value, close }: { value: DraftValue; close: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      <Pending value={value} />
      <p className={classes.big}>{say(value.said)}</p>
      {value.reason !== null && <p className="small">{t('chapter.value.why', { reason: value.reason })}</p>}
      <p className="small quiet">{t('values.yourRole')}</p>
      <div>
        <Button variant="default" size="compact-sm" onClick={close}>
          {t('action.close')}
        </Button>
      </div>
    </>
  );
}

/** Saves against the draft that the person has seen. Whoever was faster is shown; what was typed stays. */
function useValueSave(value: DraftValue, setBusy: (busy: boolean) => void) {
  const client = useQueryClient();
  const { control } = useDesk();
  const [revision, setRevision] = useState(value.revision);
  const [overtaken, setOvertaken] = useState<DraftValue | null>(null);
  const save = useMutation({
    mutationFn: ({ wanted, reason }: { wanted: ParamValue; reason: string }) =>
      saveDraftValue(value.id, { revision, value: wanted, ...(reason === '' ? {} : { reason }) }),
    onMutate: () => setBusy(true),
    onSettled: () => setBusy(false),
    onSuccess: async (saved) => {
      setRevision(saved.revision);
      setOvertaken(null);
      await Promise.all(touchedKeys.map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'conflict') return;
      const key = chapterQuery(control.id).queryKey;
      await client.invalidateQueries({ queryKey: key });
      const newest = client.getQueryData<Draft>(key)?.values.find((each) => each.id === value.id);
      if (newest !== undefined) setRevision(newest.revision);
      setOvertaken(newest ?? null);
    },
  });
  return { save, overtaken };
}

const wantsReason = (error: unknown): boolean => error instanceof ApiError && error.code === 'reason-required';

function ValueChange({ value, close, setBusy }: Omit<ValueEditorProps, 'canEdit'>) {
  const { t } = useTranslation();
  const { save, overtaken } = useValueSave(value, setBusy);
  const [typed, setTyped] = useState<Typed>(() => draftOf(value.value));
  const [reason, setReason] = useState(value.reason ?? '');
  const [asked, setAsked] = useState(false);
  const [tried, setTried] = useState(false);
  const read = readDraft(value, typed);
  const laxer = asked || (read.ok && isLaxerThanSample(value, read.value));
  const confirms = read.ok && read.same && !value.answered;
  const idle = read.ok && read.same && !confirms && reason.trim() === (value.reason ?? '');
  const keeper = useRef<HTMLDivElement>(null);
  // A button that is busy loses the focus; without it Escape would no longer reach the form.
  useEffect(() => {
    if (!save.isPending && document.activeElement === document.body) keeper.current?.focus();
  }, [save.isPending]);
  const submit = () => {
    setTried(true);
    if (!read.ok || idle || (laxer && reason.trim() === '')) return;
    save.mutate({ wanted: read.value, reason: reason.trim() }, { onError: (error) => setAsked(asked || wantsReason(error)) });
  };
  const changed = () => !save.isPending && save.reset();
  return (
    <Form className={classes.form} onSubmit={submit}>
      <div ref={keeper} tabIndex={-1} className="unseen" />
      {/* Who has just saved is told by the outcome. */}
      {!save.isSuccess && <Pending value={value} />}
      <Outcome save={save} overtaken={overtaken} take={(newest) => setTyped(draftOf(newest.value))} />
      <ValueField
        param={value}
        draft={typed}
        fault={tried && !read.ok ? read.fault : undefined}
        onChange={(next) => {
          changed();
          setTyped(next);
        }}
      />
      {(laxer || reason !== '') && (
        <ReasonField
          laxer={laxer}
          lacks={tried && laxer && reason.trim() === ''}
          reason={reason}
          set={(next) => {
            changed();
            setReason(next);
          }}
        />
      )}
      {tried && idle && !save.isSuccess && <p className="small">{t('values.same')}</p>}
      <div className="row">
        <Button type="submit" size="compact-md" loading={save.isPending}>
          {confirms ? t('chapter.value.confirm') : t('action.save')}
        </Button>
        <Button variant="default" size="compact-md" onClick={close} disabled={save.isPending}>
          {save.isSuccess ? t('action.close') : t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}

interface ReasonFieldProps {
  laxer: boolean;
  lacks: boolean;
  reason: string;
  set: (reason: string) => void;
}

function ReasonField({ laxer, lacks, reason, set }: ReasonFieldProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={laxer ? t('chapter.value.laxerReason') : t('values.reason')}
      description={laxer ? t('chapter.value.laxerNote') : undefined}
      error={lacks ? t('chapter.value.needReason') : undefined}
      required={laxer}
      rows={2}
      maxLength={reasonCharsMax}
      value={reason}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

interface OutcomeProps {
  save: { readonly error: unknown; readonly data: { readonly counts: 'now' | 'when-approved' } | undefined };
  overtaken: DraftValue | null;
  take: (newest: DraftValue) => void;
}

/** How the save went, in the form itself. */
function Outcome({ save, overtaken, take }: OutcomeProps): ReactNode {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (overtaken !== null && save.error !== null) {
    return (
      <Notice kind="error" title={t('values.conflict')}>
        <p className="small">{t('chapter.value.overtaken', { said: say(overtaken.said) })}</p>
        <Button variant="outline" size="compact-sm" onClick={() => take(overtaken)}>
          {t('values.takeNewest')}
        </Button>
      </Notice>
    );
  }
  // The field for the reason says it itself.
  if (wantsReason(save.error)) return null;
  if (save.data !== undefined) return <Notice kind="done">{t(`chapter.value.saved.${save.data.counts}`)}</Notice>;
  return <Fault error={save.error} />;
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { completeOccurrence, type OccurrenceDetail, type Sheet } from '../api/duties.ts';
import type { Words } from '../api/types.ts';
import { type CaseDone, caseDoneKey } from '../cases/done.tsx';
import { FieldForm } from '../pieces/field-form.tsx';
import { fieldProblems } from '../pieces/field-problems.ts';
import { Files } from '../pieces/files.tsx';
import { focusProblem } from '../pieces/focus-problem.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import classes from './occurrence.module.css';
import { draftOfValues, lacksFile, missingFields, recordFields, remarkId, valuesOf } from './record-fields.ts';
import { SheetView } from './sheet.tsx';
import { changedSections, needsALook } from './sheet-changes.ts';
import { useDraft } from './use-draft.ts';
import type { Told } from './use-receipt.ts';

interface RecordFormProps {
  occurrence: OccurrenceDetail;
  told: Told;
  /** Somebody else closed it meanwhile: nothing was recorded. */
  overtaken: () => void;
}

/** The sheet, and under it what the person writes down. What is confirmed is what was seen: its digest goes back with the record. */
export function RecordForm({ occurrence, told, overtaken }: RecordFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id, sheet, revision, fields, file, files } = occurrence;
  const { draft, write, drop } = useDraft(id, sheet?.digest ?? null);
  const [seen, setSeen] = useState<Sheet | null>(sheet?.digest === draft.sheetDigest ? sheet : null);
  const [tried, setTried] = useState<'no' | 'incomplete' | 'sheet'>('no');
  const form = useRef<HTMLDivElement>(null);
  const isChanged = sheet !== null && sheet.digest !== draft.sheetDigest;
  const complete = useMutation({
    mutationFn: () =>
      completeOccurrence(id, {
        revision,
        result: draft.result!,
        record: draft.record,
        remark: draft.remark,
        sheetDigest: sheet?.digest ?? null,
        attach: draft.pending.map((each) => each.id),
      }),
    onSuccess: async (receipt) => {
      drop();
      await told('completed', receipt);
      // What was recorded is a step of a case: there it goes on, and whoever can do the next step finds its form open.
      if (occurrence.case?.mayRead) {
        client.setQueryData<CaseDone>(caseDoneKey, { id: occurrence.case.id, done: 'step' });
        await navigate({ to: '/cases/$id', params: { id: occurrence.case.id } });
      }
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || (error.code !== 'conflict' && error.code !== 'wrong-state')) return;
      await client.invalidateQueries({ queryKey: ['duties', 'occurrence', id] });
      const now = client.getQueryData<OccurrenceDetail>(['duties', 'occurrence', id]);
      if (now !== undefined && now.state !== 'open' && now.state !== 'overdue') overtaken();
    },
  });
  const acknowledge = () => {
    write({ ...draft, sheetDigest: sheet?.digest ?? null });
    setSeen(sheet);
    setTried('no');
  };
  const missing = missingFields(fields, draft);
  const needsFile = lacksFile(file, draft, files.length);
  const submit = () => {
    if (complete.isPending) return;
    flushSync(() => setTried(missing.length > 0 || needsFile ? 'incomplete' : isChanged ? 'sheet' : 'no'));
    if (missing.length > 0 || needsFile) focusProblem(form.current);
    else if (isChanged) document.getElementById('sheet-changed')?.scrollIntoView({ block: 'center' });
    else complete.mutate();
  };
  const pleaseFill: Words = { ja: t('duties.fillIn'), en: t('duties.fillIn') };
  const refused = complete.error instanceof ApiError && complete.error.code === 'reason-required' ? [remarkId] : [];
  const problems =
    tried === 'incomplete'
      ? Object.fromEntries(missing.map((field) => [field, pleaseFill]))
      : { ...fieldProblems(complete.error), ...Object.fromEntries(refused.map((field) => [field, pleaseFill])) };
  const isSaidByFields = Object.keys(problems).length > 0;
  return (
    <>
      {isChanged && <SheetChanged acknowledge={acknowledge} />}
      {sheet !== null && (
        <SheetView sheet={sheet} isFrozen={false} changed={isChanged && seen !== null ? changedSections(seen, sheet) : new Set()} />
      )}
      <Section id="record" title={t('duties.record')} lead={t(sheet === null ? 'duties.recordLead' : 'duties.recordLeadSheet')}>
        <Form className={classes.record ?? ''} label={t('duties.record')} onSubmit={submit}>
          <div ref={form}>
            <FieldForm
              fields={recordFields(fields, draft, (key) => t(`duties.${key}`), { ofCase: occurrence.case !== null })}
              values={valuesOf(draft)}
              onChange={(values) => write(draftOfValues(draft, values))}
              problems={problems}
            />
          </div>
          {draft.result === 'in-order' && needsALook(sheet) && <Notice kind="warn">{t('duties.looksWrong')}</Notice>}
          <div className={classes.files}>
            <Files
              title={t(file === 'needed' ? 'duties.fileNeeded' : 'duties.filePossible')}
              files={files}
              pending={draft.pending}
              onPending={(pending) => write({ ...draft, pending })}
              canEdit
            />
            {tried === 'incomplete' && needsFile && <Notice kind="error">{t('duties.lacksFile')}</Notice>}
          </div>
          {!isSaidByFields && <RecordFault error={complete.error} isSheet={isChanged} />}
          {tried === 'incomplete' && (
            <Notice kind="error">{t('duties.incomplete', { count: missing.length + (needsFile ? 1 : 0) })}</Notice>
          )}
          {tried === 'sheet' && isChanged && <Notice kind="error">{t('duties.sheetFirstLook')}</Notice>}
          <div className="row">
            <Button type="submit" size="md" loading={complete.isPending}>
              {t('duties.complete')}
            </Button>
            <span className="small quiet">{t('duties.completeHint')}</span>
          </div>
        </Form>
      </Section>
    </>
  );
}

/** The world went on while somebody wrote: the new sheet is shown, and counts only once it was looked at. */
function SheetChanged({ acknowledge }: { acknowledge: () => void }) {
  const { t } = useTranslation();
  return (
    <div id="sheet-changed">
      <Notice kind="warn" title={t('duties.sheetChanged')}>
        <p>{t('duties.sheetChangedBody')}</p>
        <Button variant="outline" onClick={acknowledge}>
          {t('duties.sheetSeen')}
        </Button>
      </Notice>
    </div>
  );
}

/** A conflict that is only the sheet's is said above; one with another person's words is said here. */
function RecordFault({ error, isSheet }: { error: unknown; isSheet: boolean }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError)) return <Fault error={error} />;
  if (error.code === 'not-ready')
    return <Notice kind="error">{t(error.params.what === 'file' ? 'duties.lacksFile' : 'duties.sheetFirstLook')}</Notice>;
  if (error.code === 'conflict') return <Notice kind="error">{t(isSheet ? 'duties.sheetFirstLook' : 'duties.conflict')}</Notice>;
  return <Fault error={error} />;
}

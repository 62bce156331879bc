import { Button, FileInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type Company, type HolidaysPreview, sendHolidays } from '../api/company.ts';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './company.module.css';
import { SaidFault } from './said-fault.tsx';

export const fileBytesMax = 1_048_576;

/** The Cabinet Office's file: looked at first, stored only when a person says so. */
export function HolidaysImport({ company, canEdit }: { company: Company; canEdit: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn: (chosen: File) => sendHolidays(chosen) });
  const apply = useMutation({
    mutationFn: ({ chosen, seen }: { chosen: File; seen: HolidaysPreview }) =>
      sendHolidays(chosen, { digest: seen.digest, revision: seen.revision }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['company'] }),
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    preview.reset();
    apply.reset();
    if (chosen !== null && chosen.size <= fileBytesMax) preview.mutate(chosen);
  };
  const { imported, known, announcedUntil } = company.calendar;
  return (
    <div className={classes.file}>
      <p className="small">
        {imported === null ? (
          t('company.holidays.bundled', { from: known.from, to: known.to, announced: announcedUntil })
        ) : (
          <>
            {t('company.holidays.imported', { rows: imported.rows, from: imported.from, to: imported.to })} <When at={imported.at} />
          </>
        )}
      </p>
      {canEdit && (
        <FileInput
          className={`${classes.middle} no-print`}
          w="100%"
          label={t('company.holidays.file')}
          description={t('company.holidays.fileHint')}
          placeholder={t('company.holidays.choose')}
          accept=".csv,text/csv"
          value={file}
          onChange={choose}
          clearable
          clearButtonProps={{ 'aria-label': t('company.holidays.clear') }}
          error={file !== null && file.size > fileBytesMax ? t('company.holidays.tooLarge') : undefined}
        />
      )}
      {preview.isPending && (
        <p className="small quiet" role="status">
          {t('company.holidays.reading')}
        </p>
      )}
      <SaidFault error={preview.error} />
      {preview.data !== undefined && !apply.isSuccess && (
        <Preview
          preview={preview.data}
          pending={apply.isPending}
          apply={() => file !== null && apply.mutate({ chosen: file, seen: preview.data })}
        />
      )}
      {apply.error instanceof ApiError && apply.error.code === 'conflict' && file !== null ? (
        <Notice kind="error" title={t('fault.title')}>
          <p>{t('company.holidays.conflict')}</p>
          <Button variant="outline" size="compact-sm" onClick={() => choose(file)}>
            {t('company.holidays.again')}
          </Button>
        </Notice>
      ) : (
        <SaidFault error={apply.error} />
      )}
      {apply.isSuccess && <Notice kind="done">{t('company.holidays.done', { rows: apply.data.rows })}</Notice>}
    </div>
  );
}

function Preview({ preview, pending, apply }: { preview: HolidaysPreview; pending: boolean; apply: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { problems, added, removed, renamed, pastChanges } = preview;
  const nothing = added.length + removed.length + renamed.length + pastChanges === 0;
  return (
    <div className="stack" style={{ width: '100%' }}>
      <p>
        {t('company.holidays.read', {
          rows: preview.rows,
          from: preview.from ?? '－',
          to: preview.to ?? '－',
          encoding: preview.encoding === 'CP932' ? 'Shift_JIS (CP932)' : 'UTF-8',
        })}
      </p>
      {problems.length > 0 ? (
        <Notice kind="error" title={t('company.holidays.problems', { count: problems.length })}>
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.line}${problem.words.ja}`} className="small">
                {t('company.holidays.line', { line: problem.line })} {say(problem.words)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <>
          {nothing && <Notice kind="info">{t('company.holidays.nothing')}</Notice>}
          <div className={classes.differences}>
            <Days title={t('company.holidays.added')} rows={added.map(({ date, name }) => ({ date, said: name }))} />
            <Days title={t('company.holidays.removed')} rows={removed.map(({ date, name }) => ({ date, said: name }))} />
            <Days
              title={t('company.holidays.renamed')}
              rows={renamed.map(({ date, before, after }) => ({ date, said: `${before} → ${after}` }))}
            />
          </div>
          {pastChanges > 0 && <p className="small quiet">{t('company.holidays.past', { count: pastChanges })}</p>}
          <div>
            <Button onClick={apply} loading={pending}>
              {t('company.holidays.apply')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Days({ title, rows }: { title: string; rows: readonly { readonly date: string; readonly said: string }[] }) {
  if (rows.length === 0) return null;
  return (
    <div>
      <p className="small">
        <b>{title}</b>
      </p>
      <ul>
        {rows.map(({ date, said }) => (
          <li key={date}>
            <span className="number">{date}</span> {said}
          </li>
        ))}
      </ul>
    </div>
  );
}

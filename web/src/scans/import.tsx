import { Button, Checkbox, FileInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importScan, previewScan, type ScanPreview } from '../api/scans.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import { ScanFault } from './fault.tsx';
import classes from './scans.module.css';

type Run = ScanPreview['runs'][number];
const warnings = ['absolute-paths', 'no-fingerprints', 'tool-failed', 'no-rules'] as const;

/** A report is read and shown: what is new, gone and back. Only what was shown is taken. */
export function ImportScan({ target }: { target: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [complete, setComplete] = useState(true);
  const preview = useMutation({ mutationFn: (of: { file: File; complete: boolean }) => previewScan(target, of.file, of.complete) });
  const shown = preview.data;
  const take = useMutation({
    mutationFn: () => importScan(target, file!, complete, shown!.digest),
    onSuccess: async () => {
      setFile(null);
      preview.reset();
      await client.invalidateQueries({ queryKey: ['scans'] });
    },
  });
  const allSame = shown?.runs.every(({ same }) => same) === true;
  return (
    <Section title={t('scans.import')} lead={t('scans.importLead')}>
      <Form
        className={classes.form}
        label={t('scans.import')}
        onSubmit={() => shown !== undefined && !allSame && !take.isPending && take.mutate()}
      >
        <FileInput
          label={t('scans.file')}
          placeholder={t('fill.files.add')}
          description={t('scans.fileHint')}
          accept=".sarif,.json,.xml"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            take.reset();
            if (chosen === null) preview.reset();
            else preview.mutate({ file: chosen, complete });
          }}
        />
        <Checkbox
          label={t('scans.complete')}
          description={t('scans.completeHint')}
          checked={complete}
          onChange={(event) => {
            setComplete(event.currentTarget.checked);
            if (file !== null) preview.mutate({ file, complete: event.currentTarget.checked });
          }}
        />
        <ScanFault error={preview.error ?? take.error} />
        {preview.isPending && <p role="status">{t('scans.reading')}</p>}
        {take.data !== undefined && <Notice kind="done">{t('scans.imported')}</Notice>}
        {shown !== undefined && file !== null && (
          <>
            {shown.runs.map((run) => (
              <RunShown key={`${run.tool} ${run.scope}`} run={run} />
            ))}
            <div className={classes.acts}>
              <Button type="submit" disabled={allSame || preview.isPending} loading={take.isPending}>
                {t('scans.take')}
              </Button>
            </div>
          </>
        )}
      </Form>
    </Section>
  );
}

function RunShown({ run }: { run: Run }) {
  const { t } = useTranslation();
  return (
    <section aria-label={run.tool} className={classes.list}>
      <h3>
        {run.tool} <span className="small quiet">{[run.toolVersion, run.scope].filter((part) => part !== '').join(' · ')}</span>
      </h3>
      {run.scannedAt !== null && (
        <p className="small quiet">
          {t('scans.scannedAt')} <When at={run.scannedAt} />
        </p>
      )}
      {run.same ? (
        <Notice kind="info">{t('scans.same')}</Notice>
      ) : (
        <p role="status">{t('scans.shown', { results: run.results, unchanged: run.unchanged, ...run.counts })}</p>
      )}
      {warnings
        .filter((warning) => run.warnings.includes(warning))
        .map((warning) => (
          <Notice key={warning} kind="warn">
            {t(`scans.warnings.${warning}`)}
          </Notice>
        ))}
      {(['reappeared', 'new', 'gone'] as const).map((part) => (
        <Samples key={part} title={t(`scans.parts.${part}`, { count: run.counts[part] })} found={run[part]} total={run.counts[part]} />
      ))}
    </section>
  );
}

function Samples({ title, found, total }: { title: string; found: Run['new']; total: number }) {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {found.map(({ rule, title: what, place, line, severity }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be equal in all that is shown, and the list never changes
          <li key={index} className={classes.place}>
            <span className={severity === 'critical' || severity === 'high' ? classes.worst : undefined}>
              {t(`scans.severities.${severity}`)}
            </span>{' '}
            {what}{' '}
            <span className="small quiet">
              {rule} · {place}
              {line === null ? '' : `:${line}`}
            </span>
          </li>
        ))}
      </ul>
      {total > found.length && <p className="small quiet">{t('scans.andMore', { count: total - found.length })}</p>}
    </details>
  );
}

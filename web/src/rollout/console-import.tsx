import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyConsole, previewConsole } from '../api/consoles.ts';
import type { ConsoleKindView, ConsolePreview } from '../api/consoles-types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { ConsoleLines } from './console-lines.tsx';
import classes from './rollout.module.css';

/** A file is read and shown; columns can be put right; only what was shown is taken. */
export function ImportConsole({ view }: { view: ConsoleKindView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [product, setProduct] = useState(view.last?.product ?? '');
  const [asOf, setAsOf] = useState('');
  const preview = useMutation({
    mutationFn: ({ from, columns }: { from: File; columns: ConsolePreview['columns'] | null }) => previewConsole(view.kind, from, columns),
  });
  const shown = preview.data;
  const apply = useMutation({
    mutationFn: () => applyConsole(view.kind, file!, shown!.columns, { digest: shown!.digest, asOf, product }),
    onSuccess: async () => {
      setFile(null);
      preview.reset();
      await client.invalidateQueries();
    },
  });
  const ready = shown !== undefined && shown.records > 0 && asOf !== '' && product.trim() !== '' && !preview.isPending;
  return (
    <Form className={classes.form} label={t('rollout.consoles.import')} onSubmit={() => ready && apply.mutate()}>
      <FileInput
        label={t('rollout.consoles.file')}
        accept=".csv,.txt,.xlsx"
        value={file}
        onChange={(chosen) => {
          setFile(chosen);
          apply.reset();
          if (chosen === null) preview.reset();
          else preview.mutate({ from: chosen, columns: null });
        }}
      />
      <Fault error={preview.error ?? apply.error} />
      {apply.isSuccess && <Notice kind="done">{t('rollout.consoles.done')}</Notice>}
      {shown !== undefined && file !== null && (
        <>
          <Columns view={view} shown={shown} onChange={(columns) => preview.mutate({ from: file, columns })} />
          <Problems shown={shown} />
          <p role="status">{t('rollout.consoles.shown', { records: shown.records, matched: shown.matched })}</p>
          <ConsoleLines view={view} lines={shown.lines} missing={shown.missing} />
          <div className={classes.pair}>
            <TextInput
              label={t('rollout.consoles.product')}
              placeholder="Microsoft Intune"
              maxLength={100}
              value={product}
              onChange={(event) => setProduct(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={t('rollout.consoles.asOf')}
              value={asOf}
              onChange={(event) => setAsOf(event.currentTarget.value)}
            />
          </div>
          <div className={classes.acts}>
            <Button type="submit" disabled={!ready} loading={apply.isPending}>
              {t('rollout.consoles.take')}
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}

interface ColumnsProps {
  view: ConsoleKindView;
  shown: ConsolePreview;
  onChange: (columns: ConsolePreview['columns']) => void;
}

function Columns({ view, shown, onChange }: ColumnsProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <div className={classes.pair}>
      {view.fields.map(({ id, title }) => (
        <NativeSelect
          key={id}
          label={say(title)}
          value={shown.columns[id] ?? ''}
          onChange={(event) => onChange({ ...shown.columns, [id]: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          data={[
            { value: '', label: t('rollout.consoles.noColumn') },
            ...[...new Set(shown.header)].filter((each) => each !== '').map((each) => ({ value: each, label: each })),
          ]}
        />
      ))}
    </div>
  );
}

function Problems({ shown: { bad, badCount } }: { shown: ConsolePreview }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (badCount === 0) return null;
  return (
    <Notice kind="warn" title={t('rollout.consoles.bad', { count: badCount })}>
      <ul>
        {bad.slice(0, 20).map(({ row, says }) => (
          <li key={`${row} ${says.en}`}>{t('rollout.consoles.badLine', { row, says: say(says) })}</li>
        ))}
      </ul>
    </Notice>
  );
}

import { Button, NativeSelect, Radio } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FileEncoding, type ImportKind, importKinds } from '../api/staff.ts';
import classes from './staff.module.css';

export interface Chosen {
  readonly file: File;
  /** Null: the server finds out, or refuses. */
  readonly encoding: FileEncoding | null;
}

interface Props {
  kind: ImportKind;
  chosen: Chosen | null;
  reading: boolean;
  onKind: (kind: ImportKind) => void;
  onChoose: (chosen: Chosen) => void;
}

/** What is imported and from which file: dropped, or chosen with mouse, finger or keyboard. */
export function FileChooser({ kind, chosen, reading, onKind, onChoose }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const [over, setOver] = useState(false);
  const [encoding, setEncoding] = useState<FileEncoding | null>(null);
  const take = (file: File | undefined) => {
    if (file !== undefined) onChoose({ file, encoding });
  };
  return (
    <div className="stack no-print">
      <Radio.Group label={t('staffImport.kindLabel')} value={kind} onChange={(value) => onKind(value as ImportKind)}>
        <div className={classes.kinds}>
          {importKinds.map((value) => (
            <Radio key={value} value={value} label={t(`staffImport.kind.${value}`)} description={t(`staffImport.kindHint.${value}`)} />
          ))}
        </div>
      </Radio.Group>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same by keyboard */}
      <div
        className={`${classes.drop} ${over ? classes.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <p>{chosen === null ? t('staffImport.drop') : <b>{chosen.file.name}</b>}</p>
        <input
          ref={input}
          type="file"
          className="unseen"
          tabIndex={-1}
          aria-label={t('staffImport.file')}
          accept=".xlsx,.csv,.tsv,.txt"
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            // The same file, corrected, must be able to be chosen again.
            event.currentTarget.value = '';
          }}
        />
        <Button
          variant={chosen === null ? 'filled' : 'outline'}
          loading={reading}
          aria-describedby={hint}
          onClick={() => input.current?.click()}
        >
          {chosen === null ? t('staffImport.choose') : t('staffImport.chooseOther')}
        </Button>
        <p id={hint} className="small quiet">
          {t('staffImport.dropHint')}
        </p>
      </div>
      <NativeSelect
        className={classes.short}
        label={t('staffImport.encoding')}
        value={encoding ?? ''}
        onChange={(event) => {
          const next = event.currentTarget.value === '' ? null : (event.currentTarget.value as FileEncoding);
          setEncoding(next);
          if (chosen !== null) onChoose({ file: chosen.file, encoding: next });
        }}
        data={[
          { value: '', label: t('staffImport.encodingAuto') },
          ...(['utf-8', 'cp932', 'utf-16le'] as const).map((value) => ({ value, label: t(`staffImport.encodings.${value}`) })),
        ]}
      />
    </div>
  );
}

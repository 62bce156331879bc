import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportEncoding, importEncodings, previewRegisterImport, type Register, registerQuery } from '../api/registers.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { ExportButton } from './export.tsx';
import { RegisterFault } from './fault.tsx';
import classes from './import.module.css';
import { ImportDecide } from './import-decide.tsx';

/** From a file to the register: choose, look at the difference, import. Nothing is changed before the last step. */
export function RegisterImportPage() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { room, name } = useParams({ from: '/inside/registers/$room/$name/import' });
  const query = useQuery(registerQuery(`${room}/${name}`));
  const [round, setRound] = useState(0);
  return (
    <Page
      eyebrow={
        <Link to="/registers/$room/$name" params={{ room, name }}>
          {query.data === undefined ? t('registers.title') : say(query.data.title)}
        </Link>
      }
      title={query.data === undefined ? t('register.import') : t('registerImport.title', { register: say(query.data.title) })}
      lead={t('registerImport.lead')}
    >
      <Answer query={query} what={t('registers.title')}>
        {(register) =>
          register.canEdit ? (
            <Round key={round} register={register} again={() => setRound(round + 1)} />
          ) : (
            <Notice kind="info">{t('registerImport.readOnly')}</Notice>
          )
        }
      </Answer>
    </Page>
  );
}

function Round({ register, again }: { register: Register; again: () => void }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState<ImportEncoding | undefined>();
  const preview = useMutation({
    mutationFn: (wanted: { file: File; encoding: ImportEncoding | undefined }) =>
      previewRegisterImport(register.id, wanted.file, wanted.encoding),
  });
  const choose = (next: File) => {
    setFile(next);
    preview.mutate({ file: next, encoding });
  };
  return (
    <div className={classes.steps}>
      <Chooser
        register={register}
        file={file}
        pending={preview.isPending}
        onChoose={choose}
        encoding={encoding}
        onEncoding={(next) => {
          setEncoding(next);
          if (file !== null) preview.mutate({ file, encoding: next });
        }}
      />
      {preview.isPending && <p role="status">{t('registerImport.reading')}</p>}
      <RegisterFault error={preview.error} />
      {preview.data !== undefined && !preview.isPending && file !== null && (
        <ImportDecide
          key={preview.data.upload}
          register={register}
          preview={preview.data}
          lookAgain={() => preview.mutate({ file, encoding })}
          again={again}
        />
      )}
    </div>
  );
}

interface ChooserProps {
  register: Register;
  file: File | null;
  pending: boolean;
  onChoose: (file: File) => void;
  encoding: ImportEncoding | undefined;
  onEncoding: (encoding: ImportEncoding | undefined) => void;
}

/** A file is dropped, or chosen with mouse, finger or keyboard. */
function Chooser({ register, file, pending, onChoose, encoding, onEncoding }: ChooserProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div className="stack">
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
          const dropped = event.dataTransfer.files[0];
          if (dropped !== undefined) onChoose(dropped);
        }}
      >
        <p>{file === null ? t('registerImport.drop') : <b>{file.name}</b>}</p>
        <input
          ref={input}
          type="file"
          className="unseen"
          tabIndex={-1}
          aria-label={t('registerImport.choose')}
          accept=".xlsx,.csv,.tsv,.txt"
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            // The same file, corrected, must be able to be chosen again.
            event.currentTarget.value = '';
            if (chosen !== undefined) onChoose(chosen);
          }}
        />
        <Button variant={file === null ? 'filled' : 'outline'} loading={pending} onClick={() => input.current?.click()}>
          {file === null ? t('registerImport.choose') : t('registerImport.chooseOther')}
        </Button>
        <p className="small quiet">{t('registerImport.dropHint')}</p>
      </div>
      <div className={classes.options}>
        <NativeSelect
          label={t('registerImport.encoding')}
          value={encoding ?? ''}
          onChange={(event) => onEncoding(importEncodings.find((each) => each === event.currentTarget.value))}
          data={[
            { value: '', label: t('registerImport.encodingAuto') },
            ...importEncodings.map((value) => ({ value, label: t(`registerImport.encodings.${value}`) })),
          ]}
        />
        {file === null && (
          <div className={classes.first}>
            <p className="small quiet">{t('registerImport.first')}</p>
            <ExportButton register={register} />
          </div>
        )}
      </div>
    </div>
  );
}

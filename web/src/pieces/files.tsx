import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type AttachmentView, attachmentAddress, attachmentBytesMax, attachmentsMax, discard, upload } from '../api/mechanisms.ts';
import classes from './field.module.css';
import { Notice, useFaultWords } from './notice.tsx';
import { useSaid } from './said.ts';

interface FilesProps {
  /** What is attached already; it stays. */
  files: readonly AttachmentView[];
  /** Uploaded, and part of nothing yet: their ids go with the act that is being written. */
  pending: readonly AttachmentView[];
  onPending: (pending: readonly AttachmentView[]) => void;
  canEdit: boolean;
  /** The heading in front; left out where the place says it already. */
  title?: string;
}

/** Attached files, and more of them: chosen, dropped, sent one after the other, each refusal said by the file's name. */
export function Files({ files, pending, onPending, canEdit, title }: FilesProps) {
  const { t } = useTranslation();
  // One that was taken away while another was sent stays away.
  const latest = useRef(pending);
  useEffect(() => {
    latest.current = pending;
  }, [pending]);
  return (
    <div className={classes.files}>
      {title !== undefined && <p className={classes.label}>{title}</p>}
      {files.length + pending.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id} className={classes.file}>
              <Download file={file} />
            </li>
          ))}
          {pending.map((file) => (
            <li key={file.id} className={classes.file}>
              <span className={classes.fileName}>{file.name}</span>
              <span className="small quiet">
                {sizeOf(file.bytes)} {t('fill.files.pending')}
              </span>
              <Button
                className={classes.remove}
                variant="subtle"
                size="compact-sm"
                aria-label={t('fill.files.remove', { name: file.name })}
                onClick={() => {
                  onPending(pending.filter((each) => each.id !== file.id));
                  discard(file.id);
                }}
              >
                {t('fill.files.removeShort')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canEdit ? (
        <Chooser taken={files.length + pending.length} add={(added) => onPending([...latest.current, ...added])} />
      ) : (
        files.length === 0 && <p className="small quiet">{t('fill.files.none')}</p>
      )}
    </div>
  );
}

function Download({ file }: { file: AttachmentView }) {
  const { t } = useTranslation();
  return (
    <>
      <a
        className={`${classes.fileName} target`}
        href={attachmentAddress(file.id)}
        download={file.name}
        aria-label={t('fill.files.download', { name: file.name })}
      >
        {file.name}
      </a>
      <span className="small quiet number">{sizeOf(file.bytes)}</span>
    </>
  );
}

function Chooser({ taken, add }: { taken: number; add: (added: readonly AttachmentView[]) => void }) {
  const { t } = useTranslation();
  const hint = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { send, sending, said } = useSending(taken, add);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same by keyboard */}
      <div
        className={`${classes.drop} ${over ? classes.over : ''} no-print`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void send([...event.dataTransfer.files]);
        }}
      >
        <input
          ref={input}
          type="file"
          multiple
          className="unseen"
          tabIndex={-1}
          aria-label={t('fill.files.title')}
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])];
            // The same file, corrected, must be able to be chosen again.
            event.currentTarget.value = '';
            void send(chosen);
          }}
        />
        <Button variant="outline" loading={sending !== null} aria-describedby={hint} onClick={() => input.current?.click()}>
          {t('fill.files.add')}
        </Button>
        <p id={hint} className="small quiet">
          {t('fill.files.limits')}
        </p>
        <p role="status" className={said.sent === null && sending === null ? 'unseen' : 'small'}>
          {sending === null ? said.sent : t('fill.files.sending', sending)}
        </p>
      </div>
      {said.refused.length > 0 && (
        <Notice kind="error">
          {said.refused.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Notice>
      )}
    </>
  );
}

interface Outcome {
  readonly sent: string | null;
  readonly refused: readonly string[];
}

/** One after the other: what was taken is kept although a later one is refused. */
function useSending(taken: number, add: (added: readonly AttachmentView[]) => void) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const faultWords = useFaultWords();
  const [sending, setSending] = useState<{ now: number; total: number } | null>(null);
  const [said, setSaid] = useState<Outcome>({ sent: null, refused: [] });
  const why = (name: string, error: unknown): string => {
    const code = error instanceof ApiError ? error.code : '';
    if (code === 'body-too-large') return t('fill.files.tooLarge', { name });
    const own = error instanceof ApiError ? error.params[language] : undefined;
    if (code === 'file-refused')
      return typeof own === 'string' ? t('fill.files.said', { name, why: own }) : t('fill.files.refused', { name });
    return t('fill.files.failed', { name, why: faultWords(error) });
  };
  const send = async (chosen: readonly File[]) => {
    const added: AttachmentView[] = [];
    const refused: string[] = [];
    for (const [index, file] of chosen.entries()) {
      const { name } = file;
      setSending({ now: index + 1, total: chosen.length });
      if (file.size === 0) refused.push(t('fill.files.empty', { name }));
      else if (file.size > attachmentBytesMax) refused.push(t('fill.files.tooLarge', { name }));
      else if (taken + added.length >= attachmentsMax) refused.push(t('fill.files.tooMany', { name }));
      else {
        try {
          added.push(await upload(file));
        } catch (error) {
          refused.push(why(name, error));
        }
      }
    }
    setSending(null);
    setSaid({ sent: added.map(({ name }) => t('fill.files.sent', { name })).join(' ') || null, refused });
    if (added.length > 0) add(added);
  };
  return { send, sending, said };
}

/** `2.4 MB`: as a person compares sizes. */
function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

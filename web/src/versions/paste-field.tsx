import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../pieces/notice.tsx';
import { type Pasted, type RowDraft, readPasted } from './paste.ts';
import classes from './statement.module.css';

/** Several lines at once, as a spreadsheet copies them. Lines that cannot be read stay in the field, with their number. */
export function Paste({ take }: { take: (rows: readonly RowDraft[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [result, setResult] = useState<Pasted | null>(null);
  const read = () => {
    const pasted = readPasted(text);
    setResult(pasted);
    if (pasted.rows.length > 0) take(pasted.rows);
    if (pasted.faults.length === 0 && pasted.rows.length > 0) setText('');
  };
  return (
    <details className={classes.paste}>
      <summary>{t('statement.paste')}</summary>
      <div className="stack">
        <Textarea
          label={t('statement.paste')}
          description={t('statement.pasteHint')}
          rows={5}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setResult(null);
          }}
        />
        <div>
          <Button variant="outline" size="compact-sm" disabled={text.trim() === ''} onClick={read}>
            {t('statement.pasteTake')}
          </Button>
        </div>
        {result !== null && (
          <Notice kind={result.faults.length > 0 || result.rows.length === 0 ? 'warn' : 'done'}>
            <p>{result.rows.length === 0 ? t('statement.pasteNone') : t('statement.pasted', { count: result.rows.length })}</p>
            {result.faults.length > 0 && (
              <>
                <p>{t('statement.pasteFaults')}</p>
                <ul>
                  {result.faults.slice(0, faultsShownMax).map((fault) => (
                    <li key={fault.line}>{t('statement.pasteFault', { line: fault.line, text: fault.text })}</li>
                  ))}
                </ul>
              </>
            )}
          </Notice>
        )}
      </div>
    </details>
  );
}

const faultsShownMax = 20;

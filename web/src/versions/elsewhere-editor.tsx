import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, get } from '../api/client.ts';
import type { Statement } from '../api/procedures.ts';
import { askAgain, saveElsewhere } from '../api/versions.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import { EditedRow } from './elsewhere-row.tsx';
import { elsewhereRowsMax, emptyRow, merge, type RowDraft, rowFault, toRow } from './paste.ts';
import { Paste } from './paste-field.tsx';
import classes from './statement.module.css';

interface Line extends RowDraft {
  /** Stays with the row while others come and go, so that what is being typed never jumps. */
  readonly key: number;
}
let nextKey = 0;
const lineOf = (row: RowDraft): Line => ({ ...row, key: nextKey++ });

/** The rows as a table to type in. If somebody else saved first, what was typed stays until the person decides. */
export function ElsewhereEditor({ statement, done }: { statement: Statement; done: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [lines, setLines] = useState<readonly Line[]>(() => statement.elsewhere.map(lineOf));
  const [revision, setRevision] = useState(statement.elsewhereRevision);
  const [newest, setNewest] = useState<Statement | null>(null);
  const [tried, setTried] = useState(false);
  const [dirty, setDirty] = useState(false);
  useUnsaved(dirty);
  const save = useMutation({
    mutationFn: (against: number) => saveElsewhere(against, lines.map(toRow)),
    onSuccess: async () => {
      await askAgain(client);
      done();
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.code === 'conflict') setNewest(await get<Statement>('/api/statement'));
    },
  });
  const change = (changed: readonly Line[]) => {
    setLines(changed);
    setDirty(true);
  };
  const valid = lines.every((line) => rowFault(line, lines) === null) && lines.length <= elsewhereRowsMax;
  const take = (standing: Statement) => {
    setLines(standing.elsewhere.map(lineOf));
    setRevision(standing.elsewhereRevision);
    setNewest(null);
    setDirty(false);
    save.reset();
  };
  return (
    <Form
      className={classes.editor}
      label={t('statement.elsewhere')}
      onSubmit={() => {
        setTried(true);
        if (valid && !save.isPending) save.mutate(revision);
      }}
    >
      {lines.length === 0 ? (
        <p className="quiet">{t('statement.elsewhereEmpty')}</p>
      ) : (
        <Lines lines={lines} tried={tried} change={change} />
      )}
      {lines.length > elsewhereRowsMax && <p className={classes.fault}>{t('statement.tooMany', { max: elsewhereRowsMax })}</p>}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          disabled={lines.length >= elsewhereRowsMax}
          onClick={() => change([...lines, lineOf(emptyRow)])}
        >
          {t('statement.add')}
        </Button>
      </div>
      <Paste take={(rows) => change(merge(lines, rows).map((row) => ('key' in row ? (row as Line) : lineOf(row))))} />
      {newest !== null ? (
        <Notice kind="error" title={t('statement.conflict')}>
          <p>{t('statement.conflictBody')}</p>
          <div className="row">
            <Button variant="outline" size="compact-sm" onClick={() => take(newest)}>
              {t('statement.takeNewest')}
            </Button>
            <Button
              variant="outline"
              size="compact-sm"
              onClick={() => {
                setRevision(newest.elsewhereRevision);
                setNewest(null);
                if (valid) save.mutate(newest.elsewhereRevision);
              }}
            >
              {t('statement.keepMine')}
            </Button>
          </div>
        </Notice>
      ) : (
        <Fault error={save.error} />
      )}
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
        <Button variant="default" disabled={save.isPending} onClick={done}>
          {t('action.cancel')}
        </Button>
        {dirty && <span className="small quiet">{t('statement.unsaved')}</span>}
      </div>
    </Form>
  );
}

function Lines({ lines, tried, change }: { lines: readonly Line[]; tried: boolean; change: (lines: readonly Line[]) => void }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t('statement.elsewhere')}>
      <table className={`table ${classes.edited}`}>
        <caption className="unseen">{t('statement.elsewhere')}</caption>
        <thead>
          <tr>
            {(['number', 'name', 'applicable', 'reason', 'where'] as const).map((field) => (
              <th key={field} scope="col">
                {t(`statement.${field}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <EditedRow
              key={line.key}
              row={line}
              position={index + 1}
              fault={tried ? rowFault(line, lines) : null}
              change={(changed) => change(lines.map((other) => (other.key === line.key ? { ...other, ...changed } : other)))}
              remove={() => change(lines.filter((other) => other.key !== line.key))}
            />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Closing the window with something unsaved is asked about by the browser itself. */
function useUnsaved(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
}

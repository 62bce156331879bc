import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AcceptanceRow, acceptanceRowsQuery, type Outcome, type RowsShown, recordResults, rowsPageSize } from '../api/acceptance.ts';
import type { AttachmentView } from '../api/mechanisms.ts';
import { CaseFault } from '../cases/fault.tsx';
import { Answer } from '../pieces/answer.tsx';
import { Files } from '../pieces/files.tsx';
import { momentOf } from '../pieces/when.tsx';
import classes from './acceptance.module.css';
import { PageTurns } from './page-turns.tsx';

const shown = ['all', 'open', 'failed', 'untested'] as const;
const keys: Readonly<Record<string, Outcome>> = { p: 'pass', f: 'fail', n: 'not-done' };

/** The cases with their newest results; results are entered with one key each. */
export function ResultSheet({ id, mayTest, refresh }: { id: string; mayTest: boolean; refresh: () => void }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<RowsShown>('all');
  const [offset, setOffset] = useState(0);
  const query = useQuery(acceptanceRowsQuery(id, only, offset));
  const list = useRef<HTMLUListElement>(null);
  const move = (from: HTMLElement, by: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    rows[rows.indexOf(from) + by]?.focus();
  };
  return (
    <>
      {mayTest && <p className="small quiet no-print">{t('acceptance.resultsLead')}</p>}
      <SegmentedControl
        className="no-print"
        aria-label={t('acceptance.onlyLabel')}
        value={only}
        onChange={(value) => {
          setOnly(value as RowsShown);
          setOffset(0);
        }}
        data={shown.map((value) => ({ value, label: t(`acceptance.only.${value}`) }))}
      />
      <Answer query={query} what={t('acceptance.results')}>
        {({ total, rows }) => (
          <>
            <ul className={classes.rows} ref={list}>
              {rows.map((row) => (
                <ResultRow key={row.id} id={id} row={row} mayTest={mayTest} move={move} refresh={refresh} />
              ))}
            </ul>
            <PageTurns total={total} size={rowsPageSize} offset={offset} turn={setOffset} />
          </>
        )}
      </Answer>
    </>
  );
}

interface ResultRowProps {
  id: string;
  row: AcceptanceRow;
  mayTest: boolean;
  move: (from: HTMLElement, by: number) => void;
  refresh: () => void;
}

function ResultRow({ id, row, mayTest, move, refresh }: ResultRowProps) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState<Outcome | null>(null);
  const send = useMutation({
    mutationFn: ({ outcome, note, attach }: { outcome: Outcome; note: string; attach: string[] }) =>
      recordResults(id, { results: [{ row: row.id, rowRevision: row.revision, outcome, note }], attach }),
    onSuccess: () => {
      setAsks(null);
      refresh();
    },
  });
  const choose = (outcome: Outcome) => (outcome === 'pass' ? send.mutate({ outcome, note: '', attach: [] }) : setAsks(outcome));
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const outcome = mayTest ? keys[event.key.toLowerCase()] : undefined;
    if (by === 0 && outcome === undefined) return;
    event.preventDefault();
    const here = event.currentTarget;
    if (by !== 0) return move(here, by);
    if (outcome === undefined) return;
    choose(outcome);
    if (outcome === 'pass') move(here, 1);
  };
  const { last } = row;
  return (
    <li
      className={`${classes.row} ${classes.result}`}
      data-row
      tabIndex={mayTest ? 0 : undefined}
      onKeyDown={onKeyDown}
      aria-label={row.number}
    >
      <b className="number">{row.number}</b>
      <div className={classes.text}>
        {row.what}
        {row.requirement !== '' && <div className="small quiet">{row.requirement}</div>}
      </div>
      <div className={classes.text}>
        {row.expected}
        {last !== null && (
          <div className="small">
            <b>{t(`acceptance.outcomes.${last.outcome}`)}</b> {last.note}{' '}
            <span className="quiet">{t('acceptance.by', { name: last.tester?.name ?? last.by.name, at: momentOf(last.at) })}</span>
            {last.outdated && <div>{t('acceptance.outdated')}</div>}
          </div>
        )}
      </div>
      {mayTest && (
        <div className={`${classes.acts} no-print`}>
          {(['pass', 'fail', 'not-done'] as const).map((outcome) => (
            <Button
              key={outcome}
              size="compact-md"
              variant={last?.outcome === outcome && !last.outdated ? 'filled' : 'default'}
              loading={send.isPending && send.variables.outcome === outcome}
              onClick={() => choose(outcome)}
              aria-label={`${row.number} ${t(`acceptance.outcomes.${outcome}`)}`}
            >
              {t(`acceptance.outcomes.${outcome}`)}
            </Button>
          ))}
        </div>
      )}
      {asks !== null && (
        <WhatHappened
          asks={asks}
          close={() => setAsks(null)}
          send={(note, attach) => send.mutate({ outcome: asks, note, attach })}
          pending={send.isPending}
        />
      )}
      {send.error !== null && (
        <div className={classes.wide}>
          <CaseFault error={send.error} />
        </div>
      )}
    </li>
  );
}

interface WhatHappenedProps {
  asks: Outcome;
  close: () => void;
  send: (note: string, attach: string[]) => void;
  pending: boolean;
}

function WhatHappened({ asks, close, send, pending }: WhatHappenedProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [files, setFiles] = useState<readonly AttachmentView[]>([]);
  return (
    <form
      className={`${classes.wide} no-print`}
      onSubmit={(event) => {
        event.preventDefault();
        send(
          note,
          files.map((file) => file.id),
        );
      }}
    >
      <Textarea
        label={`${t(`acceptance.outcomes.${asks}`)}: ${t('acceptance.note')}`}
        description={t('acceptance.noteNeeded')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={1000}
        required
        autosize
        minRows={2}
        ref={(field) => {
          if (field !== null && note === '') field.focus();
        }}
      />
      <Files files={[]} pending={files} onPending={setFiles} canEdit />
      <div className={classes.acts}>
        <Button type="submit" loading={pending} disabled={note.trim() === ''}>
          {t('acceptance.record')}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t('acceptance.cancel')}
        </Button>
      </div>
    </form>
  );
}

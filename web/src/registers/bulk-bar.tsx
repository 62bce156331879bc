import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Register } from '../api/registers-types.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { Notice } from '../pieces/notice.tsx';
import { BulkForm } from './bulk-form.tsx';
import classes from './register.module.css';
import { type Selection, selectionMax } from './selection.ts';

export type BulkKind = 'change' | 'end' | 'restore';
const doneWords = { change: 'registerBulk.done', end: 'registerBulk.doneEnd', restore: 'registerBulk.doneRestore' } as const;
const titleWords = { change: 'registerBulk.changeTitle', end: 'registerBulk.endTitle', restore: 'registerBulk.restoreTitle' } as const;

interface BulkBarProps {
  register: Register;
  selection: Selection;
  clear: () => void;
}

/** What can be done with the lines that are chosen. It says what came of it after the choice is gone. */
export function BulkBar({ register, selection, clear }: BulkBarProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<BulkKind | null>(null);
  const [done, setDone] = useState<{ kind: BulkKind; count: number } | null>(null);
  const rows = [...selection.values()];
  const ended = rows.filter(({ state }) => state === 'ended').length;
  const mixed = ended > 0 && ended < rows.length;
  const open = (next: BulkKind) => {
    setDone(null);
    setKind(next);
  };
  return (
    <>
      {done !== null && rows.length === 0 && <Notice kind="done">{t(doneWords[done.kind], { count: done.count })}</Notice>}
      {rows.length > 0 && (
        <section className={`${classes.bulk} no-print`} aria-label={t('registerBulk.chosen', { count: rows.length })}>
          <b role="status">{t('registerBulk.chosen', { count: rows.length })}</b>
          {ended === 0 && (
            <>
              <Button size="compact-sm" onClick={() => open('change')}>
                {t('registerBulk.change')}
              </Button>
              <Button size="compact-sm" variant="outline" onClick={() => open('end')}>
                {t('registerBulk.end')}
              </Button>
            </>
          )}
          {ended === rows.length && (
            <Button size="compact-sm" onClick={() => open('restore')}>
              {t('registerBulk.restore')}
            </Button>
          )}
          {mixed && <span className="small">{t('registerBulk.mixed')}</span>}
          {rows.length >= selectionMax && <span className="small">{t('registerBulk.max', { count: selectionMax })}</span>}
          <Button size="compact-sm" variant="subtle" color="dark" onClick={clear}>
            {t('registerBulk.clear')}
          </Button>
        </section>
      )}
      <Dialog
        wide
        opened={kind !== null}
        close={() => setKind(null)}
        title={kind === null ? '' : t(titleWords[kind], { count: rows.length })}
      >
        {kind !== null && (
          <BulkForm
            register={register}
            kind={kind}
            rows={rows}
            cancel={() => setKind(null)}
            done={(count) => {
              setDone({ kind, count });
              setKind(null);
              clear();
            }}
          />
        )}
      </Dialog>
    </>
  );
}

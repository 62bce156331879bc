import { Button, FileButton, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readBack, type SupplierSheet, sendNewLink, stopLink, takeEvidence, takeExcel } from '../api/suppliers.ts';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf, When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { Wrong } from './frame.tsx';
import classes from './suppliers.module.css';

const stateKeys = { open: 'suppliers.stateOpen', submitted: 'suppliers.stateSubmitted', ended: 'suppliers.stateEnded' } as const;

/** One sheet: to whom it went, how far it came, how it was scored, and who opened its link. */
export function SheetCard({ sheet, done }: { sheet: SupplierSheet; done: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  const { score, submitted, progress, openings } = sheet;
  const way = sheet.way === 'link' ? t('suppliers.byLink') : t('suppliers.byExcel');
  return (
    <article className={classes.sheet}>
      <div className={classes.head}>
        <b>{t(stateKeys[sheet.state])}</b>
        <span className="quiet">{t('suppliers.sentTo', { name: sheet.contactName, way, date: dayOf(new Date(sheet.sentAt)) })}</span>
      </div>
      {progress !== null && sheet.way === 'link' && (
        <p>{t('suppliers.progress', { answered: progress.answered, asked: progress.asked })}</p>
      )}
      {score !== null && (
        <Notice kind={score.passed ? 'done' : 'warn'} title={t('suppliers.total', { total: score.total, mark: score.passMark })}>
          <p>{score.passed ? t('suppliers.passed') : t('suppliers.failed')}</p>
          <ul className={classes.scores}>
            {score.groups.map((group) => (
              <li key={group.id}>
                {say(group.title)} <b className="number">{group.score ?? '－'}</b>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {submitted !== null && <p className="small quiet">{t('suppliers.by', { name: submitted.by, receipt: submitted.receipt })}</p>}
      {sheet.evidence.length > 0 && (
        <ul>
          {sheet.evidence.map((file) => (
            <li key={file.id}>
              <span className="number">{file.question}</span>{' '}
              <Button variant="subtle" size="compact-sm" onClick={() => void takeEvidence(file)}>
                {file.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {sheet.state === 'open' && isAdministrator(me.roles) && <Acts sheet={sheet} done={done} />}
      {openings.length > 0 && (
        <details className={classes.openings}>
          <summary>{t('suppliers.openings', { count: openings.length })}</summary>
          <ul>
            {openings.map(({ at, act, address }) => (
              <li key={`${at} ${act} ${address}`}>
                <When at={at} /> {t(`suppliers.act.${act}`)} <span className="number quiet">{address}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

function Acts({ sheet, done }: { sheet: SupplierSheet; done: () => void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(sheet.contactName);
  const again = useMutation({ mutationFn: () => sendNewLink(sheet.id), onSuccess: done });
  const stop = useMutation({ mutationFn: () => stopLink(sheet.id), onSuccess: done });
  const excel = useMutation({ mutationFn: () => takeExcel(sheet.id) });
  const read = useMutation({ mutationFn: (file: File) => readBack(sheet.id, file, from.trim()), onSuccess: done });
  return (
    <div className={classes.stack}>
      <div className="row">
        {sheet.way === 'link' && (
          <>
            <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
              {t('suppliers.newLink')}
            </Button>
            <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
              {t('suppliers.stopLink')}
            </Button>
          </>
        )}
        <Button variant="default" loading={excel.isPending} onClick={() => excel.mutate()}>
          {t('suppliers.excel')}
        </Button>
      </div>
      <TextInput label={t('suppliers.readFrom')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} maxLength={100} />
      <div>
        <FileButton accept=".xlsx" onChange={(file) => file !== null && read.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={read.isPending} disabled={from.trim() === ''}>
              {t('suppliers.readBack')}
            </Button>
          )}
        </FileButton>
      </div>
      {again.isSuccess && <Notice kind="done">{t('suppliers.linkSent')}</Notice>}
      {stop.isSuccess && <Notice kind="done">{t('suppliers.linkStopped')}</Notice>}
      <Wrong error={again.error ?? stop.error ?? excel.error ?? read.error} />
    </div>
  );
}

import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AcceptanceRow, acceptAsIs, sayFixed } from '../api/acceptance.ts';
import { CaseFault } from '../cases/fault.tsx';
import { momentOf } from '../pieces/when.tsx';
import classes from './acceptance.module.css';

interface FailedRowProps {
  id: string;
  row: AcceptanceRow;
  mayDecide: boolean;
  mayAccept: boolean;
  refresh: () => void;
}

/** A case that did not pass: what happened, what was decided about it, and the two decisions. */
export function FailedRow({ id, row, mayDecide, mayAccept, refresh }: FailedRowProps) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState<'fixed' | 'accepted' | null>(null);
  const { last, disposition } = row;
  if (last === null) return null;
  const said = disposition === null ? null : { reason: disposition.reason, name: disposition.by.name };
  return (
    <li className={`${classes.row} ${classes.result}`}>
      <b className="number">{row.number}</b>
      <div className={classes.text}>{row.what}</div>
      <div className={classes.text}>
        <b>{t(`acceptance.outcomes.${last.outcome}`)}</b> {last.note}
        <div className="small quiet">{t('acceptance.by', { name: last.tester?.name ?? last.by.name, at: momentOf(last.at) })}</div>
      </div>
      <div className={classes.wide}>
        {disposition !== null && said !== null && (
          <p>
            {disposition.disposition === 'fixed' ? t('acceptance.fixedBy', said) : t('acceptance.acceptedBy', said)}
            {disposition.fixBy !== null && ` · ${t('acceptance.fixBy')} ${disposition.fixBy}`}
          </p>
        )}
        {mayDecide && row.open && asks === null && (
          <div className={`${classes.acts} no-print`}>
            <Button variant="default" onClick={() => setAsks('fixed')}>
              {t('acceptance.fix')}
            </Button>
            {mayAccept && (
              <Button variant="default" onClick={() => setAsks('accepted')}>
                {t('acceptance.accept')}
              </Button>
            )}
          </div>
        )}
        {asks !== null && <Decision id={id} row={row} asks={asks} close={() => setAsks(null)} refresh={refresh} />}
      </div>
    </li>
  );
}

function Decision({
  id,
  row,
  asks,
  close,
  refresh,
}: {
  id: string;
  row: AcceptanceRow;
  asks: 'fixed' | 'accepted';
  close: () => void;
  refresh: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [fixBy, setFixBy] = useState('');
  const send = useMutation({
    mutationFn: () => {
      const given = { row: row.id, result: row.last?.id ?? 0, reason };
      return asks === 'fixed' ? sayFixed(id, given) : acceptAsIs(id, { ...given, fixBy: fixBy === '' ? null : fixBy });
    },
    onSuccess: () => {
      close();
      refresh();
    },
  });
  return (
    <form
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <Textarea
        label={asks === 'fixed' ? t('acceptance.fixReason') : t('acceptance.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={1000}
        required
        autosize
        minRows={2}
        data-autofocus
      />
      {asks === 'accepted' && (
        <TextInput type="date" label={t('acceptance.fixBy')} value={fixBy} onChange={(event) => setFixBy(event.currentTarget.value)} />
      )}
      <CaseFault error={send.error} />
      <div className={classes.acts}>
        <Button type="submit" loading={send.isPending} disabled={reason.trim() === ''}>
          {t(asks === 'fixed' ? 'acceptance.fix' : 'acceptance.accept')}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t('acceptance.cancel')}
        </Button>
      </div>
    </form>
  );
}

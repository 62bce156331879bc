import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetailView } from '../api/cases.ts';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { LedgerLink } from '../requests/ledger-link.tsx';

/** The form leads to the page of what it opened: under this key, what that page says first. It is taken once. */
export const caseDoneKey = ['case-done'];
export interface CaseDone {
  readonly id: string;
  readonly done: 'opened' | 'step';
}

/** What was done here just now; the page says so until it is left. */
export function useCaseDone(id: string) {
  const client = useQueryClient();
  const [done, setDone] = useState<CaseDone['done'] | null>(() => {
    const brought = client.getQueryData<CaseDone>(caseDoneKey);
    return brought?.id === id ? brought.done : null;
  });
  useEffect(() => client.removeQueries({ queryKey: caseDoneKey }), [client]);
  return { done, setDone };
}

/** The receipt: that it stands in the ledger, and where the case is now. */
export function Receipt({ done, detail }: { done: CaseDone['done']; detail: CaseDetailView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const last = detail.events.at(-1);
  return (
    <Notice kind="done" title={t(`cases.done.${done}`)}>
      <p>{detail.state.end === null ? t('cases.done.state', { state: say(detail.state.title) }) : t('cases.done.ended')}</p>
      {last !== undefined && <LedgerLink seq={last.ledgerSeq} />}
    </Notice>
  );
}

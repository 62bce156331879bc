import { useEffect, useMemo, useRef, useState } from 'react';
import type { Cells } from '../api/mechanism-types.ts';
import type { RequestDetail } from '../api/requests.ts';
import { useMe } from '../shell/me.tsx';
import { DraftKeeper, type FormDraft, tabStorage } from './draft.ts';

const draftFrom = (from: RequestDetail | null, begun: Cells): FormDraft => ({
  values: from?.form ?? begun,
  validForDays: from?.validForDays ?? null,
  // Files that are bound already stay where they are; a copy brings none along.
  pending: [],
});

/** What is being filled in: begun anew or from a request, kept in this tab over a reload, and gone once `keeper.drop()` was called. */
export function useDraft(form: string, from: RequestDetail | null, begun: Cells = {}) {
  const { accountId } = useMe();
  const keeper = useMemo(() => new DraftKeeper(tabStorage(), accountId ?? 'none', form), [accountId, form]);
  const [kept] = useState(() => keeper.read());
  const [draft, setDraft] = useState<FormDraft>(() => kept ?? draftFrom(from, begun));
  const touched = useRef(false);
  useEffect(() => {
    if (touched.current) keeper.write(draft);
  }, [keeper, draft]);
  return {
    keeper,
    draft,
    wasKept: kept !== null,
    /** By what stands now and not by what stood when an upload began: somebody writes on while a file is sent. */
    put: (changed: Partial<FormDraft>) => {
      touched.current = true;
      setDraft((old) => ({ ...old, ...changed }));
    },
    forget: () => {
      keeper.drop();
      touched.current = false;
      setDraft(draftFrom(from, begun));
    },
  };
}

import { useState } from 'react';
import { useMe } from '../shell/me.tsx';
import { dropDraft, emptyDraft, keepDraft, type RecordDraft, readDraft, tabStorage } from './draft.ts';

/** What is being written into a record. It outlives a reload, a step-up and a sign-in, because it also stands in this tab's storage. */
export function useDraft(occurrence: string, sheetDigest: string | null) {
  const account = useMe().accountId ?? 'none';
  const storage = tabStorage();
  const [draft, setDraft] = useState<RecordDraft>(() => readDraft(storage, account, occurrence) ?? emptyDraft(sheetDigest));
  const write = (next: RecordDraft) => {
    setDraft(next);
    keepDraft(storage, account, occurrence, next);
  };
  return { draft, write, drop: () => dropDraft(storage, account, occurrence) };
}

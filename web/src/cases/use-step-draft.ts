import { useMemo, useState } from 'react';
import type { AttachmentView, Cells } from '../api/mechanism-types.ts';
import { DraftKeeper, tabStorage } from '../requests/draft.ts';
import { useMe } from '../shell/me.tsx';

export interface StepDraft {
  readonly values: Cells;
  readonly pending: readonly AttachmentView[];
}

/** What is being written for a step: kept in this tab over a reload and a second factor, under the account of whoever writes. */
export function useStepDraft(form: string) {
  const { accountId } = useMe();
  const keeper = useMemo(() => new DraftKeeper(tabStorage(), accountId ?? 'none', `case.${form}`), [accountId, form]);
  const [draft, setDraft] = useState<StepDraft>(() => keeper.read() ?? { values: {}, pending: [] });
  return {
    draft,
    put: (changed: Partial<StepDraft> | ((old: StepDraft) => Partial<StepDraft>)) =>
      setDraft((old) => {
        const next = { ...old, ...(typeof changed === 'function' ? changed(old) : changed) };
        keeper.write({ ...next, validForDays: null });
        return next;
      }),
    drop: () => keeper.drop(),
  };
}

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react';
import type { Draft, DraftControl, DraftValue, PartyName } from '../api/procedures.ts';
import type { Words } from '../api/types.ts';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import type { Names } from './clause-draft.ts';
import { saveWritings } from './save.ts';
import { slotNames } from './slots.ts';
import type { Unsaved } from './unsaved.ts';
import { useUnsaved } from './use-unsaved.ts';

/** What every clause of a chapter on the screen shares. */
export interface Desk {
  readonly control: DraftControl;
  readonly values: ReadonlyMap<string, DraftValue>;
  /** How each value stands in a sentence, also those whose field this chapter does not hold. */
  readonly said: ReadonlyMap<string, Words>;
  readonly names: Names;
  readonly parties: readonly PartyName[];
  readonly canEdit: boolean;
  readonly unsaved: Unsaved;
  /** Saves these clauses one after the other; what goes wrong is marked on the clause. */
  readonly save: (clauses: readonly string[]) => Promise<void>;
}

const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('useDesk outside a chapter');
  return desk;
}

export function DeskProvider({ draft, control, children }: { draft: Draft; control: DraftControl; children: ReactNode }) {
  const me = useMe();
  const client = useQueryClient();
  const unsaved = useUnsaved();
  const names = useMemo(() => namesOf(draft.values), [draft.values]);
  const save = useCallback(
    (clauses: readonly string[]) => saveWritings({ client, unsaved, names, control: control.id }, clauses),
    [client, unsaved, names, control.id],
  );
  const desk = useMemo<Desk>(
    () => ({
      control,
      values: new Map(draft.values.map((value) => [value.id, value])),
      said: saidOf(draft, control),
      names,
      parties: draft.parties,
      canEdit: isAdministrator(me.roles),
      unsaved,
      save,
    }),
    [draft, control, names, me.roles, unsaved, save],
  );
  return <DeskContext value={desk}>{children}</DeskContext>;
}

const namesOf = (values: readonly DraftValue[]): Names => ({
  ja: slotNames(values.map(({ id, title }) => ({ id, title: title.ja }))),
  en: slotNames(values.map(({ id, title }) => ({ id, title: title.en }))),
});

function saidOf(draft: Draft, control: DraftControl): ReadonlyMap<string, Words> {
  const said = new Map<string, Words>();
  for (const { pieces } of control.clauses) {
    for (const piece of pieces.ja) {
      if (!('param' in piece)) continue;
      const other = pieces.en.find((each) => 'param' in each && each.param === piece.param);
      said.set(piece.param, { ja: piece.said, en: other !== undefined && 'param' in other ? other.said : piece.said });
    }
  }
  for (const value of draft.values) said.set(value.id, value.said);
  return said;
}

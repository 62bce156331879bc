import { controls, isOperative } from '../catalog/index.ts';
import { necessities } from '../catalog/necessity.ts';
import { inTransaction } from '../db/pool.ts';
import { append, type LedgerEvent } from '../ledger/index.ts';
import { lockValues } from '../values/index.ts';
import type { Party } from './content.ts';
import { type ClauseRow, countChange, readDraft } from './draft.store.ts';
import { type ClauseState, clauseChange, type EditDeps, storeChange } from './edit.ts';
import { partyOf } from './ports.ts';

export interface Suggestions {
  /** For every operative clause that has no owner yet; null: leave owners alone. */
  readonly owner: string | null;
  /** For every clause that gets its owner here, or has one and no deputy. */
  readonly deputy: string | null;
  /** Our suggestion for every "when is it necessary" that nobody decided. */
  readonly necessity: boolean;
}

interface Given {
  readonly owner: Party | null;
  readonly deputy: Party | null;
  readonly necessity: boolean;
}

/**
 * Fills what nobody has decided yet, in one act: an owner for clauses without one, our suggestions for "when is it necessary".
 * What a person decided stays. Throws `bad-request` for an owner who is neither a role nor a person.
 */
export async function suggestAll(deps: EditDeps, wanted: Suggestions, by: string): Promise<{ changed: number; draftRevision: number }> {
  const given: Given = { owner: partyOf('owner', wanted.owner), deputy: partyOf('deputy', wanted.deputy), necessity: wanted.necessity };
  return inTransaction(deps.pool, async (tx) => {
    await lockValues(tx);
    const at = deps.clock.now();
    const draft = await readDraft(tx);
    const events: LedgerEvent[] = [];
    for (const control of controls.filter(({ id }) => draft.controls.get(id)?.applicable !== false)) {
      for (const clause of control.clauses) {
        const before = draft.clauses.get(clause.id);
        if (before?.adoption === 'not-applicable') continue;
        const state = filled(clause.id, before, isOperative(clause), given);
        if (state) events.push(await storeChange(tx, clauseChange(state, before?.revision ?? 0, before), at, by));
      }
    }
    if (events.length === 0) return { changed: 0, draftRevision: draft.revision };
    const draftRevision = await countChange(tx, at, by);
    await append(tx, at, events);
    return { changed: events.length, draftRevision };
  });
}

/** The clause with what was missing; null where nothing was. */
function filled(id: string, before: ClauseRow | undefined, operative: boolean, given: Given): ClauseState | null {
  const owner = before?.owner ?? (operative ? given.owner : null);
  const deputy = before?.deputy ?? (operative && owner !== null ? given.deputy : null);
  const necessity = before?.necessity || (given.necessity ? (necessities[id]?.suggestion.ja ?? '') : '');
  if (owner === (before?.owner ?? null) && deputy === (before?.deputy ?? null) && necessity === (before?.necessity ?? '')) return null;
  const { adoption = 'adopted', textJa = null, textEn = null, reason = '', note = '', plainJa = null, plainEn = null } = before ?? {};
  return { clause: id, adoption, textJa, textEn, reason, owner, deputy, necessity, note, plainJa, plainEn };
}

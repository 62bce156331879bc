import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/client.ts';
import { chapterQuery, type Draft, type DraftClause, saveClause, touchedKeys } from '../api/procedures.ts';
import { bodyOf, differing, type Edit, faultsOf, fieldsOf, hasOwnText, isDirty, keptText, type Names } from './clause-draft.ts';
import { toWritten } from './slots.ts';
import type { Unsaved } from './unsaved.ts';

interface Saving {
  readonly client: QueryClient;
  readonly unsaved: Unsaved;
  readonly names: Names;
  readonly control: string;
  readonly clause: string;
}

/** Saves what was written about these clauses, one after the other; then every screen that shows something of them is asked again, once. */
export async function saveWritings(saving: Omit<Saving, 'clause'>, clauses: readonly string[]): Promise<void> {
  for (const clause of clauses) await saveWriting({ ...saving, clause });
  await Promise.all(touchedKeys.map((touched) => saving.client.invalidateQueries({ queryKey: [touched] })));
}

/**
 * Saves what was written about one clause. Nothing that is typed while the answer is on the way gets lost: it stays unsaved
 * against the new revision. Another person's save in between makes the chapter load again; the clause then shows both.
 */
async function saveWriting(saving: Saving): Promise<void> {
  const { client, unsaved, names, control, clause: id } = saving;
  const key = chapterQuery(control).queryKey;
  const clause = clauseIn(client.getQueryData(key), id);
  const writing = unsaved.get(id);
  if (clause === undefined || writing === undefined || writing.saving || !isDirty(writing.edit)) return;
  // Overtaken by somebody else: the clause shows both, and waits for a choice.
  if (writing.edit.revision < clause.revision) return;
  const faults = faultsOf(writing.edit.now, writtenSample(clause, names), names);
  unsaved.mark(id, { tried: true, error: null, saving: Object.keys(faults).length === 0 });
  if (Object.keys(faults).length > 0) return;
  try {
    const saved = await saveClause(id, bodyOf(writing.edit, names));
    await client.cancelQueries({ queryKey: key });
    client.setQueryData(key, (draft: Draft | undefined) => draft && withSaved(draft, id, writing.edit, saved.revision, names));
    settle(unsaved, id, writing.edit, saved.revision);
  } catch (error) {
    unsaved.mark(id, { saving: false, error });
    if (error instanceof ApiError && error.code === 'conflict') await client.invalidateQueries({ queryKey: ['procedures'] });
  }
}

export const writtenSample = (clause: DraftClause, names: Names) => ({
  ja: toWritten(clause.sample.ja, names.ja),
  en: toWritten(clause.sample.en, names.en),
});

const clauseIn = (draft: Draft | undefined, id: string): DraftClause | undefined =>
  draft?.controls.flatMap((control) => control.clauses).find((clause) => clause.id === id);

/** What was typed meanwhile, and what was kept aside, stays; else nothing is unsaved any more. */
function settle(unsaved: Unsaved, id: string, sent: Edit, revision: number): void {
  const edit = unsaved.get(id)?.edit;
  if (edit === undefined) return;
  if (differing(edit.now, sent.now).length === 0 && edit.aside === undefined) {
    unsaved.drop(id);
    return;
  }
  unsaved.mark(id, { saving: false, tried: false });
  unsaved.write(id, { ...edit, revision, base: sent.now });
}

/** The chapter as it is known to stand after the save, until the server's own answer comes. */
function withSaved(draft: Draft, id: string, { now }: Edit, revision: number, names: Names): Draft {
  const party = (chosen: string) => {
    const found = draft.parties.find((each) => each.party === chosen);
    return found === undefined ? null : { ...found, gone: false };
  };
  const saved = (clause: DraftClause): DraftClause => ({
    ...clause,
    revision,
    adoption: now.adoption,
    text: hasOwnText(now.adoption) ? keptText(now, names) : clause.sample,
    reason: now.reason,
    owner: party(now.owner) ?? (clause.owner?.party === now.owner ? clause.owner : null),
    deputy: party(now.deputy) ?? (clause.deputy?.party === now.deputy ? clause.deputy : null),
    necessity: now.necessity,
    note: now.note,
    plain: now.plainJa === '' && now.plainEn === '' ? null : { ja: now.plainJa, en: now.plainEn },
  });
  return {
    ...draft,
    controls: draft.controls.map((control) => ({
      ...control,
      clauses: control.clauses.map((clause) => (clause.id === id ? saved(clause) : clause)),
    })),
  };
}

/** Begins or goes on with the writing of a clause; where nothing differs any more, there is nothing unsaved. */
export function writeFields(unsaved: Unsaved, clause: DraftClause, names: Names, change: Partial<Edit['now']>): void {
  const edit = unsaved.get(clause.id)?.edit;
  const base = edit?.base ?? fieldsOf(clause, names);
  const now = { ...(edit?.now ?? base), ...change };
  const same = Object.entries(now).every(([field, value]) => base[field as keyof typeof base] === value);
  if (same && edit?.aside === undefined) unsaved.drop(clause.id);
  else unsaved.write(clause.id, { ...edit, revision: edit?.revision ?? clause.revision, base, now });
}

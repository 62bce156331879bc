import type { RegisterRow } from '../api/registers-types.ts';

/** The lines that are chosen, over several pages, each with the revision that the person saw. */
export type Selection = ReadonlyMap<string, Pick<RegisterRow, 'id' | 'number' | 'revision' | 'state'>>;
/** What one act takes at the most. */
export const selectionMax = 1000;

const kept = ({ id, number, revision, state }: RegisterRow) => ({ id, number, revision, state });

export function toggled(selection: Selection, row: RegisterRow): Selection {
  const next = new Map(selection);
  if (!next.delete(row.id)) next.set(row.id, kept(row));
  return limited(next);
}

/** The lines between two of a page, taken in or left out together, as the first of them was. */
export function ranged(selection: Selection, rows: readonly RegisterRow[], from: number, to: number, chosen: boolean): Selection {
  const next = new Map(selection);
  for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (chosen) next.set(row.id, kept(row));
    else next.delete(row.id);
  }
  return limited(next);
}

/** After the table was read anew: what is on the page counts as it stands now. */
export function refreshed(selection: Selection, rows: readonly RegisterRow[]): Selection {
  const stale = rows.filter((row) => {
    const known = selection.get(row.id);
    return known !== undefined && (known.revision !== row.revision || known.state !== row.state);
  });
  if (stale.length === 0) return selection;
  const next = new Map(selection);
  for (const row of stale) next.set(row.id, kept(row));
  return next;
}

const limited = (selection: Map<string, ReturnType<typeof kept>>): Selection =>
  selection.size <= selectionMax ? selection : new Map([...selection].slice(0, selectionMax));

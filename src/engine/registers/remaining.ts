import { type Words, words } from '../../base/text.ts';
import { mapInTurns } from '../../base/turns.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { MeasuredItem, Reconciliation, Register } from '../../mechanism/register.ts';
import { foldedText, numberText } from './line.ts';
import type { StoredRow } from './row.store.ts';

/** The word of a measured thing under which the number of its ended line is kept. No column has this name. */
const endedLine = 'endedLine';

/**
 * Marks the things whose line was ended with that line's number: what was withdrawn and is still measured. Of several lines the one
 * with the highest number counts.
 */
export async function markRemaining(
  register: Register,
  measured: Reconciliation,
  ended: readonly StoredRow[],
  items: readonly MeasuredItem[],
): Promise<readonly MeasuredItem[]> {
  if (ended.length === 0) return items;
  const { meets } = measured;
  const byText = new Map<string, StoredRow[]>();
  const anything: StoredRow[] = [];
  for (const row of ended) {
    const texts = meets?.line(row.cells) ?? null;
    if (texts === null) anything.push(row);
    for (const text of new Set((texts ?? []).map(foldedText))) {
      const same = byText.get(text);
      if (same) same.push(row);
      else byText.set(text, [row]);
    }
  }
  return mapInTurns(items, (item) => {
    const near = (meets?.thing(item) ?? []).flatMap((text) => byText.get(foldedText(text)) ?? []);
    const covering = [...near, ...anything].filter(({ cells }) => measured.covers(cells, item)).sort((a, b) => b.number - a.number)[0];
    if (covering === undefined) return item;
    return { ...item, cells: { ...item.cells, [endedLine]: numberText(register, covering.number) } };
  });
}

/** Where a difference is seen, and that its line was ended where it was. */
export function placeOf({ reconcile }: Pick<Register, 'reconcile'>, place: Words, cells: Cells | null): Words {
  const line = cells?.[endedLine];
  const remaining = reconcile?.says.remaining;
  if (typeof line !== 'string' || remaining === undefined) return place;
  return words(`${place.ja}・${remaining.ja}(${line})`, `${place.en} · ${remaining.en} (${line})`);
}

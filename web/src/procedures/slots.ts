/**
 * A company's text holds its values as slots: `{screenLockMinutes}以内に`. Nobody should have to read such a name, so while a text
 * is being written its slots stand under the titles of their values: `{画面ロックまでの時間}以内に`.
 */
export interface SlotNames {
  readonly titleOf: ReadonlyMap<string, string>;
  readonly idOf: ReadonlyMap<string, string>;
}

export type Piece = { readonly text: string } | { readonly param: string };

const slot = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;
const braces = /\{([^{}]+)\}/g;

/** Titles that two values share, or that could be read as something else, are not used: those values keep their ids. */
export function slotNames(values: readonly { readonly id: string; readonly title: string }[]): SlotNames {
  const ids = new Set(values.map(({ id }) => id));
  const counts = new Map<string, number>();
  for (const { title } of values) counts.set(title, (counts.get(title) ?? 0) + 1);
  const usable = values.filter(({ title }) => counts.get(title) === 1 && /^[^{}\n]+$/.test(title) && !ids.has(title));
  return {
    titleOf: new Map(values.map(({ id }) => [id, id] as const).concat(usable.map(({ id, title }) => [id, title] as const))),
    idOf: new Map(values.map(({ id }) => [id, id] as const).concat(usable.map(({ id, title }) => [title, id] as const))),
  };
}

/** As it is kept → as it is written. What names no value stays as it is. */
export const toWritten = (kept: string, names: SlotNames): string =>
  kept.replaceAll(slot, (whole, id: string) => (names.titleOf.has(id) ? `{${names.titleOf.get(id)}}` : whole));

/** As it is written → as it is kept. */
export const toKept = (written: string, names: SlotNames): string =>
  written.replaceAll(braces, (whole, title: string) => (names.idOf.has(title) ? `{${names.idOf.get(title)}}` : whole));

/** What a person puts into a text for a value. */
export const slotFor = (id: string, names: SlotNames): string => `{${names.titleOf.get(id) ?? id}}`;

/** Cuts a kept text at the values that are known. What only looks like a slot stays text: nothing that was typed is lost. */
export function cut(kept: string, known: { has(id: string): boolean }): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of kept.matchAll(slot)) {
    if (!known.has(match[1]!)) continue;
    if (match.index > from) pieces.push({ text: kept.slice(from, match.index) });
    pieces.push({ param: match[1]! });
    from = match.index + match[0].length;
  }
  if (from < kept.length) pieces.push({ text: kept.slice(from) });
  return pieces;
}

/** What a text puts in braces although no value is called so: perhaps a slip, perhaps meant. It stays as it is. */
export const unknownIn = (written: string, names: SlotNames): string[] => [
  ...new Set([...written.matchAll(braces)].filter((match) => !names.idOf.has(match[1]!)).map((match) => match[0])),
];

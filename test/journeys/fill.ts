import { type Cell, type Field, isNeeded } from '../../src/mechanism/field.ts';

/** What a field of a register, a record or a form is filled in with. */
export interface Known {
  readonly person: string;
  readonly device: string;
  /** The id of a line of a register; null where there is none yet. */
  row(register: string): string | null;
  /** Far enough that nothing runs out while the test lives. */
  readonly later: string;
  /** Makes texts of one filling unlike those of another, so that no two lines have the same key. */
  readonly mark: string;
}

/** Every field filled in, the first option each, all where several may be chosen; what another answer makes needless is filled in too. */
export function filledIn(fields: readonly Field[], known: Known): Record<string, Cell> {
  const cells = Object.fromEntries(fields.map((field) => [field.id, cellFor(field, known)]));
  // Two registers may name each other's lines: whichever comes first leaves blank what it may.
  for (const field of fields)
    if (field.type === 'row' && cells[field.id] === null && isNeeded(field, cells)) throw new Error(`no line of ${field.register} yet`);
  return cells;
}

function cellFor(field: Field, known: Known): Cell {
  switch (field.type) {
    case 'text':
    case 'longText':
      return `${field.title.ja} ${known.mark}`.slice(0, field.maxChars ?? 200);
    case 'number':
      return Math.max(field.min ?? 1, Math.min(1, field.max ?? 1));
    case 'date':
      return known.later;
    case 'moment':
      return `${known.later}T19:00`;
    case 'boolean':
      return true;
    case 'choice':
      return Object.keys(field.options ?? {})[0] ?? null;
    case 'choices':
      return Object.keys(field.options ?? {});
    case 'person':
      return known.person;
    case 'device':
      return known.device;
    case 'devices':
      return [known.device];
    case 'row':
      return known.row(field.register!);
  }
}

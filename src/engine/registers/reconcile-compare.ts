import { searchForm } from '../../base/text.ts';
import { mapInTurns, Turns } from '../../base/turns.ts';
import { readCell } from '../../mechanism/cells.ts';
import { type Cells, type Field, isBlank } from '../../mechanism/field.ts';
import type { MeasuredItem, Reconciliation, Register } from '../../mechanism/register.ts';

export interface Line {
  readonly id: string;
  readonly cells: Cells;
}

export interface Compared<L extends Line = Line> {
  /** Measured, and in no line. */
  readonly uncovered: readonly MeasuredItem[];
  /** Lines that should be seen, and are not. */
  readonly unseen: readonly L[];
}

/** Of a string that so many lines share, nothing can be found by it. */
const sharedMax = 50;
/** The clock is looked at after so many pairs. */
const pairsPerLook = 100;

const folded = (text: string): string => searchForm(text).replace(/\s+/gu, ' ').trim();

/**
 * Holds every line against every measured thing. Where the register says by which strings they meet, only those are compared; where it
 * does not, lines and things with a string in common come first, and what is left is compared pair by pair.
 */
export async function compare<L extends Line>(
  reconcile: Pick<Reconciliation, 'covers' | 'isExpected' | 'meets'>,
  lines: readonly L[],
  items: readonly MeasuredItem[],
): Promise<Compared<L>> {
  const { meets } = reconcile;
  const covered = new Array<boolean>(items.length).fill(false);
  const seen = lines.map((line) => !reconcile.isExpected(line.cells));
  const turns = new Turns();
  let pairs = 0;
  const isOver = () => (pairs++ % pairsPerLook === 0 ? turns.isOver : false);
  const hold = (line: number, item: number): void => {
    if (covered[item] && seen[line]) return;
    if (!reconcile.covers(lines[line]!.cells, items[item]!)) return;
    covered[item] = true;
    seen[line] = true;
  };
  const strings = (line: L) => {
    const texts = meets ? meets.line(line.cells) : textsOf(line.cells);
    return texts && [...new Set(texts.map(folded))];
  };
  const { byString, anything } = indexed(await mapInTurns(lines, strings, turns), meets ? Number.POSITIVE_INFINITY : sharedMax);
  for (const [item, thing] of items.entries()) {
    const texts = meets ? meets.thing(thing) : thingTexts(thing);
    if (turns.isOver) await turns.give();
    for (const text of new Set(texts.map(folded))) {
      for (const line of byString.get(text) ?? []) {
        hold(line, item);
        if (isOver()) await turns.give();
      }
    }
  }
  const whole = (flags: readonly boolean[], wanted: boolean) => flags.flatMap((flag, index) => (flag === wanted ? [index] : []));
  const rest = meets ? anything : lines.map((_, index) => index);
  // A thing that is covered and a line that is seen have nothing more to learn from one another.
  for (const item of whole(covered, false)) {
    for (const line of rest) {
      hold(line, item);
      if (isOver()) await turns.give();
      if (covered[item]) break;
    }
  }
  for (const line of rest.filter((each) => !seen[each])) {
    for (let item = 0; item < items.length && !seen[line]; item += 1) {
      hold(line, item);
      if (isOver()) await turns.give();
    }
  }
  return { uncovered: whole(covered, false).map((index) => items[index]!), unseen: whole(seen, false).map((index) => lines[index]!) };
}

/** Lines by what they say, folded. */
function indexed(texts: readonly (readonly string[] | null)[], shared: number): { byString: Map<string, number[]>; anything: number[] } {
  const byString = new Map<string, number[]>();
  const anything: number[] = [];
  for (const [line, each] of texts.entries()) {
    if (each === null) anything.push(line);
    for (const text of each ?? []) {
      const same = byString.get(text);
      if (same) same.push(line);
      else byString.set(text, [line]);
    }
  }
  for (const [text, same] of byString) if (same.length > shared) byString.delete(text);
  return { byString, anything };
}

const textsOf = (cells: Cells): string[] =>
  Object.values(cells).flatMap((cell) => (typeof cell === 'string' ? [cell] : Array.isArray(cell) ? (cell as string[]) : []));
const thingTexts = (item: MeasuredItem): string[] => [
  item.label,
  ...(item.deviceId === null ? [] : [item.deviceId]),
  ...textsOf(item.cells),
];

/** What a line for a measured thing would say: only what the columns accept, so that the offer can be taken as it is. */
export function offerOf({ columns, reconcile }: Pick<Register, 'columns' | 'reconcile'>, item: MeasuredItem): Cells {
  const said = reconcile?.offer?.(item) ?? item.cells;
  const accepted = (field: Field) => {
    const read = readCell(field, said[field.id] ?? null);
    return 'cell' in read && !isBlank(read.cell) ? [[field.id, read.cell] as const] : [];
  };
  return Object.fromEntries(columns.flatMap(accepted));
}

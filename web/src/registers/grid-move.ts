/** One cell of a table by its place: line and column of what is on the page. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}
export interface GridSize {
  readonly lines: number;
  readonly columns: number;
}
interface Keys {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
}

const pageLines = 10;
const within = (value: number, count: number): number => Math.min(Math.max(value, 0), Math.max(count - 1, 0));

/** Where a key leads from a cell; null for a key that does not move. It never leaves the table. */
export function moved({ key, ctrlKey = false, metaKey = false }: Keys, { line, column }: Spot, { lines, columns }: GridSize): Spot | null {
  const far = ctrlKey || metaKey;
  const to = (nextLine: number, nextColumn: number): Spot => ({ line: within(nextLine, lines), column: within(nextColumn, columns) });
  switch (key) {
    case 'ArrowUp':
      return to(far ? 0 : line - 1, column);
    case 'ArrowDown':
      return to(far ? lines - 1 : line + 1, column);
    case 'ArrowLeft':
      return to(line, far ? 0 : column - 1);
    case 'ArrowRight':
      return to(line, far ? columns - 1 : column + 1);
    case 'Home':
      return to(far ? 0 : line, 0);
    case 'End':
      return to(far ? lines - 1 : line, columns - 1);
    case 'PageUp':
      return to(line - pageLines, column);
    case 'PageDown':
      return to(line + pageLines, column);
    default:
      return null;
  }
}

/** Where Tab leads after a cell was written: on to the next one, at the end of a line to the next line. */
export function nextCell({ line, column }: Spot, { lines, columns }: GridSize, back: boolean): Spot {
  const place = within(line * columns + column + (back ? -1 : 1), lines * columns);
  return { line: Math.floor(place / columns), column: place % columns };
}

/** A key that writes a letter, so that typing on a cell begins to edit it. */
export const isTyping = ({ key, ctrlKey = false, metaKey = false }: Keys, altKey = false): boolean =>
  [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;

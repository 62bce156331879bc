import { type Cell, type Cells, type FieldView, isBlankCell } from '../api/mechanism-types.ts';

/** What the form says once another line is chosen: blanks, and what the line before had filled in, follow; what was typed stays. */
export function filledAnew(fields: readonly Pick<FieldView, 'id'>[], values: Cells, before: Cells, now: Cells): Cells {
  const same = (a: Cell | undefined, b: Cell | undefined) => JSON.stringify(a) === JSON.stringify(b);
  const follows = fields.filter(({ id }) => (id in before || id in now) && (isBlankCell(values[id]) || same(values[id], before[id])));
  return { ...values, ...Object.fromEntries(follows.map(({ id }) => [id, now[id] ?? null])) };
}

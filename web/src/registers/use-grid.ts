import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Cell, FieldView, RegisterRow } from '../api/registers-types.ts';
import { isComposing } from '../pieces/form.tsx';
import { isSameCell, isTyped } from './cell-draft.ts';
import { type GridSize, isTyping, moved, nextCell, type Spot } from './grid-move.ts';
import { ranged, type Selection, toggled } from './selection.ts';
import type { Leaving } from './typing-cell.tsx';
import type { CellSaves } from './use-cell-saves.ts';

export interface GridState {
  readonly rows: readonly RegisterRow[];
  /** The columns of the register; before them stands the line's number, behind them when it was changed. */
  readonly fields: readonly FieldView[];
  readonly canEdit: boolean;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly saves: CellSaves;
  readonly openRow: (row: string) => void;
}
/** What cells do to the table. */
export interface GridActs {
  click(spot: Spot): void;
  begin(spot: Spot, how: Editing['with']): void;
  commit(spot: Spot, cell: Cell, leaving: Leaving): void;
  cancel(spot: Spot): void;
  choose(line: number): void;
  chooseTo(line: number): void;
  openRow(row: string): void;
}
export type Editing = { readonly spot: Spot; readonly with: 'held' | 'empty' | 'typed' };

/** Which cell is active, which one is being edited, and what every key does. */
export function useGrid({ rows, fields, canEdit, selection, onSelect, saves, openRow }: GridState) {
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<Spot>({ line: 0, column: 0 });
  const [entered, setEntered] = useState(false);
  const [editing, setEditing] = useState<Editing | null>(null);
  const anchor = useRef<number | null>(null);
  const moving = useRef(false);
  const size: GridSize = { lines: rows.length, columns: fields.length + 2 };
  const here: Spot = { line: Math.min(active.line, Math.max(0, size.lines - 1)), column: Math.min(active.column, size.columns - 1) };
  const fieldAt = ({ column }: Spot): FieldView | undefined => fields[column - 1];
  const editable = (spot: Spot): boolean => canEdit && fieldAt(spot) !== undefined && rows[spot.line]?.state === 'current';

  useEffect(() => {
    if (!moving.current) return;
    moving.current = false;
    const cell = table.current?.querySelector<HTMLElement>(`[data-spot="${here.line}:${here.column}"]`);
    (cell?.querySelector<HTMLElement>('[data-focus]') ?? cell)?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const go = (spot: Spot) => {
    moving.current = true;
    setEntered(true);
    setActive(spot);
  };
  const begin = (spot: Spot, how: Editing['with']) => {
    if (editable(spot)) setEditing({ spot, with: how });
  };
  const leave = (leaving: Leaving, spot: Spot) => {
    setEditing(null);
    // Whoever pressed something else is there already.
    if (leaving === 'away') return;
    if (leaving === 'stay') return go(spot);
    if (leaving === 'next' || leaving === 'back') return go(nextCell(spot, size, leaving === 'back'));
    go(moved({ key: leaving === 'down' ? 'ArrowDown' : 'ArrowUp' }, spot, size)!);
  };
  const commit = (spot: Spot, cell: Cell, leaving: Leaving) => {
    const row = rows[spot.line];
    const field = fieldAt(spot);
    if (row !== undefined && field !== undefined) {
      const known = saves.of(row.id, field.id);
      if (!isSameCell(known === undefined ? row.cells[field.id] : known.cell, cell)) saves.save(row, field, cell);
    }
    leave(leaving, spot);
  };
  const choose = (line: number) => {
    const row = rows[line];
    if (row === undefined || !canEdit) return;
    anchor.current = line;
    onSelect(toggled(selection, row));
  };
  const chooseTo = (line: number) => {
    if (!canEdit) return;
    anchor.current ??= here.line;
    onSelect(ranged(selection, rows, anchor.current, line, true));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (editing !== null || isComposing(event) || rows.length === 0) return;
    if ((event.target as HTMLElement).closest('thead, [data-own-keys]') !== null) return;
    const to = moved(event, here, size);
    const field = fieldAt(here);
    if (to !== null) {
      event.preventDefault();
      if (event.shiftKey && to.column === here.column) chooseTo(to.line);
      else anchor.current = null;
      go(to);
    } else if (event.key === ' ') {
      event.preventDefault();
      if (event.shiftKey) chooseTo(here.line);
      else choose(here.line);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      if (here.column === 0 && event.key === 'Enter') return;
      event.preventDefault();
      if (editable(here)) begin(here, 'held');
      else if (rows[here.line] !== undefined) openRow(rows[here.line]!.id);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && field !== undefined) {
      event.preventDefault();
      begin(here, isTyped(field) ? 'empty' : 'held');
    } else if (isTyping(event, event.altKey) && field !== undefined && !isTyped(field)) {
      // A letter that is typed goes to the unseen field of a written cell by itself.
      event.preventDefault();
      begin(here, 'held');
    }
  };
  const now: GridActs = {
    click: (spot) => editing === null && go(spot),
    begin,
    commit,
    cancel: (spot) => leave('stay', spot),
    choose,
    chooseTo,
    openRow,
  };
  const latest = useRef(now);
  latest.current = now;
  // The same object for ever, so that of 200 lines only those are drawn again that a key concerns.
  const acts = useMemo<GridActs>(
    () => ({
      click: (spot) => latest.current.click(spot),
      begin: (spot, how) => latest.current.begin(spot, how),
      commit: (spot, cell, leaving) => latest.current.commit(spot, cell, leaving),
      cancel: (spot) => latest.current.cancel(spot),
      choose: (line) => latest.current.choose(line),
      chooseTo: (line) => latest.current.chooseTo(line),
      openRow: (row) => latest.current.openRow(row),
    }),
    [],
  );
  return {
    table,
    onKeyDown,
    acts,
    enter: setEntered,
    /** What of a line is active and being written; null for all lines but one. */
    activeOf: (line: number): number | null => (here.line === line ? here.column : null),
    /** Whether somebody works in the table: before that no cell is drawn as the active one. */
    entered,
    editingOf: (line: number): Editing | null => (editing?.spot.line === line ? editing : null),
  };
}

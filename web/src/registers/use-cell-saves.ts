import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { type Cell, changeRow, type FieldView, type RegisterRow, type RegisterRows, registerQuery } from '../api/registers.ts';
import { SaveQueue } from './save-queue.ts';

/** A cell on its way to the server, or one that was refused and waits for the person. */
export interface CellSave {
  readonly row: RegisterRow;
  readonly field: FieldView;
  readonly cell: Cell;
  readonly error: unknown;
}
/** Of one line, by column. */
export type RowSaves = ReadonlyMap<string, CellSave>;

export interface CellSaves {
  of(row: string, column: string): CellSave | undefined;
  /** The same object until something of the line changes. */
  ofRow(row: string): RowSaves | undefined;
  readonly refused: readonly CellSave[];
  readonly saving: number;
  save(row: RegisterRow, field: FieldView, cell: Cell): void;
  drop(save: CellSave): void;
}

/** Saves cells of the table one by one, without making the person wait, and loses nothing that was refused. */
export function useCellSaves(register: string): CellSaves {
  const client = useQueryClient();
  const queue = useRef(new SaveQueue());
  const [saves, setSaves] = useState<ReadonlyMap<string, RowSaves>>(new Map());
  const put = (save: CellSave) => setSaves((old) => new Map(old).set(save.row.id, new Map(old.get(save.row.id)).set(save.field.id, save)));
  const drop = ({ row, field }: CellSave) =>
    setSaves((old) => {
      const left = new Map(old.get(row.id));
      left.delete(field.id);
      const next = new Map(old);
      if (left.size === 0) next.delete(row.id);
      else next.set(row.id, left);
      return next;
    });
  const save = (row: RegisterRow, field: FieldView, cell: Cell) => {
    const wanted: CellSave = { row, field, cell, error: null };
    put(wanted);
    queue.current
      .save(row.id, row.revision, (revision) => changeRow(register, row.id, revision, { [field.id]: cell }, { reason: '' }))
      .then((saved) => {
        // The line stays where it stands: a table that sorts itself anew takes it away from under the hands.
        client.setQueriesData<RegisterRows>({ queryKey: ['registers', 'rows', register] }, (old) => withRow(old, saved));
        drop(wanted);
        void client.invalidateQueries({ queryKey: ['registers', 'row', register, row.id] });
        void client.invalidateQueries({ queryKey: registerQuery(register).queryKey });
      })
      .catch((error: unknown) => {
        put({ ...wanted, error });
        if (error instanceof ApiError && error.code === 'conflict')
          void client.invalidateQueries({ queryKey: ['registers', 'row', register, row.id] });
      });
  };
  const all = [...saves.values()].flatMap((each) => [...each.values()]);
  return {
    of: (row, column) => saves.get(row)?.get(column),
    ofRow: (row) => saves.get(row),
    refused: all.filter(({ error }) => error !== null),
    saving: all.filter(({ error }) => error === null).length,
    save,
    drop,
  };
}

const withRow = (list: RegisterRows | undefined, saved: RegisterRow): RegisterRows | undefined =>
  list === undefined
    ? undefined
    : { ...list, rows: list.rows.map((row) => (row.id === saved.id && row.revision <= saved.revision ? { ...row, ...saved } : row)) };

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
const keyOf = (row: string, column: string): string => `${row} ${column}`;

export interface CellSaves {
  of(row: string, column: string): CellSave | undefined;
  readonly refused: readonly CellSave[];
  readonly saving: number;
  save(row: RegisterRow, field: FieldView, cell: Cell): void;
  drop(save: CellSave): void;
}

/** Saves cells of the table one by one, without making the person wait, and loses nothing that was refused. */
export function useCellSaves(register: string): CellSaves {
  const client = useQueryClient();
  const queue = useRef(new SaveQueue());
  const [saves, setSaves] = useState<ReadonlyMap<string, CellSave>>(new Map());
  const put = (save: CellSave) => setSaves((old) => new Map(old).set(keyOf(save.row.id, save.field.id), save));
  const drop = ({ row, field }: CellSave) =>
    setSaves((old) => {
      const next = new Map(old);
      next.delete(keyOf(row.id, field.id));
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
  const all = [...saves.values()];
  return {
    of: (row, column) => saves.get(keyOf(row, column)),
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

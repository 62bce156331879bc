import { Fault } from '../../base/fault.ts';
import type { Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import { revisionAt } from './history.store.ts';
import { changedColumns, fullCells, numberText } from './line.ts';
import { holdRegister, rowsById } from './row.store.ts';
import { writeLines } from './write.ts';

/** A line as it stands, with its register held: nobody else writes it until the transaction ends. */
export interface HeldLine {
  readonly register: string;
  readonly number: string;
  readonly ended: boolean;
  readonly revision: number;
  /** By column, null where it is blank. */
  readonly cells: Cells;
}

/** Null where there is no such line, or this version does not know its register. */
export async function holdLine(deps: RegistersDeps, tx: Tx, row: string): Promise<HeldLine | null> {
  const [seen] = await rowsById(tx, [row]);
  const register = seen === undefined ? undefined : deps.definitions.get(seen.register);
  if (register === undefined) return null;
  await holdRegister(tx, register.id);
  const [line] = await rowsById(tx, [row], true);
  const { number, state, revision, cells } = line!;
  return {
    register: register.id,
    number: numberText(register, number),
    ended: state === 'ended',
    revision,
    cells: fullCells(register, cells),
  };
}

/**
 * Lets columns of a line say again what they said in one of its revisions; the others keep what they say now. Nothing where it ended, or
 * says so already. It was true once, so it is not read anew: whoever was named may have left since.
 *
 * @throws Fault `not-found`, `conflict` where another line has its key by now
 */
export async function backWithin(
  deps: RegistersDeps,
  tx: Tx,
  row: string,
  { revision, columns }: { readonly revision: number; readonly columns: readonly string[] },
  { by, at, reason }: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  const held = await holdLine(deps, tx, row);
  const then = await revisionAt(tx, row, revision);
  if (held === null || then === null) throw new Fault('not-found', { row });
  if (held.ended) return;
  const register = definitionOf(deps, held.register);
  const cells = { ...held.cells, ...Object.fromEntries(columns.map((id) => [id, then[id] ?? null])) };
  if (changedColumns(register, held.cells, cells).length === 0) return;
  const [line] = await rowsById(tx, [row], true);
  await writeLines(deps, tx, register, [{ act: 'changed', row: line!, state: 'current', cells }], { by, at, reason });
}

import type { Clock } from '../../base/clock.ts';
import { Fault } from '../../base/fault.ts';
import type { Pool } from '../../db/pool.ts';
import type { Register } from '../../mechanism/register.ts';
import type { RegistersPorts } from './ports.ts';

/** What everything in this room is handed. */
export interface RegistersDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** In the order in which they are shown. */
  readonly definitions: ReadonlyMap<string, Register>;
  readonly ports: RegistersPorts;
}

export const registersLimits = {
  /** Lines in force of one register. */
  rowsMax: 20_000,
  bulkRowsMax: 1_000,
  reasonCharsMax: 500,
  /** Of one person and one register. */
  viewsMax: 50,
  choicesMax: 20,
  historyMax: 200,
} as const;

/** @throws Fault `not-found` for a register that there is not */
export function definitionOf({ definitions }: Pick<RegistersDeps, 'definitions'>, id: string): Register {
  const definition = definitions.get(id);
  if (definition === undefined) throw new Fault('not-found', { register: id.slice(0, 100) });
  return definition;
}

/** What files and ledger entries of a line are filed under. */
export const rowSubject = (register: string, row: string): string => `register:${register} row:${row}`;

/** How a register and what is measured stood to one another when they were last compared. */
export interface ComparisonState {
  readonly at: Date;
  /** Open differences that nobody explained. */
  readonly differences: number;
  /** False where some who should have reported did not: then an absence proves nothing. */
  readonly complete: boolean;
}
/** By register, as of a moment; a register that was never compared is absent. */
export type ComparisonStates = ReadonlyMap<string, ComparisonState>;

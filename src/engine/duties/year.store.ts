import type { Db } from '../../db/pool.ts';
import type { DutyResult } from '../../mechanism/duty.ts';
import type { OccurrenceState } from './occurrence.ts';

export interface YearEntry {
  readonly duty: string;
  readonly id: string;
  readonly dueOn: string;
  readonly state: OccurrenceState;
  readonly result: DutyResult | null;
}

/** Every occurrence that is due between two days, in the order of their dates. */
export async function occurrencesBetween(db: Db, from: string, to: string): Promise<YearEntry[]> {
  const { rows } = await db.query<YearEntry>(
    `SELECT duty, id, due_on::text AS "dueOn", state, result FROM duties_occurrence WHERE due_on BETWEEN $1::date AND $2::date
     ORDER BY due_on, id`,
    [from, to],
  );
  return rows;
}

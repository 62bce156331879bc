import type { Db } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';

/** A line as it stood at a moment. */
export interface PastLine {
  readonly id: string;
  readonly number: number;
  readonly label: string;
  /** Blanks are left out. */
  readonly cells: Cells;
}

/** The lines of a register that were in force at a moment, by number; as it stands for what has not changed since. */
export async function pastLines(db: Db, register: string, at: Date): Promise<PastLine[]> {
  const { rows } = await db.query<PastLine>(
    `SELECT id, number, label, cells FROM registers_row WHERE register = $1 AND state = 'current' AND changed_at <= $2
     UNION ALL
     SELECT r.id, r.number, past.label, past.cells FROM registers_row r CROSS JOIN LATERAL (
       SELECT state, label, cells FROM registers_revision WHERE row_id = r.id AND at <= $2 ORDER BY revision DESC LIMIT 1
     ) AS past WHERE r.register = $1 AND r.changed_at > $2 AND past.state = 'current'
     ORDER BY number`,
    [register, at],
  );
  return rows;
}

import type { LocalDate } from '../../calendar/index.ts';
import type { Db } from '../../db/pool.ts';

/** What a register held at a moment. */
export interface LinesStanding {
  readonly register: string;
  /** Lines in force. */
  readonly rows: number;
  /** Of those, past a deadline on that day. */
  readonly overdue: number;
  /** One of them, by the name it had. */
  readonly example: string | null;
  /** The nearest deadline of all. */
  readonly dueOn: LocalDate | null;
}

/**
 * Registers without lines are absent. A line that has not changed since is read as it stands, any other one from its history, so that
 * one question answers for now and for every past moment.
 */
export async function linesAt(db: Db, at: Date, today: LocalDate): Promise<Map<string, LinesStanding>> {
  const { rows } = await db.query<LinesStanding>(
    `WITH line AS (
       SELECT register, NULL AS label, due_on FROM registers_row WHERE state = 'current' AND changed_at <= $1
       UNION ALL
       SELECT r.register, past.label, past.due_on FROM registers_row r CROSS JOIN LATERAL (
         SELECT state, label, due_on FROM registers_revision WHERE row_id = r.id AND at <= $1 ORDER BY revision DESC LIMIT 1
       ) AS past WHERE r.changed_at > $1 AND past.state = 'current'
     ), sums AS (
       SELECT register, count(*) AS rows, count(*) FILTER (WHERE due_on < $2::date) AS overdue, min(due_on) AS due,
         min(label) FILTER (WHERE due_on < $2::date) AS label
       FROM line GROUP BY register
     )
     SELECT s.register, s.rows, s.overdue, coalesce(first.label, s.label) AS example, to_char(s.due, 'YYYY-MM-DD') AS "dueOn"
     FROM sums s LEFT JOIN LATERAL (
       SELECT r.label FROM registers_row r WHERE s.overdue > 0 AND r.register = s.register AND r.state = 'current' AND r.due_on < $2::date
         AND r.changed_at <= $1 ORDER BY r.due_on LIMIT 1
     ) AS first ON true`,
    [at, today],
  );
  return new Map(rows.map((row) => [row.register, row]));
}

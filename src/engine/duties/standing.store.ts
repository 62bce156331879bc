import type { Db } from '../../db/pool.ts';

/** What was recorded of a duty until a moment. */
export interface Recorded {
  readonly duty: string;
  readonly completedAt: Date | null;
  readonly inOrderAt: Date | null;
  readonly noCaseAt: Date | null;
  readonly problemAt: Date | null;
  /** By a person: what the product closed itself says nothing of the work. */
  readonly skippedAt: Date | null;
}

export async function recordedAt(db: Db, at: Date): Promise<ReadonlyMap<string, Recorded>> {
  const { rows } = await db.query<Recorded>(
    `SELECT duty, max(closed_at) FILTER (WHERE state = 'completed') AS "completedAt",
       max(closed_at) FILTER (WHERE result = 'in-order') AS "inOrderAt", max(closed_at) FILTER (WHERE result = 'no-case') AS "noCaseAt",
       max(closed_at) FILTER (WHERE result = 'problem') AS "problemAt",
       max(closed_at) FILTER (WHERE state = 'skipped' AND closed_by <> 'system') AS "skippedAt"
     FROM duties_occurrence WHERE closed_at <= $1 GROUP BY duty`,
    [at],
  );
  return new Map(rows.map((row) => [row.duty, row]));
}

/** What of a duty was not closed at a moment, with due dates as they stood then. */
export interface Undone {
  readonly duty: string;
  /** The one that is due first, or overdue for longest. */
  readonly about: { readonly ja: string; readonly en: string };
  readonly dueOn: string;
  readonly overdue: number;
}

/** Of the occurrences `o`, those that were not closed at the moment `$1`, with their due date as it stood then in `d`. */
const undoneThen = `CROSS JOIN LATERAL (
    SELECT o.due_on, o.due_at WHERE o.moved = 0
    UNION ALL
    (SELECT e.due_on, e.due_at FROM duties_event e WHERE o.moved > 0 AND e.occurrence = o.id AND e.act IN ('opened', 'moved')
       AND (e.at <= $1 OR e.act = 'opened') ORDER BY e.id DESC LIMIT 1)
  ) d
  WHERE (o.closed_at IS NULL OR o.closed_at > $1) AND (o.created_at <= $1 OR (o.kind <> 'event' AND d.due_at <= $1))`;

/**
 * What was not done at a moment, by duty. A dated occurrence counts from its date on, also where the server stood still then and wrote
 * it down later; what somebody set off counts from when it was recorded. A due date that was moved later stands in the history as it was.
 */
export async function undoneAt(db: Db, at: Date): Promise<ReadonlyMap<string, Undone>> {
  const { rows } = await db.query<Undone>(
    `WITH undone AS (
       SELECT o.id, o.duty, d.due_on, d.due_at FROM duties_occurrence o ${undoneThen}
     ), summed AS (
       SELECT duty, count(*) FILTER (WHERE due_at <= $1) AS overdue, (array_agg(id ORDER BY due_at, id))[1] AS first,
         (array_agg(due_on ORDER BY due_at, id))[1] AS due_on FROM undone GROUP BY duty
     )
     SELECT s.duty, s.overdue, s.due_on::text AS "dueOn", jsonb_build_object('ja', o.about_ja, 'en', o.about_en) AS about
     FROM summed s JOIN duties_occurrence o ON o.id = s.first`,
    [at],
  );
  return new Map(rows.map((row) => [row.duty, row]));
}

/** What a case waited for at a moment. */
export interface Awaited {
  readonly caseId: string;
  readonly id: string;
  readonly duty: string;
  readonly dueOn: string;
  readonly dueAt: Date;
}

/** What cases waited for at a moment, the nearest date first. */
export async function awaitedAt(db: Db, cases: readonly string[], at: Date): Promise<Awaited[]> {
  if (cases.length === 0) return [];
  const { rows } = await db.query<Awaited>(
    `SELECT o.case_id AS "caseId", o.id, o.duty, d.due_on::text AS "dueOn", d.due_at AS "dueAt" FROM duties_occurrence o ${undoneThen}
       AND o.case_id = ANY ($2::uuid[]) ORDER BY d.due_at, o.id`,
    [at, cases],
  );
  return rows;
}

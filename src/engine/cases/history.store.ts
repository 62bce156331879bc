import type { Db } from '../../db/pool.ts';
import { caseColumns, eventColumns } from './case.store.ts';
import type { CaseRow, EventRow } from './shape.ts';

/** Cases that were open at a moment or ended within the time before it, with what had happened to them by then, oldest first. */
export async function casesAt(
  db: Db,
  kinds: readonly string[],
  { at, endedSince }: { readonly at: Date; readonly endedSince: Date },
): Promise<{ readonly one: CaseRow; readonly events: readonly EventRow[] }[]> {
  const { rows: cases } = await db.query<CaseRow>(
    `SELECT ${caseColumns} FROM cases_case c WHERE c.kind = ANY ($1) AND c.opened_at <= $2 AND (c.ended_at IS NULL OR c.ended_at > $3)
     ORDER BY c.kind, c.number`,
    [kinds, at, endedSince],
  );
  const { rows: events } = await db.query<EventRow>(
    `SELECT ${eventColumns} FROM cases_event e WHERE e.case_id = ANY ($1::uuid[]) AND e.at <= $2 ORDER BY e.case_id, e.no`,
    [cases.map(({ id }) => id), at],
  );
  const byCase = Map.groupBy(events, ({ caseId }) => caseId);
  return cases.map((one) => ({ one, events: byCase.get(one.id) ?? [] }));
}

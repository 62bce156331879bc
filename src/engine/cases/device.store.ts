import type { Db, Tx } from '../../db/pool.ts';
import { caseColumns, eventColumns } from './case.store.ts';
import type { CaseRow, EventRow } from './shape.ts';

/** A case with the devices that it is about and what happened to it, oldest first. */
export interface CaseOnDevices {
  readonly one: CaseRow;
  readonly devices: readonly string[];
  readonly events: readonly EventRow[];
}

/** Cases of a kind that are about some of the given devices, and were under way after a moment. */
export const casesOnDevices = (db: Db, kind: string, devices: readonly string[], since: Date): Promise<CaseOnDevices[]> =>
  read(
    db,
    '(c.ended_at IS NULL OR c.ended_at >= $2) AND EXISTS (SELECT FROM cases_device d WHERE d.case_id = c.id AND d.device_id = ANY ($3::uuid[]))',
    [kind, since, devices],
  );

/** Cases of a kind with devices that took a step since a moment. */
export const casesMoved = (db: Db, kind: string, since: Date): Promise<CaseOnDevices[]> =>
  read(db, `c.changed_at >= $2 AND ${withDevices}`, [kind, since]);

/** Cases of a kind with devices that stand in a state. */
export const casesIn = (db: Db, kind: string, state: string): Promise<CaseOnDevices[]> =>
  read(db, `c.state = $2 AND ${withDevices}`, [kind, state]);

/** One case of a kind with devices; null where there is none. */
export const caseWithDevices = async (db: Db, kind: string, id: string): Promise<CaseOnDevices | null> =>
  (await read(db, 'c.id = $2', [kind, id]))[0] ?? null;

const withDevices = 'EXISTS (SELECT FROM cases_device d WHERE d.case_id = c.id)';

async function read(db: Db, where: string, values: readonly unknown[]): Promise<CaseOnDevices[]> {
  const { rows } = await db.query<CaseRow & { devices: string[] }>(
    `SELECT ${caseColumns}, ARRAY(SELECT a.device_id::text FROM cases_device a WHERE a.case_id = c.id ORDER BY 1) AS devices
     FROM cases_case c WHERE c.kind = $1 AND ${where} ORDER BY c.number`,
    [...values],
  );
  if (rows.length === 0) return [];
  const { rows: events } = await db.query<EventRow>(
    `SELECT ${eventColumns} FROM cases_event e WHERE e.case_id = ANY ($1::uuid[]) ORDER BY e.case_id, e.no`,
    [rows.map(({ id }) => id)],
  );
  const byCase = Map.groupBy(events, ({ caseId }) => caseId);
  return rows.map(({ devices, ...one }) => ({ one, devices, events: byCase.get(one.id) ?? [] }));
}

/** The cases that lines of registers mirror, by line; of several that had a line one after the other, the newest. */
export async function casesOfLines(db: Tx | Db, lines: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ line: string; id: string }>(
    'SELECT line, id FROM cases_case WHERE line = ANY ($1::uuid[]) ORDER BY opened_at, ended_at NULLS LAST, number',
    [lines],
  );
  return new Map(rows.map(({ line, id }) => [line, id]));
}

/** What of one sort is tied to a case, in the order in which it was tied. */
export async function linkedTo(db: Db, id: string, what: string): Promise<string[]> {
  const { rows } = await db.query<{ ref: string }>('SELECT ref FROM cases_link WHERE case_id = $1 AND what = $2 ORDER BY at, ref', [
    id,
    what,
  ]);
  return rows.map(({ ref }) => ref);
}

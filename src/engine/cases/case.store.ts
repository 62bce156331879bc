import type { Db, Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { CaseRow, EventRow } from './shape.ts';

const columns = `c.id, c.kind, c.number, c.variant, c.label, c.state, c.revision, c.request, c.line,
  c.line_revision AS "lineRevision", c.opened_at AS "openedAt", c.changed_at AS "changedAt", c.ended_at AS "endedAt"`;
export const caseColumns = columns;
export const eventColumns = `e.case_id AS "caseId", e.no, e.step, e.from_state AS "from", e.to_state AS "to", e.by, e.actors::text[] AS actors,
  e.people::text[] AS people, e.at, e.happened_at AS "happenedAt", e.cells, e.occurrence, e.ledger_seq AS "ledgerSeq"`;

export async function readCase(db: Db, id: string): Promise<CaseRow | null> {
  const { rows } = await db.query<CaseRow>(`SELECT ${columns} FROM cases_case c WHERE c.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Cases of a kind that stand in one of some states, oldest first. */
export async function openIn(db: Db, kind: string, states: readonly string[]): Promise<CaseRow[]> {
  const { rows } = await db.query<CaseRow>(
    `SELECT ${columns} FROM cases_case c WHERE c.kind = $1 AND c.state = ANY ($2) AND c.ended_at IS NULL ORDER BY c.number`,
    [kind, states],
  );
  return rows;
}

export async function caseOfRequest(db: Db, request: string): Promise<CaseRow | null> {
  const { rows } = await db.query<CaseRow>(`SELECT ${columns} FROM cases_case c WHERE c.request = $1`, [request]);
  return rows[0] ?? null;
}

/** The case under way that a line belongs to, of whatever kind; whoever holds the register knows that there comes no other. */
export async function runningOnLine(db: Db, line: string): Promise<CaseRow | null> {
  const { rows } = await db.query<CaseRow>(`SELECT ${columns} FROM cases_case c WHERE c.line = $1 AND c.ended_at IS NULL`, [line]);
  return rows[0] ?? null;
}

/** The cases of a kind that had a line at a moment, by line. */
export async function linesOfKind(db: Db, kind: string, at: Date): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ line: string; id: string }>(
    'SELECT line, id FROM cases_case WHERE kind = $1 AND line IS NOT NULL AND opened_at <= $2 AND (ended_at IS NULL OR ended_at > $2)',
    [kind, at],
  );
  return new Map(rows.map(({ line, id }) => [line, id]));
}

/** The next number of a kind. Two who open one at once follow each other. */
export async function nextNumber(tx: Tx, kind: string): Promise<number> {
  const { rows } = await tx.query<{ last: number }>(
    'INSERT INTO cases_counter AS c (kind, last) VALUES ($1, 1) ON CONFLICT (kind) DO UPDATE SET last = c.last + 1 RETURNING last',
    [kind],
  );
  return rows[0]!.last;
}

/** Cases of a kind that have not ended. Whoever took the next number counts alone. */
export async function countOpen(db: Db, kind: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) AS count FROM cases_case WHERE kind = $1 AND ended_at IS NULL', [
    kind,
  ]);
  return rows[0]!.count;
}

/** How many of them one account began. */
export async function countOpenOf(db: Db, kind: string, account: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM cases_case c JOIN cases_event e ON e.case_id = c.id AND e.no = 1
     WHERE c.kind = $1 AND c.ended_at IS NULL AND e.by = $2`,
    [kind, account],
  );
  return rows[0]!.count;
}

export type NewCase = Pick<CaseRow, 'id' | 'kind' | 'number' | 'variant' | 'label' | 'request' | 'line' | 'lineRevision'> & {
  readonly search: string;
  readonly at: Date;
};

export async function insertCase(tx: Tx, one: NewCase): Promise<void> {
  await tx.query(
    `INSERT INTO cases_case (id, kind, number, variant, label, search, state, revision, request, line, line_revision, opened_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, '', 0, $7, $8, $9, $10, $10)`,
    [one.id, one.kind, one.number, one.variant, one.label, one.search, one.request, one.line, one.lineRevision, one.at],
  );
}

export async function insertDevices(tx: Tx, id: string, devices: readonly string[]): Promise<void> {
  if (devices.length === 0) return;
  await tx.query('INSERT INTO cases_device (case_id, device_id) SELECT $1, d FROM unnest($2::uuid[]) d ON CONFLICT DO NOTHING', [
    id,
    devices,
  ]);
}

/** The database moves the case by it, or refuses it. */
export async function insertEvent(tx: Tx, event: EventRow): Promise<void> {
  await tx.query(
    `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, occurrence, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      event.caseId,
      event.no,
      event.step,
      event.from,
      event.to,
      event.by,
      event.actors,
      event.people,
      event.at,
      event.happenedAt,
      JSON.stringify(event.cells satisfies Cells),
      event.occurrence,
      event.ledgerSeq,
    ],
  );
}

/** Oldest first. */
export async function eventsOf(db: Db, id: string): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(`SELECT ${eventColumns} FROM cases_event e WHERE e.case_id = $1 ORDER BY e.no`, [id]);
  return rows;
}

export async function devicesOf(db: Db, id: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('SELECT device_id AS id FROM cases_device WHERE case_id = $1 ORDER BY device_id', [id]);
  return rows.map((row) => row.id);
}

export interface LinkRow {
  readonly what: string;
  readonly ref: string;
  readonly label: string;
  readonly by: string;
  readonly at: Date;
}

export async function linksOf(db: Db, id: string): Promise<LinkRow[]> {
  const { rows } = await db.query<LinkRow>('SELECT what, ref, label, by, at FROM cases_link WHERE case_id = $1 ORDER BY at, what, ref', [
    id,
  ]);
  return rows;
}

export async function insertLink(tx: Tx, id: string, link: LinkRow & { readonly ledgerSeq: number }): Promise<void> {
  await tx.query('INSERT INTO cases_link (case_id, what, ref, label, by, at, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    id,
    link.what,
    link.ref,
    link.label,
    link.by,
    link.at,
    link.ledgerSeq,
  ]);
}

export async function hasLink(db: Db, id: string, what: string, ref: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM cases_link WHERE case_id = $1 AND what = $2 AND ref = $3', [id, what, ref]);
  return rowCount === 1;
}

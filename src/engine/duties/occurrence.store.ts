import type { Words } from '../../base/text.ts';
import { searchForm } from '../../base/text.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { DutyResult } from '../../mechanism/duty.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Occurrence, OccurrenceKind, OccurrenceState, RecordedOccurrence, ShownSheet } from './occurrence.ts';
import type { Party, PreparedSheet } from './ports.ts';

export interface NewOccurrence {
  readonly id: string;
  readonly duty: string;
  readonly key: string;
  readonly kind: OccurrenceKind;
  readonly title: Words;
  readonly about: Words;
  readonly owner: Party | null;
  readonly request: string | null;
  readonly caseId?: string | null;
  readonly nominalOn: string;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly dueAt: Date;
  readonly state: 'waiting' | 'open';
}

const columns = `o.id, o.duty, o.key, o.kind, jsonb_build_object('ja', o.title_ja, 'en', o.title_en) AS title,
  jsonb_build_object('ja', o.about_ja, 'en', o.about_en) AS about, o.owner, o.request, o.case_id AS "caseId", o.nominal_on::text AS "nominalOn",
  o.opens_on::text AS "opensOn", o.due_on::text AS "dueOn", o.due_at AS "dueAt", o.moved, o.state, o.revision, o.escalation,
  o.result, o.closed_at AS "closedAt", o.closed_by AS "closedBy", o.created_at AS "createdAt", o.changed_at AS "changedAt"`;
export const occurrenceColumns = columns;

/** Writes what is not there yet; a key that its duty knows is left as it is. Returns what is new, and it is never an old one. */
export async function insertOccurrences(tx: Tx, rows: readonly NewOccurrence[], at: Date): Promise<Occurrence[]> {
  if (rows.length === 0) return [];
  const { rows: inserted } = await tx.query<Occurrence>(
    `INSERT INTO duties_occurrence AS o (id, duty, key, kind, title_ja, title_en, about_ja, about_en, search, owner, request, case_id, nominal_on,
       opens_on, due_on, due_at, state, next_at, created_at, changed_at)
     SELECT id, duty, key, kind, title_ja, title_en, about_ja, about_en, search, owner, request, case_id, nominal_on, opens_on, due_on, due_at, state,
       $2, $2, $2
     FROM jsonb_to_recordset($1) AS n (id uuid, duty text, key text, kind text, title_ja text, title_en text, about_ja text, about_en text,
       search text, owner text, request uuid, case_id uuid, nominal_on date, opens_on date, due_on date, due_at timestamptz, state text)
     ORDER BY due_at, id
     ON CONFLICT (duty, key) DO NOTHING RETURNING ${columns}`,
    [JSON.stringify(rows.map(rowOf)), at],
  );
  return inserted.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

const rowOf = (one: NewOccurrence) => ({
  id: one.id,
  duty: one.duty,
  key: one.key,
  kind: one.kind,
  title_ja: one.title.ja,
  title_en: one.title.en,
  about_ja: one.about.ja,
  about_en: one.about.en,
  search: searchForm([one.title.ja, one.title.en, one.about.ja, one.about.en, one.duty].join('\n')),
  owner: one.owner,
  request: one.request,
  case_id: one.caseId ?? null,
  nominal_on: one.nominalOn,
  opens_on: one.opensOn,
  due_on: one.dueOn,
  due_at: one.dueAt,
  state: one.state,
});

/** The occurrences of duties by key, for an event that was told twice. */
export async function occurrencesByKey(tx: Tx, duties: readonly string[], key: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ duty: string; id: string }>(
    'SELECT duty, id FROM duties_occurrence WHERE duty = ANY ($1) AND key = $2',
    [duties, key],
  );
  return new Map(rows.map(({ duty, id }) => [duty, id]));
}

/** Held until the transaction ends. */
export async function holdOccurrence(tx: Tx, id: string): Promise<HeldOccurrence | null> {
  const { rows } = await tx.query<HeldOccurrence>(`SELECT ${columns}, ${reminded} FROM duties_occurrence o WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
}

export interface HeldOccurrence extends Occurrence {
  readonly reminded: boolean;
}
const reminded = `EXISTS (SELECT 1 FROM duties_event e WHERE e.occurrence = o.id AND e.act = 'due-soon') AS reminded`;

/** Those on which the clock has a word now; what another sweep holds is left to it. */
export async function holdDue(tx: Tx, at: Date, limit: number): Promise<HeldOccurrence[]> {
  const { rows } = await tx.query<HeldOccurrence>(
    `SELECT ${columns}, ${reminded} FROM duties_occurrence o WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [at, limit],
  );
  return rows;
}

/** Those of a duty that can be done or soon could, and that no request waits for. */
export async function holdUndone(tx: Tx, duty: string, today: string): Promise<Occurrence[]> {
  const { rows } = await tx.query<Occurrence>(
    `SELECT ${columns} FROM duties_occurrence o WHERE duty = $1 AND request IS NULL AND case_id IS NULL
       AND (state IN ('open', 'overdue') OR (state = 'waiting' AND opens_on <= $2)) ORDER BY id FOR UPDATE SKIP LOCKED`,
    [duty, today],
  );
  return rows;
}

/** What cases wait for, undone, the nearest date first. */
export async function undoneOfCases(db: Db, cases: readonly string[]): Promise<Occurrence[]> {
  const { rows } = await db.query<Occurrence>(
    `SELECT ${columns} FROM duties_occurrence o WHERE case_id = ANY ($1::uuid[]) AND state IN ('waiting', 'open', 'overdue') ORDER BY due_at, id`,
    [cases],
  );
  return rows;
}

/** Undone occurrences of some duties that are no step of a case and close no request, the nearest date first; no question whether nothing happened. */
export async function undoneOfNoCase(db: Db, duties: readonly string[]): Promise<Occurrence[]> {
  const { rows } = await db.query<Occurrence>(
    `SELECT ${columns} FROM duties_occurrence o WHERE duty = ANY ($1) AND case_id IS NULL AND request IS NULL AND kind <> 'quiet'
       AND state IN ('waiting', 'open', 'overdue') ORDER BY due_at, id`,
    [duties],
  );
  return rows;
}

/** Makes an occurrence the step of a case, and opens it. The database refuses it for all but the case that is just being opened. */
export async function bindToCase(tx: Tx, ids: readonly string[], caseId: string, at: Date): Promise<Occurrence[]> {
  const { rows } = await tx.query<Occurrence & { waited: boolean }>(
    `UPDATE duties_occurrence o SET case_id = $2, state = CASE WHEN o.state = 'waiting' THEN 'open' ELSE o.state END, next_at = $3, changed_at = $3
     FROM (SELECT id, state = 'waiting' AS waited FROM duties_occurrence WHERE id = ANY ($1::uuid[]) FOR UPDATE) w
     WHERE o.id = w.id AND o.case_id IS NULL AND o.state IN ('waiting', 'open', 'overdue') RETURNING ${columns}, w.waited`,
    [ids, caseId, at],
  );
  return rows.filter(({ waited }) => waited);
}

export async function holdOfCase(tx: Tx, caseId: string): Promise<void> {
  await tx.query(`SELECT 1 FROM duties_occurrence WHERE case_id = $1 AND state IN ('waiting', 'open', 'overdue') ORDER BY id FOR UPDATE`, [
    caseId,
  ]);
}

/** Ids of duties with anything undone that this version does not know. */
export async function undoneDutiesBeside(db: Db, known: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ duty: string }>(
    `SELECT DISTINCT duty FROM duties_occurrence WHERE state IN ('waiting', 'open', 'overdue') AND NOT duty = ANY ($1) ORDER BY duty`,
    [known],
  );
  return rows.map(({ duty }) => duty);
}

export interface Step {
  readonly state: OccurrenceState;
  readonly escalation: number;
  readonly nextAt: Date | null;
}

export async function storeStep(tx: Tx, id: string, { state, escalation, nextAt }: Step, at: Date): Promise<void> {
  await tx.query(
    `UPDATE duties_occurrence SET state = $2, escalation = $3, next_at = $4, changed_at = CASE WHEN state = $2 AND escalation = $3
       THEN changed_at ELSE $5 END WHERE id = $1`,
    [id, state, escalation, nextAt, at],
  );
}

export async function storeMove(tx: Tx, id: string, to: { dueOn: string; dueAt: Date; nextAt: Date }, at: Date): Promise<void> {
  await tx.query(
    `UPDATE duties_occurrence SET due_on = $2, due_at = $3, next_at = $4, moved = moved + 1, revision = revision + 1, changed_at = $5
     WHERE id = $1`,
    [id, to.dueOn, to.dueAt, to.nextAt, at],
  );
}

export async function storeSkip(
  tx: Tx,
  ids: readonly string[],
  { reason, by, at }: { reason: string; by: string; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE duties_occurrence SET state = 'skipped', reason = $2, closed_at = $4, closed_by = $3, next_at = NULL, revision = revision + 1,
       changed_at = $4 WHERE id = ANY ($1)`,
    [ids, reason, by, at],
  );
}

export interface Completion {
  readonly result: DutyResult;
  readonly record: Cells;
  readonly remark: string;
  readonly sheet: { readonly bytes: Buffer; readonly digest: string; readonly at: Date } | null;
  readonly by: string;
}

export async function storeCompletion(tx: Tx, id: string, { result, record, remark, sheet, by }: Completion, at: Date): Promise<void> {
  await tx.query(
    `UPDATE duties_occurrence SET state = 'completed', result = $2, record = $3, remark = $4, sheet = $5, sheet_digest = $6, sheet_at = $7,
       closed_at = $9, closed_by = $8, next_at = NULL, revision = revision + 1, changed_at = $9 WHERE id = $1`,
    [id, result, JSON.stringify(record), remark, sheet?.bytes ?? null, sheet?.digest ?? null, sheet?.at ?? null, by, at],
  );
}

/** With everything that was recorded. */
export async function readOccurrence(db: Db, id: string): Promise<RecordedOccurrence | null> {
  interface Row extends Occurrence {
    readonly record: Cells | null;
    readonly remark: string;
    readonly reason: string;
    readonly sheet: Buffer | null;
    readonly digest: string | null;
    readonly preparedAt: Date | null;
  }
  const { rows } = await db.query<Row>(
    `SELECT ${columns}, o.record, o.remark, o.reason, o.sheet, o.sheet_digest AS digest, o.sheet_at AS "preparedAt"
     FROM duties_occurrence o WHERE id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const { sheet, digest, preparedAt, ...rest } = row;
  return { ...rest, sheet: sheet === null ? null : readSheet(sheet, digest!, preparedAt!) };
}

/** Sheets are canonical JSON of `{ since, sections }`. */
export function readSheet(bytes: Buffer, digest: string, preparedAt: Date): ShownSheet {
  const { since, sections } = JSON.parse(bytes.toString('utf8')) as { since: string | null; sections: PreparedSheet['sections'] };
  return { preparedAt, since: since === null ? null : new Date(since), sections, digest };
}

/** When a duty was completed last before a moment; the sheet says what changed since. */
export async function lastCompletion(db: Db, duty: string): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT max(closed_at) AS at FROM duties_occurrence WHERE duty = $1 AND state = 'completed'`,
    [duty],
  );
  return rows[0]!.at;
}

export async function earlierOccurrences(
  db: Db,
  { duty, id, nominalOn }: Occurrence,
  limit: number,
): Promise<Pick<Occurrence, 'id' | 'about' | 'state' | 'closedAt'>[]> {
  const { rows } = await db.query<Pick<Occurrence, 'id' | 'about' | 'state' | 'closedAt'>>(
    `SELECT id, jsonb_build_object('ja', about_ja, 'en', about_en) AS about, state, closed_at AS "closedAt" FROM duties_occurrence
     WHERE duty = $1 AND id <> $2 AND nominal_on <= $3 ORDER BY nominal_on DESC, due_at DESC, id LIMIT $4`,
    [duty, id, nominalOn, limit],
  );
  return rows;
}

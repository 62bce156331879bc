import type { Db } from '../db/pool.ts';
import type { ParamValue } from '../mechanism/param.ts';
import type { Adoption, ElsewhereRow, Party } from './content.ts';

/** When a row was changed last, and by whom: an account's id or `cli`. */
interface Changed {
  readonly revision: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}
export interface ClauseRow extends Changed {
  readonly clause: string;
  readonly adoption: Adoption;
  /** The company's own text; null while the sample's counts. */
  readonly textJa: string | null;
  readonly textEn: string | null;
  readonly reason: string;
  readonly owner: Party | null;
  readonly deputy: Party | null;
  readonly necessity: string;
  readonly note: string;
  readonly plainJa: string | null;
  readonly plainEn: string | null;
}
export interface ControlRow extends Changed {
  readonly control: string;
  readonly applicable: boolean;
  readonly reason: string;
}
export interface ValueRow extends Changed {
  readonly param: string;
  /** Waits for an approval; null where the value in force was only confirmed. */
  readonly value: ParamValue | null;
  readonly reason: string | null;
}
export interface ElsewhereRows extends Changed {
  readonly rows: readonly ElsewhereRow[];
}

export interface DraftRows {
  /** Counts every change of the draft. */
  readonly revision: number;
  readonly changedAt: Date | null;
  readonly clauses: ReadonlyMap<string, ClauseRow>;
  readonly controls: ReadonlyMap<string, ControlRow>;
  readonly values: ReadonlyMap<string, ValueRow>;
  readonly elsewhere: ElsewhereRows | null;
}

/** A draft that nobody has touched: the sample. */
export const untouched: DraftRows = {
  revision: 0,
  changedAt: null,
  clauses: new Map(),
  controls: new Map(),
  values: new Map(),
  elsewhere: null,
};

const changed = 'revision, changed_at AS "changedAt", changed_by AS "changedBy"';

export async function readDraft(db: Db): Promise<DraftRows> {
  const head = await db.query<{ revision: number; changedAt: Date | null }>(
    'SELECT revision, changed_at AS "changedAt" FROM procedures_draft',
  );
  const clauses = await db.query<ClauseRow>(
    `SELECT clause, adoption, text_ja AS "textJa", text_en AS "textEn", reason, owner, deputy, necessity, note, plain_ja AS "plainJa",
       plain_en AS "plainEn", ${changed} FROM procedures_clause`,
  );
  const controls = await db.query<ControlRow>(`SELECT control, applicable, reason, ${changed} FROM procedures_control`);
  const values = await db.query<ValueRow>(`SELECT param, value, reason, ${changed} FROM procedures_value`);
  const elsewhere = await db.query<ElsewhereRows>(`SELECT rows, ${changed} FROM procedures_elsewhere`);
  return {
    ...head.rows[0]!,
    clauses: new Map(clauses.rows.map((row) => [row.clause, row])),
    controls: new Map(controls.rows.map((row) => [row.control, row])),
    values: new Map(values.rows.map((row) => [row.param, row])),
    elsewhere: elsewhere.rows[0] ?? null,
  };
}

/** Counts a change of the draft and returns the new count. */
export async function countChange(db: Db, at: Date, by: string): Promise<number> {
  const { rows } = await db.query<{ revision: number }>(
    'UPDATE procedures_draft SET revision = revision + 1, changed_at = $1, changed_by = $2 RETURNING revision',
    [at, by],
  );
  return rows[0]!.revision;
}

/** Keeps a state of a row for ever. False where that revision of it exists: somebody else saved in between. */
export async function keepState(
  db: Db,
  { subject, revision, content, at, by }: { subject: string; revision: number; content: unknown; at: Date; by: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO procedures_edit (subject, revision, content, at, by)
     SELECT $1, $2, $3, $4, $5 WHERE $2 = 1 + (SELECT coalesce(max(revision), 0) FROM procedures_edit WHERE subject = $1)
     ON CONFLICT DO NOTHING`,
    [subject, revision, JSON.stringify(content), at, by],
  );
  return rowCount === 1;
}

export interface KeptState {
  readonly revision: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly by: string;
}

/** Every state of a row, newest first. */
export async function readStates(db: Db, subject: string, limit: number): Promise<KeptState[]> {
  const { rows } = await db.query<KeptState>(
    'SELECT revision, content, at, by FROM procedures_edit WHERE subject = $1 ORDER BY revision DESC LIMIT $2',
    [subject, limit],
  );
  return rows;
}

export async function putClause(db: Db, row: ClauseRow): Promise<void> {
  await db.query(
    `INSERT INTO procedures_clause (clause, revision, adoption, text_ja, text_en, reason, owner, deputy, necessity, note, plain_ja, plain_en,
       changed_at, changed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (clause) DO UPDATE SET revision = EXCLUDED.revision, adoption = EXCLUDED.adoption, text_ja = EXCLUDED.text_ja,
       text_en = EXCLUDED.text_en, reason = EXCLUDED.reason, owner = EXCLUDED.owner, deputy = EXCLUDED.deputy,
       necessity = EXCLUDED.necessity, note = EXCLUDED.note, plain_ja = EXCLUDED.plain_ja, plain_en = EXCLUDED.plain_en,
       changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by`,
    [
      row.clause,
      row.revision,
      row.adoption,
      row.textJa,
      row.textEn,
      row.reason,
      row.owner,
      row.deputy,
      row.necessity,
      row.note,
      row.plainJa,
      row.plainEn,
      row.changedAt,
      row.changedBy,
    ],
  );
}

export async function putControl(db: Db, row: ControlRow): Promise<void> {
  await db.query(
    `INSERT INTO procedures_control (control, revision, applicable, reason, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (control) DO UPDATE SET revision = EXCLUDED.revision, applicable = EXCLUDED.applicable, reason = EXCLUDED.reason,
       changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by`,
    [row.control, row.revision, row.applicable, row.reason, row.changedAt, row.changedBy],
  );
}

export async function putValue(db: Db, row: ValueRow): Promise<void> {
  await db.query(
    `INSERT INTO procedures_value (param, revision, value, reason, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (param) DO UPDATE SET revision = EXCLUDED.revision, value = EXCLUDED.value, reason = EXCLUDED.reason,
       changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by`,
    [row.param, row.revision, row.value === null ? null : JSON.stringify(row.value), row.reason, row.changedAt, row.changedBy],
  );
}

/** A value that was approved waits no more. Its revision stays: what the draft says has not changed. */
export async function settleValues(db: Db, params: readonly string[]): Promise<void> {
  await db.query('UPDATE procedures_value SET value = NULL, reason = NULL WHERE param = ANY($1)', [params]);
}

export async function putElsewhere(db: Db, row: ElsewhereRows): Promise<void> {
  await db.query(
    `INSERT INTO procedures_elsewhere (revision, rows, changed_at, changed_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (one) DO UPDATE SET revision = EXCLUDED.revision, rows = EXCLUDED.rows, changed_at = EXCLUDED.changed_at,
       changed_by = EXCLUDED.changed_by`,
    [row.revision, JSON.stringify(row.rows), row.changedAt, row.changedBy],
  );
}

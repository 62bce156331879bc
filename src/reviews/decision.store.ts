import type { Db, Tx } from '../db/pool.ts';
import { lineColumns } from './campaign.store.ts';
import type { Answers, Decision, Delta, Line, Part, Variant } from './shape.ts';

export interface DecisionRow extends Partial<{ [K in keyof Answers]: boolean | null }> {
  readonly lineId: string;
  readonly no: number;
  readonly decision: Decision;
  readonly reason: string;
  readonly together: boolean;
  readonly account: string;
  readonly person: string | null;
  readonly at: Date;
}
const columns = `d.line_id AS "lineId", d.no, d.decision, d.reason, d.duty, d.role, d.responsibility, d.competence, d.together, d.account, d.person, d.at`;

/** The newest decision of each line. */
export async function newestDecisions(db: Db, lines: readonly string[]): Promise<ReadonlyMap<string, DecisionRow>> {
  const { rows } = await db.query<DecisionRow>(
    `SELECT DISTINCT ON (d.line_id) ${columns} FROM reviews_decision d WHERE d.line_id = ANY ($1::uuid[]) ORDER BY d.line_id, d.no DESC`,
    [lines],
  );
  return new Map(rows.map((row) => [row.lineId, row]));
}

export async function decisionsOf(db: Db, line: string): Promise<DecisionRow[]> {
  const { rows } = await db.query<DecisionRow>(`SELECT ${columns} FROM reviews_decision d WHERE d.line_id = $1 ORDER BY d.no`, [line]);
  return rows;
}

export async function insertDecisions(tx: Tx, rows: readonly DecisionRow[], ledgerSeq: number): Promise<void> {
  await tx.query(
    `INSERT INTO reviews_decision (line_id, no, decision, reason, duty, role, responsibility, competence, together, account, person, at, ledger_seq)
     SELECT "lineId", no, decision, reason, duty, role, responsibility, competence, together, account, person, at, $2
     FROM jsonb_to_recordset($1) AS n ("lineId" uuid, no integer, decision text, reason text, duty boolean, role boolean, responsibility boolean,
       competence boolean, together boolean, account uuid, person uuid, at timestamptz)`,
    [JSON.stringify(rows), ledgerSeq],
  );
}

export interface Assignment {
  readonly lineId: string;
  readonly no: number;
  readonly account: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export async function newestAssignments(db: Db, lines: readonly string[]): Promise<ReadonlyMap<string, Assignment>> {
  const { rows } = await db.query<Assignment>(
    `SELECT DISTINCT ON (line_id) line_id AS "lineId", no, account, reason, by, at FROM reviews_assignment WHERE line_id = ANY ($1::uuid[]) ORDER BY line_id, no DESC`,
    [lines],
  );
  return new Map(rows.map((row) => [row.lineId, row]));
}

export async function insertAssignments(tx: Tx, rows: readonly Assignment[], ledgerSeq: number): Promise<void> {
  await tx.query(
    `INSERT INTO reviews_assignment (line_id, no, account, reason, by, at, ledger_seq)
     SELECT "lineId", no, account, reason, by, at, $2
     FROM jsonb_to_recordset($1) AS n ("lineId" uuid, no integer, account uuid, reason text, by text, at timestamptz)`,
    [JSON.stringify(rows), ledgerSeq],
  );
}

/** Undecided lines that were handed to accounts, of reviews that are under way. */
export async function handedOut(
  db: Db,
): Promise<{ readonly lineId: string; readonly caseId: string; readonly no: number; readonly account: string }[]> {
  const { rows } = await db.query<{ lineId: string; caseId: string; no: number; account: string }>(
    `SELECT l.id AS "lineId", l.case_id AS "caseId", a.no, a.account FROM cases_case c JOIN reviews_line l ON l.case_id = c.id
       JOIN LATERAL (SELECT no, account FROM reviews_assignment a WHERE a.line_id = l.id ORDER BY no DESC LIMIT 1) a ON a.account IS NOT NULL
     WHERE c.kind = 'reviews/campaign' AND c.ended_at IS NULL AND reviews_part_open(c.state, l.part)
       AND NOT EXISTS (SELECT 1 FROM reviews_decision d WHERE d.line_id = l.id)
     ORDER BY l.case_id, l.no`,
  );
  return rows;
}

export interface HandedCount {
  readonly caseId: string;
  readonly variant: Variant;
  readonly number: number;
  readonly lines: number;
}

/**
 * How many lines of each review under way wait for this account: handed to it last, and not decided since. What was decided before and then
 * handed on waits too, for it is asked again. Lines that the account could not decide, for they are its own, are not counted.
 */
export async function handedTo(db: Db, { account, person }: { account: string; person: string | null }): Promise<HandedCount[]> {
  const { rows } = await db.query<HandedCount>(
    `SELECT r.case_id AS "caseId", r.variant, c.number, count(*) AS lines
     FROM reviews_assignment a JOIN reviews_line l ON l.id = a.line_id JOIN reviews_campaign r ON r.case_id = l.case_id
       JOIN cases_case c ON c.id = r.case_id
     WHERE a.account = $1 AND NOT EXISTS (SELECT 1 FROM reviews_assignment n WHERE n.line_id = a.line_id AND n.no > a.no)
       AND c.ended_at IS NULL AND reviews_part_open(c.state, l.part) AND l.delta <> 'removed'
       AND NOT $1 = ANY (l.subject_accounts) AND ($2::uuid IS NULL OR l.subject IS DISTINCT FROM $2)
       AND NOT EXISTS (SELECT 1 FROM reviews_decision d WHERE d.line_id = l.id AND d.ledger_seq > a.ledger_seq)
     GROUP BY r.case_id, r.variant, c.number ORDER BY c.number`,
    [account, person],
  );
  return rows;
}

export interface LineFilter {
  readonly part?: Part | undefined;
  readonly delta?: Delta | undefined;
  readonly decided?: 'no' | 'yes' | undefined;
  readonly flagged?: boolean | undefined;
  /** Lines that this account may decide. */
  readonly mine?: { readonly account: string; readonly person: string | null; readonly parts: readonly Part[] } | undefined;
  readonly q: string;
  readonly offset: number;
  readonly limit: number;
}

const filtered = `l.case_id = $1 AND ($2::text IS NULL OR l.part = $2) AND ($3::text IS NULL OR l.delta = $3)
  AND ($4::text IS NULL OR (d.decision IS NOT NULL) = ($4 = 'yes')) AND ($5::boolean IS NULL OR (cardinality(l.flags) > 0) = $5)
  AND ($6::text IS NULL OR l.who ILIKE $6 OR l.what ILIKE $6 OR l.level ILIKE $6)
  AND ($7::uuid IS NULL OR (l.delta <> 'removed' AND NOT $7 = ANY (l.subject_accounts) AND l.subject IS DISTINCT FROM $8
       AND (l.part = ANY ($9) OR (SELECT a.account FROM reviews_assignment a WHERE a.line_id = l.id ORDER BY a.no DESC LIMIT 1) = $7)))`;
const decided = 'LEFT JOIN LATERAL (SELECT decision FROM reviews_decision d WHERE d.line_id = l.id ORDER BY d.no DESC LIMIT 1) d ON true';
const valuesOf = (caseId: string, { part, delta, decided: done, flagged, mine, q }: LineFilter) => [
  caseId,
  part ?? null,
  delta ?? null,
  done ?? null,
  flagged ?? null,
  q === '' ? null : `%${q.replaceAll('\u0000', '').replace(/[\\%_]/g, '\\$&')}%`,
  mine?.account ?? null,
  mine?.person ?? null,
  mine?.parts ?? [],
];

/** Lines by page, what needs thought first. */
export async function pageOfLines(db: Db, caseId: string, filter: LineFilter): Promise<{ total: number; lines: Line[] }> {
  const values = valuesOf(caseId, filter);
  const counted = await db.query<{ total: number }>(`SELECT count(*) AS total FROM reviews_line l ${decided} WHERE ${filtered}`, values);
  const { rows } = await db.query<Line>(
    `SELECT ${lineColumns} FROM reviews_line l ${decided} WHERE ${filtered} ORDER BY l.no OFFSET $10 LIMIT $11`,
    [...values, filter.offset, filter.limit],
  );
  return { total: counted.rows[0]!.total, lines: rows };
}

/** Lines that can be kept together: unchanged, without a flag, undecided, and for this account to decide. */
export async function keepableLines(db: Db, caseId: string, mine: NonNullable<LineFilter['mine']>, max: number): Promise<Line[]> {
  const filter: LineFilter = { delta: 'unchanged', decided: 'no', flagged: false, mine, q: '', offset: 0, limit: max };
  return (await pageOfLines(db, caseId, filter)).lines;
}

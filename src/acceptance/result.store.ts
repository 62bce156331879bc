import type { Db, Tx } from '../db/pool.ts';
import type { Disposition, Outcome, SpecRow, StandingRow, Sums, TestResult } from './shape.ts';

/** A case with its newest result and what was decided about that; a result of an earlier text is told, but counts for nothing. */
const standing = `FROM acceptance_row r
  LEFT JOIN LATERAL (SELECT * FROM acceptance_result x WHERE x.row_id = r.id ORDER BY x.id DESC LIMIT 1) l ON true
  LEFT JOIN LATERAL (SELECT * FROM acceptance_disposition x WHERE x.result_id = l.id
                     ORDER BY (x.disposition = 'accepted') DESC, x.id DESC LIMIT 1) d ON true
  CROSS JOIN LATERAL (SELECT l.row_revision IS NOT DISTINCT FROM r.revision AS counts) c
  CROSS JOIN LATERAL (SELECT NOT (c.counts AND (l.outcome = 'pass' OR d.disposition IS NOT DISTINCT FROM 'accepted')) AS open) o
  WHERE r.case_id = $1 AND NOT r.removed`;

const wheres = {
  all: '',
  open: 'AND o.open',
  failed: `AND c.counts AND l.outcome <> 'pass'`,
  untested: 'AND NOT c.counts',
} as const;
export type RowsWanted = keyof typeof wheres;

interface Joined extends SpecRow {
  readonly total: number;
  readonly open: boolean;
  readonly counts: boolean;
  readonly result: (Omit<TestResult, 'outdated' | 'at'> & { readonly at: string }) | null;
  readonly decided: (Omit<Disposition, 'at'> & { readonly at: string }) | null;
}

/** Cases in the order of the specification, a page of them. */
export async function standingRows(
  db: Db,
  id: string,
  page: { readonly only: RowsWanted; readonly offset: number; readonly limit: number },
): Promise<{ readonly total: number; readonly rows: StandingRow[] }> {
  const { rows } = await db.query<Joined>(
    `SELECT r.id, r.number, r.what, r.expected, r.requirement, r.revision, o.open, c.counts, count(*) OVER () AS total,
       CASE WHEN l.id IS NOT NULL THEN jsonb_build_object('id', l.id, 'outcome', l.outcome, 'note', l.note, 'tester', l.tester, 'by', l.by,
         'at', l.at, 'files', to_jsonb(l.files)) END AS result,
       CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('result', d.result_id, 'disposition', d.disposition, 'reason', d.reason,
         'fixBy', d.fix_by, 'by', d.by, 'at', d.at) END AS decided
     ${standing} ${wheres[page.only]} ORDER BY r.place, r.number OFFSET $2 LIMIT $3`,
    [id, page.offset, page.limit],
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, counts, result, decided, open, ...row }) => ({
      ...row,
      open,
      last: result && { ...result, at: new Date(result.at), outdated: !counts },
      disposition: decided && { ...decided, at: new Date(decided.at) },
    })),
  };
}

export async function sumsOf(db: Db, id: string): Promise<Sums> {
  const { rows } = await db.query<Sums>(
    `SELECT count(*)::integer AS rows, (count(*) FILTER (WHERE c.counts AND l.outcome = 'pass'))::integer AS passed,
       (count(*) FILTER (WHERE c.counts AND l.outcome = 'fail'))::integer AS failed,
       (count(*) FILTER (WHERE NOT c.counts OR l.outcome = 'not-done'))::integer AS "notDone",
       (count(*) FILTER (WHERE c.counts AND l.outcome <> 'pass' AND NOT o.open))::integer AS accepted,
       (count(*) FILTER (WHERE o.open))::integer AS open, max(l.at) AS "lastAt" ${standing}`,
    [id],
  );
  return rows[0]!;
}

/** Rows as they stand now, of those asked for. */
export async function rowsByIds(
  db: Db,
  id: string,
  wanted: readonly string[],
): Promise<{ readonly id: string; readonly revision: number }[]> {
  const { rows } = await db.query<{ id: string; revision: number }>(
    'SELECT id, revision FROM acceptance_row WHERE case_id = $1 AND NOT removed AND id = ANY ($2::uuid[])',
    [id, wanted],
  );
  return rows;
}

export interface NewResult {
  readonly row: string;
  readonly rowRevision: number;
  readonly outcome: Outcome;
  readonly note: string;
}

export async function insertResults(
  tx: Tx,
  id: string,
  results: readonly NewResult[],
  by: {
    readonly tester: string | null;
    readonly by: string;
    readonly at: Date;
    readonly files: readonly string[];
    readonly ledgerSeq: number;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO acceptance_result (case_id, row_id, row_revision, outcome, note, tester, by, at, files, ledger_seq)
     SELECT $1, x."row", x."rowRevision", x.outcome, x.note, $3, $4, $5, $6, $7
     FROM jsonb_to_recordset($2) AS x ("row" uuid, "rowRevision" integer, outcome text, note text)`,
    [id, JSON.stringify(results), by.tester, by.by, by.at, by.files, by.ledgerSeq],
  );
}

export async function insertDisposition(
  tx: Tx,
  id: string,
  row: string,
  one: Disposition & { readonly person: string | null; readonly ledgerSeq: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO acceptance_disposition (case_id, row_id, result_id, disposition, reason, fix_by, by, person, at, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, row, one.result, one.disposition, one.reason, one.fixBy, one.by, one.person, one.at, one.ledgerSeq],
  );
}

/** Every result of a case, the newest first, with what was decided about each. */
export async function historyOf(
  db: Db,
  id: string,
  row: string,
): Promise<{ readonly results: readonly TestResult[]; readonly dispositions: readonly Disposition[] }> {
  const { rows: results } = await db.query<TestResult>(
    `SELECT x.id, x.outcome, x.note, x.tester, x.by, x.at, x.files::text[] AS files, x.row_revision <> r.revision AS outdated
     FROM acceptance_result x JOIN acceptance_row r ON r.id = x.row_id WHERE x.case_id = $1 AND x.row_id = $2 ORDER BY x.id DESC LIMIT 200`,
    [id, row],
  );
  const { rows: dispositions } = await db.query<Disposition>(
    `SELECT result_id AS result, disposition, reason, fix_by::text AS "fixBy", by, at FROM acceptance_disposition
     WHERE case_id = $1 AND row_id = $2 ORDER BY id DESC LIMIT 200`,
    [id, row],
  );
  return { results, dispositions };
}

/** Accounts and people who tested, or who fixed what failed. */
export async function handsOf(db: Db, id: string): Promise<{ readonly accounts: readonly string[]; readonly people: readonly string[] }> {
  const { rows } = await db.query<{ by: string; person: string | null }>(
    `SELECT DISTINCT by, tester AS person FROM acceptance_result WHERE case_id = $1
     UNION SELECT DISTINCT by, person FROM acceptance_disposition WHERE case_id = $1 AND disposition = 'fixed'`,
    [id],
  );
  return {
    accounts: [...new Set(rows.map(({ by }) => by))],
    people: [...new Set(rows.flatMap(({ person }) => (person === null ? [] : [person])))],
  };
}

/** Whether the committee approved since it was last tested. */
export async function committeeApproved(db: Db, id: string): Promise<boolean> {
  const { rows } = await db.query<{ yes: boolean }>('SELECT acceptance_committee_approved($1) AS yes', [id]);
  return rows[0]!.yes;
}

import type { Db } from '../../db/pool.ts';

/** The newest step that each request had taken at a moment, for those that had not come to rest. */
export interface OpenRow {
  readonly kind: string;
  readonly request: string;
  readonly act: 'submitted' | 'approved' | 'expired' | 'revoked';
  readonly at: Date;
  readonly decideBy: string | null;
  readonly validUntil: string | null;
  readonly occurrence: string | null;
}

/**
 * From what was written once and for ever. Requests that rest (denied, withdrawn, lapsed, closed, back at the applicant, or ended
 * without a report to wait for) are left out here, so that years of them cost nothing above the sort. `closing`: kinds that a report closes. The occurrence is set once, and never another.
 */
export async function openAt(db: Db, at: Date, closing: readonly string[]): Promise<OpenRow[]> {
  const { rows } = await db.query<OpenRow>(
    `SELECT e.kind, e.request, e.act, e.at, to_char(e.decide_by, 'YYYY-MM-DD') AS "decideBy", to_char(e.valid_until, 'YYYY-MM-DD') AS "validUntil",
       c.occurrence
     FROM (SELECT DISTINCT ON (request) * FROM requests_event
           WHERE at <= $1 AND act NOT IN ('decided', 'overdue', 'expiring') ORDER BY request, id DESC) e
     JOIN requests_case c ON c.id = e.request
     WHERE e.act IN ('submitted', 'approved') OR (e.act IN ('expired', 'revoked') AND e.kind = ANY ($2))`,
    [at, closing],
  );
  return rows;
}

export interface PastRow {
  readonly kind: string;
  /** How many were submitted, ever. */
  readonly cases: number;
  readonly decidedAt: Date | null;
}

export async function pastOf(db: Db, at: Date): Promise<ReadonlyMap<string, PastRow>> {
  const { rows } = await db.query<PastRow>(
    `SELECT kind, count(*) FILTER (WHERE act = 'submitted') AS cases, max(at) FILTER (WHERE act IN ('decided', 'closed')) AS "decidedAt"
     FROM requests_event WHERE at <= $1 GROUP BY kind`,
    [at],
  );
  return new Map(rows.map((row) => [row.kind, row]));
}

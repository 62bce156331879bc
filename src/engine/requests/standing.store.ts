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
 * From what was written once and for ever. Requests that had come to rest are left out by their ends, which are set once too, so that
 * years of them cost nothing. `closing`: kinds that a report closes; of those the ended ones stay until it came.
 */
export async function openAt(db: Db, at: Date, closing: readonly string[]): Promise<OpenRow[]> {
  const { rows } = await db.query<OpenRow>(
    `SELECT c.kind, c.id AS request, e.act, e.at, to_char(e.decide_by, 'YYYY-MM-DD') AS "decideBy", to_char(e.valid_until, 'YYYY-MM-DD') AS "validUntil",
       c.occurrence
     FROM requests_case c, LATERAL (
       SELECT act, at, decide_by, valid_until FROM requests_event
       WHERE request = c.id AND at <= $1 AND act NOT IN ('decided', 'overdue', 'expiring') ORDER BY id DESC LIMIT 1) e
     WHERE c.round > 0 AND (c.ended_at IS NULL OR c.ended_at > $1 OR (c.kind = ANY ($2) AND (c.closed_at IS NULL OR c.closed_at > $1)))
       AND (e.act IN ('submitted', 'approved') OR (e.act IN ('expired', 'revoked') AND c.kind = ANY ($2)))`,
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

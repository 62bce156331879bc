import type { Db } from '../../db/pool.ts';

/** Why a request is looked at. One stands in one group only. */
export type LookGroup = 'overdue' | 'open' | 'expiring' | 'approved' | 'denied' | 'ended';

export interface LookedAt {
  readonly group: LookGroup;
  readonly number: number;
  readonly about: string;
  readonly applicant: string;
  readonly decideBy: string | null;
  readonly validUntil: string | null;
  readonly approvedAt: Date | null;
  readonly endedAt: Date | null;
  /** How many stand in its group. */
  readonly total: number;
}

/**
 * Requests of one kind that are undecided, whose approval ends within thirty days of `today`, or that came to something after `since`:
 * the first `most` of each group by their numbers.
 */
export async function requestsToLookAt(
  db: Db,
  kind: string,
  { since, at, today, most }: { readonly since: Date | null; readonly at: Date; readonly today: string; readonly most: number },
): Promise<LookedAt[]> {
  const { rows } = await db.query<LookedAt>(
    `WITH grouped AS (
       SELECT number, about, applicant::text AS applicant, decide_by, valid_until, approved_at, ended_at, CASE
         WHEN state = 'submitted' AND decide_by < $4::date THEN 'overdue'
         WHEN state = 'submitted' THEN 'open'
         WHEN state = 'approved' AND valid_until <= $4::date + 30 THEN 'expiring'
         WHEN state = 'approved' AND approved_at > $2 THEN 'approved'
         WHEN state IN ('denied', 'lapsed') AND ended_at > $2 THEN 'denied'
         WHEN state IN ('expired', 'revoked', 'closed') AND ended_at > $2 THEN 'ended'
       END AS "group"
       FROM requests_case WHERE kind = $1 AND submitted_at <= $3
     ), ranked AS (
       SELECT *, row_number() OVER (PARTITION BY "group" ORDER BY number) AS nth, count(*) OVER (PARTITION BY "group") AS total
       FROM grouped WHERE "group" IS NOT NULL
     )
     SELECT "group", number, about, applicant, decide_by::text AS "decideBy", valid_until::text AS "validUntil", approved_at AS "approvedAt",
       ended_at AS "endedAt", total FROM ranked WHERE nth <= $5 ORDER BY "group", number`,
    [kind, since ?? new Date(0), at, today, most],
  );
  return rows;
}

/** Requests of some kinds that nobody has decided yet, with what they ask for. */
export async function openForms(
  db: Db,
  kinds: readonly string[],
): Promise<{ readonly id: string; readonly number: number; readonly form: Readonly<Record<string, unknown>> }[]> {
  const { rows } = await db.query<{ id: string; number: number; form: Record<string, unknown> }>(
    `SELECT id, number, form FROM requests_case WHERE kind = ANY ($1::text[]) AND state = 'submitted' ORDER BY number`,
    [kinds],
  );
  return rows;
}

/** Approvals of a kind that hold on a day. */
export async function countInForce(db: Db, kind: string, today: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM requests_case WHERE kind = $1 AND state = 'approved' AND (valid_until IS NULL OR valid_until >= $2::date)`,
    [kind, today],
  );
  return rows[0]!.count;
}

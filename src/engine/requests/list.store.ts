import type { Db } from '../../db/pool.ts';
import { caseColumns } from './case.store.ts';
import type { CaseRow } from './shape.ts';

export interface ListFilter {
  readonly account: string | null;
  readonly scope: 'mine' | 'waiting' | 'all';
  readonly states: readonly string[] | null;
  readonly kind: string | null;
  /** Folded as `searchForm` does; '' finds everything. */
  readonly q: string;
  /** Accounts whose name fits `q`. */
  readonly applicants: readonly string[];
  /** Whom the reader decides for today: themselves, and who delegated to them. */
  readonly seats: readonly string[];
  /** Applicants whose delegate the reader is: never decided by them. */
  readonly barred: readonly string[];
  readonly sort: 'number' | 'submittedAt' | 'decideBy' | 'validUntil';
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

/** What waits for somebody: the step that is asked now names them or one they decide for, and neither has decided in this round. */
const waits = (account: string, seats: string, barred: string): string => `(c.state = 'submitted' AND c.applicant <> ${account}::uuid
  AND NOT c.applicant = ANY (${barred}::uuid[])
  AND EXISTS (SELECT 1 FROM requests_decider d WHERE d.request = c.id AND d.round = c.round AND d.place = c.place AND d.account = ANY (${seats}::uuid[])
    AND NOT EXISTS (SELECT 1 FROM requests_decision x WHERE x.request = c.id AND x.round = c.round AND (x.account = d.account OR x.in_place_of = d.account)))
  AND NOT EXISTS (SELECT 1 FROM requests_decision x WHERE x.request = c.id AND x.round = c.round AND (x.account = ${account}::uuid OR x.in_place_of = ${account}::uuid)))`;

/** A draft that was never submitted is its applicant's alone. */
const scopes = {
  mine: 'c.applicant = $1::uuid',
  waiting: waits('$1', '$2', '$3'),
  all: '(c.round > 0 OR c.applicant = $1::uuid)',
} as const;

const sorts = { number: 'c.number', submittedAt: 'c.submitted_at', decideBy: 'c.decide_by', validUntil: 'c.valid_until' } as const;

/** A scope does not name each of them, and PostgreSQL wants to know the type of every parameter. */
const typed = 'WITH given AS (SELECT $1::uuid, $2::uuid[], $3::uuid[])';

/** A page, and of how many. `waitsForMe` as `waits` says. */
export async function listCases(
  db: Db,
  filter: ListFilter,
): Promise<{ readonly total: number; readonly rows: readonly (CaseRow & { readonly waitsForMe: boolean })[] }> {
  const where = `${scopes[filter.scope]} AND ($4::text[] IS NULL OR c.state = ANY ($4)) AND ($5::text IS NULL OR c.kind = $5)
    AND ($6 = '' OR c.number::text = $6 OR strpos(c.search, $6) > 0 OR c.applicant = ANY ($7::uuid[]))`;
  const values = [filter.account, filter.seats, filter.barred, filter.states, filter.kind, filter.q, filter.applicants];
  const by = `${sorts[filter.sort]} ${filter.order === 'asc' ? 'ASC' : 'DESC'} NULLS LAST, c.number DESC`;
  const [count, page] = await Promise.all([
    db.query<{ total: number }>(`${typed} SELECT count(*) AS total FROM requests_case c WHERE ${where}`, values),
    db.query<CaseRow & { waitsForMe: boolean }>(
      // The page first: what waits for the reader is asked of its rows only, not of all that are skipped.
      `${typed} SELECT ${caseColumns}, coalesce(${waits('$1', '$2', '$3')}, false) AS "waitsForMe"
       FROM (SELECT c.* FROM requests_case c WHERE ${where} ORDER BY ${by} OFFSET $8 LIMIT $9) c ORDER BY ${by}`,
      [...values, filter.offset, filter.limit],
    ),
  ]);
  return { total: count.rows[0]!.total, rows: page.rows };
}

export async function countsFor(
  db: Db,
  { account, seats, barred }: Pick<ListFilter, 'account' | 'seats' | 'barred'>,
): Promise<{ readonly mine: number; readonly waiting: number; readonly drafts: number }> {
  const { rows } = await db.query<{ mine: number; waiting: number; drafts: number }>(
    `SELECT (SELECT count(*) FROM requests_case c WHERE ${scopes.mine}) AS mine,
       (SELECT count(*) FROM requests_case c WHERE ${scopes.waiting}) AS waiting,
       (SELECT count(*) FROM requests_case c WHERE ${scopes.mine} AND c.state = 'draft') AS drafts`,
    [account, seats, barred],
  );
  return rows[0]!;
}

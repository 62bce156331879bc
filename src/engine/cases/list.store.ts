import { searchForm } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import { caseColumns } from './case.store.ts';
import type { CaseRow } from './shape.ts';
import { waitsHere } from './waits.store.ts';
import type { Wait } from './waits.ts';

/** Somebody whom the history of some kinds names in one of these fields. */
export interface NamedIn {
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  readonly person: string;
}

export interface CaseQuery {
  readonly kinds: readonly string[];
  /** Only those in which this account did something, or that name it; null: all. */
  readonly of: string | null;
  readonly named: NamedIn | null;
  readonly state: 'open' | 'ended' | 'all';
  readonly in?: string | undefined;
  readonly device?: string | undefined;
  readonly q: string;
  /** Only those that wait at one of these for an act of this account, what waits longest first. */
  readonly waits: { readonly at: readonly Wait[]; readonly account: string } | null;
  readonly offset: number;
  readonly limit: number;
}

export async function listCases(db: Db, query: CaseQuery): Promise<{ readonly total: number; readonly rows: CaseRow[] }> {
  const { rows } = await db.query<CaseRow & { total: number }>(
    `SELECT ${caseColumns}, count(*) OVER () AS total FROM cases_case c
     WHERE c.kind = ANY ($1) AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = c.id AND e.actors @> ARRAY[$2::uuid])
         OR c.kind = ANY ($11::text[]) AND EXISTS (
           SELECT 1 FROM cases_event e, unnest($12::text[]) field WHERE e.case_id = c.id AND e.cells ->> field = $13))
       AND ($3 = 'all' OR ($3 = 'open') = (c.ended_at IS NULL)) AND ($4::text IS NULL OR c.state = $4)
       AND ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM cases_device d WHERE d.case_id = c.id AND d.device_id = $5))
       AND ($6 = '' OR strpos(c.search, $6) > 0) AND ($9::jsonb IS NULL OR (${waitsHere('$9', '$10')}))
     ORDER BY (c.ended_at IS NOT NULL), CASE WHEN $9::jsonb IS NOT NULL THEN c.changed_at END, c.changed_at DESC, c.id LIMIT $8 OFFSET $7`,
    [
      query.kinds,
      query.of,
      query.state,
      query.in ?? null,
      query.device ?? null,
      searchForm(query.q),
      query.offset,
      query.limit,
      query.waits && JSON.stringify(query.waits.at),
      query.waits?.account ?? null,
      query.named?.kinds ?? null,
      query.named?.fields ?? null,
      query.named?.person ?? null,
    ],
  );
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
}

export interface KindCount {
  readonly kind: string;
  readonly state: string;
  readonly open: boolean;
  readonly count: number;
}

/** How many cases of each kind stand in each state. */
export async function countCases(db: Db): Promise<KindCount[]> {
  const { rows } = await db.query<KindCount>(
    'SELECT kind, state, ended_at IS NULL AS open, count(*) AS count FROM cases_case GROUP BY 1, 2, 3 ORDER BY 1, 2',
  );
  return rows;
}

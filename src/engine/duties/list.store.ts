import { searchForm } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import { occurrenceColumns } from './occurrence.store.ts';
import type { Occurrence, OccurrenceKind, OccurrenceState } from './occurrence.ts';
import type { Party } from './ports.ts';

/** Whose occurrences: of these duties, of those that name one of these parties, and of those where the duty's owner stands in. */
export interface Whose {
  readonly duties: readonly string[];
  readonly parties: readonly Party[];
  readonly standsInFor: readonly string[];
}

export interface ListQuery {
  readonly state: OccurrenceState | 'todo' | 'all';
  /** Null: everybody's. */
  readonly whose: Whose | null;
  readonly duty?: string | undefined;
  readonly kind?: OccurrenceKind | undefined;
  readonly q: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort: 'dueOn' | 'title' | 'closedAt';
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

/** As the clock says it stands, be the sweep ever so late. */
const stateAt = (now: string, today: string): string =>
  `CASE WHEN o.state IN ('waiting', 'open') AND o.due_at <= ${now} THEN 'overdue'
     WHEN o.state = 'waiting' AND o.opens_on <= ${today} THEN 'open' ELSE o.state END`;

const whoseIs = (duties: string, parties: string, standsInFor: string): string =>
  `(${duties}::text[] IS NULL OR (o.owner IS NULL AND o.duty = ANY (${duties})) OR o.owner = ANY (${parties})
     OR (o.owner IS NOT NULL AND o.duty = ANY (${standsInFor})))`;

const condition = `${whoseIs('$3', '$4', '$5')} AND ($6::text IS NULL OR o.duty = $6) AND ($7::text IS NULL OR o.search LIKE $7)
  AND ($8::date IS NULL OR o.due_on >= $8) AND ($9::date IS NULL OR o.due_on <= $9) AND ($10::text IS NULL OR o.kind = $10)`;

const sortColumn = { dueOn: 'o.due_at', title: 'o.title_ja COLLATE "C"', closedAt: 'o.closed_at' } as const;
const todo: readonly OccurrenceState[] = ['open', 'overdue'];

export interface ListedRows {
  readonly counts: Readonly<Record<OccurrenceState, number>>;
  readonly total: number;
  readonly rows: readonly Occurrence[];
}

/** A page of occurrences with the sums of all states, whatever state is chosen. */
export async function listOccurrences(db: Db, query: ListQuery, { now, today }: { now: Date; today: string }): Promise<ListedRows> {
  const { whose, q, state } = query;
  const like =
    q.trim() === ''
      ? null
      : `%${searchForm(q.trim())
          .replaceAll('\u0000', '')
          .replace(/[\\%_]/g, '\\$&')}%`;
  const values = [
    now,
    today,
    whose?.duties ?? null,
    whose?.parties ?? [],
    whose?.standsInFor ?? [],
    query.duty ?? null,
    like,
    query.from ?? null,
    query.to ?? null,
    query.kind ?? null,
  ];
  const effective = stateAt('$1::timestamptz', '$2::date');
  const counted = await db.query<{ state: OccurrenceState; count: number }>(
    `SELECT ${effective} AS state, count(*) AS count FROM duties_occurrence o WHERE ${condition} GROUP BY 1`,
    values,
  );
  const counts = { waiting: 0, open: 0, overdue: 0, completed: 0, skipped: 0 };
  for (const { state: each, count } of counted.rows) counts[each] = count;
  const wanted: readonly OccurrenceState[] =
    state === 'all' ? (Object.keys(counts) as OccurrenceState[]) : state === 'todo' ? todo : [state];
  const direction = query.order === 'asc' ? 'ASC' : 'DESC';
  const order = (sort: string): string => `${sort} ${direction}, o.due_at ${direction}, o.id`;
  // First which ones, then what they are: words are put together for one page only.
  const { rows } = await db.query<Occurrence & { effective: OccurrenceState }>(
    `SELECT ${occurrenceColumns}, ${effective} AS effective FROM duties_occurrence o
     JOIN (SELECT o.id, row_number() OVER (ORDER BY ${order(sortColumn[query.sort])}) AS place FROM duties_occurrence o
       WHERE ${condition} AND (${effective}) = ANY ($11) ORDER BY ${order(sortColumn[query.sort])} OFFSET $12 LIMIT $13) p ON p.id = o.id
     ORDER BY p.place`,
    [...values, wanted, query.offset, query.limit],
  );
  return {
    counts,
    total: wanted.reduce((sum, each) => sum + counts[each], 0),
    rows: rows.map(({ effective: stands, ...row }) => ({ ...row, state: stands })),
  };
}

/** Open and overdue occurrences of each duty. */
export async function openCounts(
  db: Db,
  { now, today }: { now: Date; today: string },
): Promise<ReadonlyMap<string, { readonly open: number; readonly overdue: number }>> {
  const { rows } = await db.query<{ duty: string; open: number; overdue: number }>(
    `SELECT duty, count(*) FILTER (WHERE opens_on <= $2) AS open, count(*) FILTER (WHERE due_at <= $1) AS overdue
     FROM duties_occurrence WHERE state IN ('waiting', 'open', 'overdue') GROUP BY duty`,
    [now, today],
  );
  return new Map(rows.map(({ duty, ...counts }) => [duty, counts]));
}

/** For somebody's calendar: what is not done, and what was closed since a moment. */
export async function calendarOccurrences(db: Db, whose: Whose, closedSince: Date, limit: number): Promise<Occurrence[]> {
  const { rows } = await db.query<Occurrence>(
    `SELECT ${occurrenceColumns} FROM duties_occurrence o WHERE ${whoseIs('$1', '$2', '$3')}
       AND (o.state IN ('waiting', 'open', 'overdue') OR o.closed_at >= $4)
     ORDER BY o.due_at DESC, o.id LIMIT $5`,
    [whose.duties, whose.parties, whose.standsInFor, closedSince, limit],
  );
  return rows;
}

export interface Closing {
  readonly id: string;
  readonly title: { readonly ja: string; readonly en: string };
  readonly dueAt: Date;
  readonly done: boolean;
  readonly overdue: boolean;
}

/** How occurrences stand that close requests. */
export async function closingsOf(db: Db, ids: readonly string[], now: Date): Promise<Closing[]> {
  const { rows } = await db.query<Closing>(
    `SELECT id, jsonb_build_object('ja', title_ja, 'en', title_en) AS title, due_at AS "dueAt", state = 'completed' AS done,
       state IN ('waiting', 'open', 'overdue') AND due_at <= $2 AS overdue FROM duties_occurrence WHERE id = ANY ($1::uuid[])`,
    [ids, now],
  );
  return rows;
}

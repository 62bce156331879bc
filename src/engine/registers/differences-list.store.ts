import type { Words } from '../../base/text.ts';
import type { LocalDate } from '../../calendar/index.ts';
import type { Db } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Side } from './differences.store.ts';

/** The newest explanation that was given up to $1; it holds while `ends_at` is later. */
const explained = `LEFT JOIN LATERAL (SELECT reason, until, by, at, ends_at FROM registers_explanation e
  WHERE e.difference_id = d.id AND e.at <= $1 ORDER BY e.at DESC, e.id DESC LIMIT 1) e ON true`;
const stood = 'd.found_at <= $1 AND (d.gone_at IS NULL OR d.gone_at > $1)';

export interface DifferenceFilter {
  readonly side?: Side | undefined;
  readonly state: 'open' | 'explained' | 'all';
  /** Only things that are called so. */
  readonly label?: string | undefined;
  /** Things that are called the same as one, which stands for all of them. */
  readonly grouped?: boolean | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface ListedDifference {
  readonly id: string;
  readonly side: Side;
  readonly key: string;
  readonly label: string;
  readonly place: Words;
  readonly row: string | null;
  readonly device: string | null;
  readonly cells: Cells | null;
  readonly foundAt: Date;
  readonly lastSeenAt: Date | null;
  /** How many differences it stands for, itself among them. */
  readonly things: number;
  readonly explained: boolean;
  /** The newest one, also where it ran out. */
  readonly explanation: { readonly reason: string; readonly until: LocalDate; readonly by: string; readonly at: Date } | null;
}

const isExplained = '(e.ends_at IS NOT NULL AND e.ends_at > $1)';
const wanted = `FROM registers_difference d ${explained} WHERE d.register = $2 AND ${stood} AND ($3::text IS NULL OR d.side = $3)
  AND ($4 = 'all' OR ($4 = 'explained') = ${isExplained}) AND ($5::text IS NULL OR d.label = $5)`;

/** Which differences a page shows, for how many each stands, and what order they come in. */
const shown = {
  single: `SELECT d.id, 1 AS things, d.found_at AS first, d.last_seen_at AS last, d.found_at AS newest, d.label ${wanted}`,
  grouped: `SELECT (array_agg(d.id ORDER BY d.found_at, d.id))[1] AS id, count(*) AS things, min(d.found_at) AS first,
    max(d.last_seen_at) AS last, max(d.found_at) AS newest, d.label ${wanted} GROUP BY d.side, d.label, d.cells ->> 'endedLine', ${isExplained}`,
} as const;

/** One page of the differences of a register as they stood at a moment, newest first. */
export async function differencesPage(
  db: Db,
  register: string,
  at: Date,
  { side, state, label, grouped, offset, limit }: DifferenceFilter,
): Promise<{ total: number; things: number; differences: ListedDifference[] }> {
  const which = grouped ? shown.grouped : shown.single;
  const filter = [at, register, side ?? null, state, label ?? null];
  const counted = await db.query<{ total: number; things: number }>(
    `SELECT count(*) AS total, coalesce(sum(things), 0)::bigint AS things FROM (${which}) s`,
    filter,
  );
  const { rows } = await db.query<
    Omit<ListedDifference, 'explanation'> & { reason: string; until: LocalDate; by: string; explainedAt: Date }
  >(
    `WITH s AS (${which} ORDER BY newest DESC, label, id OFFSET $6 LIMIT $7)
     SELECT d.id, d.side, d.key, d.label, d.place, d.row_id AS "row", d.device_id AS device, d.cells, s.things, s.first AS "foundAt",
       s.last AS "lastSeenAt", ${isExplained} AS explained, e.reason, to_char(e.until, 'YYYY-MM-DD') AS until, e.by, e.at AS "explainedAt"
     FROM s JOIN registers_difference d ON d.id = s.id ${explained} ORDER BY s.newest DESC, d.label, d.id`,
    [...filter, offset, limit],
  );
  return {
    ...counted.rows[0]!,
    differences: rows.map(({ reason, until, by, explainedAt, ...row }) => ({
      ...row,
      explanation: reason === null ? null : { reason, until, by, at: explainedAt },
    })),
  };
}

export interface DifferenceSums {
  /** Not explained. */
  readonly unregistered: number;
  readonly unmeasured: number;
  readonly explained: number;
  /** Of those that are not explained. */
  readonly oldestFoundAt: Date | null;
}

/** How many differences each register had at a moment; registers without any are absent. */
export async function differenceSumsAt(db: Db, at: Date, register: string | null = null): Promise<Map<string, DifferenceSums>> {
  const { rows } = await db.query<DifferenceSums & { register: string }>(
    `SELECT d.register, count(*) FILTER (WHERE d.side = 'unregistered' AND NOT x.is) AS unregistered,
       count(*) FILTER (WHERE d.side = 'unmeasured' AND NOT x.is) AS unmeasured, count(*) FILTER (WHERE x.is) AS explained,
       min(d.found_at) FILTER (WHERE NOT x.is) AS "oldestFoundAt"
     FROM registers_difference d ${explained} CROSS JOIN LATERAL (SELECT e.ends_at IS NOT NULL AND e.ends_at > $1 AS is) x
     WHERE ${stood} AND ($2::text IS NULL OR d.register = $2) GROUP BY d.register`,
    [at, register],
  );
  return new Map(rows.map(({ register: id, ...sums }) => [id, sums]));
}

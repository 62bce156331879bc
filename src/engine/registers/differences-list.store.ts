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
  readonly explained: boolean;
  /** The newest one, also where it ran out. */
  readonly explanation: { readonly reason: string; readonly until: LocalDate; readonly by: string; readonly at: Date } | null;
}

/** One page of the differences of a register as they stood at a moment, newest first. */
export async function differencesPage(
  db: Db,
  register: string,
  at: Date,
  { side, state, offset, limit }: DifferenceFilter,
): Promise<{ total: number; differences: ListedDifference[] }> {
  const wanted = `FROM registers_difference d ${explained} WHERE d.register = $2 AND ${stood} AND ($3::text IS NULL OR d.side = $3)
    AND ($4 = 'all' OR ($4 = 'explained') = (e.ends_at IS NOT NULL AND e.ends_at > $1))`;
  const filter = [at, register, side ?? null, state];
  const counted = await db.query<{ total: number }>(`SELECT count(*) AS total ${wanted}`, filter);
  const { rows } = await db.query<
    Omit<ListedDifference, 'explanation'> & { reason: string; until: LocalDate; by: string; explainedAt: Date }
  >(
    `SELECT d.id, d.side, d.key, d.label, d.place, d.row_id AS "row", d.device_id AS device, d.cells, d.found_at AS "foundAt", d.last_seen_at AS "lastSeenAt",
       (e.ends_at IS NOT NULL AND e.ends_at > $1) AS explained, e.reason, to_char(e.until, 'YYYY-MM-DD') AS until, e.by, e.at AS "explainedAt"
     ${wanted} ORDER BY d.found_at DESC, d.label, d.id OFFSET $5 LIMIT $6`,
    [...filter, offset, limit],
  );
  return {
    total: counted.rows[0]!.total,
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

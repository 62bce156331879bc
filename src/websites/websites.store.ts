import type { Db, Tx } from '../db/pool.ts';
import type { Seen } from './seen.ts';

export interface Looked {
  readonly host: string;
  readonly seen: Seen;
  readonly lookedAt: Date;
  /** Until when the same was seen. */
  readonly confirmedAt: Date;
}

/** Keeps a look: the same as the one before confirms it, another one becomes a row of the history. */
export async function keepLook(tx: Tx, host: string, seen: Seen, at: Date): Promise<void> {
  // A certificate says what its owner likes; what the database cannot hold must not keep the other websites from being looked at.
  const text = JSON.stringify(seen, (_name, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').toWellFormed() : value,
  );
  const { rowCount } = await tx.query(
    `UPDATE websites_current c SET confirmed_at = $3 FROM websites_look l
     WHERE c.host = $1 AND l.id = c.look_id AND l.seen = $2::jsonb`,
    [host, text, at],
  );
  if (rowCount === 1) return;
  await tx.query(
    `WITH look AS (INSERT INTO websites_look (host, looked_at, seen) VALUES ($1, $3, $2::jsonb) RETURNING id)
     INSERT INTO websites_current (host, look_id, confirmed_at) SELECT $1, id, $3 FROM look
     ON CONFLICT (host) DO UPDATE SET look_id = excluded.look_id, confirmed_at = excluded.confirmed_at`,
    [host, text, at],
  );
}

/** What stood of each of the hosts at a moment; a host that was never looked at by then is absent. */
export async function looksAt(db: Db, hosts: readonly string[], at: Date): Promise<Looked[]> {
  const { rows } = await db.query<Looked>(
    `SELECT h.host, l.seen, l.looked_at AS "lookedAt",
       least($2, coalesce(c.confirmed_at, (SELECT min(n.looked_at) FROM websites_look n WHERE n.host = h.host AND n.id > l.id))) AS "confirmedAt"
     FROM unnest($1::text[]) AS h (host)
     CROSS JOIN LATERAL (SELECT * FROM websites_look l WHERE l.host = h.host AND l.looked_at <= $2 ORDER BY l.looked_at DESC, l.id DESC LIMIT 1) l
     LEFT JOIN websites_current c ON c.look_id = l.id`,
    [hosts, at],
  );
  return rows;
}

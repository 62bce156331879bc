import type { Db, Tx } from '../db/pool.ts';

/** Marks reminders as sent; returns those that nobody had marked before. */
export async function markReminders(
  tx: Tx,
  reminders: readonly { readonly requestId: string; readonly kind: string }[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ request: string }>(
    `INSERT INTO leaflets_reminder (request_id, kind, at) SELECT request, kind, $3 FROM unnest($1::uuid[], $2::text[]) AS n (request, kind)
     ON CONFLICT DO NOTHING RETURNING request_id AS request`,
    [reminders.map(({ requestId }) => requestId), reminders.map(({ kind }) => kind), at],
  );
  return new Set(rows.map(({ request }) => request));
}

export interface Reminded {
  readonly requestId: string;
  readonly count: number;
  readonly last: Date;
  readonly kinds: readonly string[];
}

export async function remindersOf(db: Db, campaignId: string): Promise<ReadonlyMap<string, Reminded>> {
  const { rows } = await db.query<Reminded>(
    `SELECT m.request_id AS "requestId", count(*)::integer AS count, max(m.at) AS last, array_agg(m.kind) AS kinds
     FROM leaflets_reminder m JOIN leaflets_request r ON r.id = m.request_id WHERE r.campaign_id = $1 GROUP BY m.request_id`,
    [campaignId],
  );
  return new Map(rows.map((row) => [row.requestId, row]));
}

import type { Db, Tx } from '../db/pool.ts';

export const answers = ['device', 'gear', 'guest', 'forbidden'] as const;
export type Answer = (typeof answers)[number];

export interface AskedQuestion {
  readonly id: string;
  readonly segmentId: number;
  readonly subject: string;
  readonly openedAt: Date;
  readonly lastAt: Date;
  readonly settledAt: Date | null;
  readonly answer: Answer | null;
}
const columns = 'id, segment_id AS "segmentId", subject, opened_at AS "openedAt", last_at AS "lastAt", settled_at AS "settledAt", answer';

export async function questionsOf(db: Db, segmentIds: readonly number[]): Promise<AskedQuestion[]> {
  const { rows } = await db.query<AskedQuestion>(
    `SELECT ${columns} FROM inventory_question WHERE segment_id = ANY($1::int[]) ORDER BY opened_at, id`,
    [segmentIds],
  );
  return rows;
}

/** Addresses that a person explained somewhere: a machine that is known in one segment is known in all. */
export async function explainedMacs(db: Db, macs: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ mac: string }>(
    `SELECT DISTINCT substr(subject, 5) AS mac FROM inventory_question WHERE subject = ANY($1::text[]) AND answer IN ('device', 'gear', 'guest')`,
    [macs.map((mac) => `mac:${mac}`)],
  );
  return new Set(rows.map((row) => row.mac));
}

/** Asks, or keeps asking. What had settled by itself is asked anew from now on; what a person answered stays answered. */
export async function askQuestions(
  tx: Tx,
  asked: readonly { id: string; segmentId: number; subject: string; lastAt: Date }[],
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO inventory_question AS q (id, segment_id, subject, opened_at, last_at)
     SELECT id, segment_id, subject, $5, last_at FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[]) AS u (id, segment_id, subject, last_at)
     ON CONFLICT (segment_id, subject) DO UPDATE SET last_at = greatest(q.last_at, excluded.last_at), settled_at = NULL,
       opened_at = CASE WHEN q.settled_at IS NULL THEN q.opened_at ELSE excluded.opened_at END
     WHERE q.settled_at IS NOT NULL OR q.last_at < excluded.last_at`,
    [
      asked.map((each) => each.id),
      asked.map((each) => each.segmentId),
      asked.map((each) => each.subject),
      asked.map((each) => each.lastAt),
      now,
    ],
  );
}

export async function settleQuestions(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.query('UPDATE inventory_question SET settled_at = $2 WHERE id = ANY($1::uuid[]) AND answer IS NULL AND settled_at IS NULL', [
    ids,
    now,
  ]);
}

/** A person's answer; false where there is no such question. A later answer takes the place of an earlier one. */
export async function putAnswer(
  tx: Tx,
  id: string,
  said: { answer: Answer; deviceId: string | null; note: string; by: string; at: Date },
): Promise<{ segmentId: number; subject: string } | null> {
  const { rows } = await tx.query<{ segmentId: number; subject: string }>(
    `UPDATE inventory_question SET answer = $2, device_id = $3, note = $4, answered_by = $5, answered_at = $6
     WHERE id = $1 RETURNING segment_id AS "segmentId", subject`,
    [id, said.answer, said.deviceId, said.note, said.by, said.at],
  );
  return rows[0] ?? null;
}

export interface ListedQuestion extends AskedQuestion {
  readonly network: string;
  readonly gateway: string;
  readonly deviceId: string | null;
  readonly deviceName: string | null;
  readonly note: string;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  /** What is seen of it now: at most a few of each. */
  readonly macs: readonly string[];
  readonly addresses: readonly string[];
  readonly seen: number;
  readonly seenBy: string | null;
  readonly total: number;
}

/** One page of the questions: those that wait (the oldest first), or those that were answered (the newest first). */
export async function listQuestions(
  db: Db,
  { state, offset, limit, seenSince }: { state: 'open' | 'answered'; offset: number; limit: number; seenSince: Date },
): Promise<{ total: number; questions: ListedQuestion[] }> {
  const { rows } = await db.query<ListedQuestion>(
    `SELECT q.id, q.segment_id AS "segmentId", q.subject, q.opened_at AS "openedAt", q.last_at AS "lastAt", q.settled_at AS "settledAt", q.answer,
       s.network, s.gateway, q.device_id AS "deviceId", d.name AS "deviceName", q.note, q.answered_by AS "answeredBy", q.answered_at AS "answeredAt",
       coalesce(one.macs, many.macs, '{}') AS macs, coalesce(one.addresses, many.addresses, '{}') AS addresses,
       coalesce(one.seen, many.seen, 0) AS seen, b.name AS "seenBy", q.total
     FROM (SELECT q.*, count(*) OVER () AS total FROM inventory_question q JOIN inventory_segment s ON s.id = q.segment_id
       WHERE CASE WHEN $1 = 'open' THEN q.answer IS NULL AND q.settled_at IS NULL AND s.rule = 'ask' ELSE q.answer IS NOT NULL END
       ORDER BY CASE WHEN $1 = 'open' THEN q.opened_at END, q.answered_at DESC, q.id OFFSET $2 LIMIT $3) q
     JOIN inventory_segment s ON s.id = q.segment_id LEFT JOIN devices_device d ON d.id = q.device_id
     LEFT JOIN LATERAL (SELECT ARRAY[n.mac] AS macs, n.addresses[1:5] AS addresses, 1 AS seen, n.seen_by FROM inventory_neighbour n
       WHERE n.segment_id = q.segment_id AND n.mac = substr(q.subject, 5) AND q.subject LIKE 'mac:%' AND n.last_seen_at >= $4) one ON true
     LEFT JOIN LATERAL (SELECT (array_agg(n.mac ORDER BY n.last_seen_at DESC))[1:5] AS macs, (array_agg(n.addresses[1] ORDER BY n.last_seen_at DESC))[1:5] AS addresses,
         count(*)::int AS seen FROM inventory_neighbour n
       WHERE q.subject LIKE 'random:%' AND n.segment_id = q.segment_id AND n.last_seen_at >= $4 AND n.mac ~ '^.[26ae]' AND n.name = substr(q.subject, 8)) many ON q.subject LIKE 'random:%'
     LEFT JOIN devices_device b ON b.id = one.seen_by
     ORDER BY CASE WHEN $1 = 'open' THEN q.opened_at END, q.answered_at DESC, q.id`,
    [state, offset, limit, seenSince],
  );
  if (rows.length === 0 && offset > 0)
    return { total: (await listQuestions(db, { state, offset: 0, limit: 1, seenSince })).total, questions: [] };
  return { total: rows[0]?.total ?? 0, questions: rows };
}

export interface ListedSegment {
  readonly id: number;
  readonly network: string;
  readonly gateway: string;
  readonly rule: 'ask' | 'ignore' | 'undecided';
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly lastReportedAt: Date;
  readonly reporters: number;
  readonly machines: number;
  readonly open: number;
}

export async function listSegments(db: Db, seenSince: Date): Promise<ListedSegment[]> {
  const { rows } = await db.query<ListedSegment>(
    `SELECT s.id, s.network, s.gateway, s.rule, s.reason, s.decided_by AS "decidedBy", s.decided_at AS "decidedAt", s.last_reported_at AS "lastReportedAt",
       (SELECT count(*) FROM inventory_reporter r WHERE r.segment_id = s.id AND r.last_at >= $1) AS reporters,
       (SELECT count(*) FROM inventory_neighbour n WHERE n.segment_id = s.id AND n.last_seen_at >= $1) AS machines,
       (SELECT count(*) FROM inventory_question q WHERE q.segment_id = s.id AND q.answer IS NULL AND q.settled_at IS NULL AND s.rule = 'ask') AS open
     FROM inventory_segment s ORDER BY s.rule = 'undecided' DESC, s.network, s.id LIMIT 500`,
    [seenSince],
  );
  return rows;
}

export async function setRule(
  tx: Tx,
  id: number,
  { rule, reason, by, at }: { rule: 'ask' | 'ignore'; reason: string; by: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE inventory_segment SET rule = $2, reason = $3, decided_by = $4, decided_at = $5 WHERE id = $1',
    [id, rule, reason, by, at],
  );
  return rowCount === 1;
}

/** Who stood in a segment that is no longer looked at is forgotten; what people answered stays. */
export async function forgetNeighbours(tx: Tx, segmentId: number): Promise<void> {
  await tx.query('DELETE FROM inventory_neighbour WHERE segment_id = $1', [segmentId]);
}

/** Machines that have not been seen for so long are no neighbours any more. */
export async function dropOldNeighbours(db: Db, before: Date): Promise<void> {
  await db.query('DELETE FROM inventory_neighbour WHERE last_seen_at < $1', [before]);
}

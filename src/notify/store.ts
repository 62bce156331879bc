import type { Language } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import type { Channel, NoticeState, Problem } from './notice.ts';
import type { Readable } from './render.ts';

/** A notice on its way into the queue. */
export interface QueuedNotice extends Readable {
  readonly id: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly recipientName: string;
  readonly toPerson: string | null;
  readonly calendar: string | null;
  readonly about: string;
  readonly dedupeKey: string;
  readonly urgent: boolean;
  readonly nextAt: Date;
  /** True where its address is none: it is never tried. */
  readonly dead: boolean;
}

/** A notice that a worker has taken and is about to send. */
export interface ClaimedNotice extends Readable {
  readonly id: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly recipientName: string;
  readonly calendar: string | null;
  readonly about: string;
  readonly urgent: boolean;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** All in one statement; a key that is there already is left as it is. Returns how many were new. */
export async function insertNotices(db: Db, at: Date, notices: readonly QueuedNotice[]): Promise<number> {
  const { rowCount } = await db.query(
    `INSERT INTO notify_notice (id, channel, recipient, recipient_name, to_person, language, subject, body_text, link_label, link_url,
       calendar, about, dedupe_key, urgent, next_at, created_at, state, problem)
     SELECT r.id, r.channel, r.recipient, r."recipientName", r."toPerson", r.language, r.subject, r."bodyText", r."linkLabel", r."linkUrl",
       r.calendar, r.about, r."dedupeKey", r.urgent, r."nextAt", $2,
       CASE WHEN r.dead THEN 'dead' ELSE 'queued' END, CASE WHEN r.dead THEN 'address' END
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, channel text, recipient text, "recipientName" text, "toPerson" text, language text,
       subject text, "bodyText" text, "linkLabel" text, "linkUrl" text, calendar text, about text, "dedupeKey" text, urgent boolean,
       "nextAt" timestamptz, dead boolean)
     ON CONFLICT (dedupe_key) DO NOTHING`,
    [JSON.stringify(notices), at],
  );
  return rowCount ?? 0;
}

export interface Claim {
  readonly by: string;
  readonly at: Date;
  readonly channel: Channel;
  /** In quiet hours only what is urgent leaves. */
  readonly urgentOnly: boolean;
}

/** Takes the next notice that is due. It is committed as `sending` before a byte of it leaves. */
export async function claimNext(db: Db, { by, at, channel, urgentOnly }: Claim): Promise<ClaimedNotice | undefined> {
  const { rows } = await db.query<ClaimedNotice>(
    `UPDATE notify_notice SET state = 'sending', claimed_by = $1, claimed_at = $2, attempts = attempts + 1
     WHERE id = (SELECT id FROM notify_notice
       WHERE state IN ('queued', 'failed') AND channel = $3 AND next_at <= $2 AND (urgent OR NOT $4)
       ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, channel, recipient, recipient_name AS "recipientName", language, subject, body_text AS "bodyText",
       link_label AS "linkLabel", link_url AS "linkUrl", calendar, about, urgent, attempts, created_at AS "createdAt"`,
    [by, at, channel, urgentOnly],
  );
  return rows[0];
}

export interface Finished {
  readonly state: 'sent' | 'failed' | 'dead' | 'uncertain';
  readonly at: Date;
  readonly nextAt: Date;
  readonly problem: Problem | null;
  readonly words: string | null;
}

/** How an attempt ended. Whoever sent it knows best: that it was sent is stored also where somebody called it uncertain meanwhile. */
export async function finishNotice(db: Db, by: string, id: string, { state, at, nextAt, problem, words }: Finished): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE notify_notice SET state = $3::text, sent_at = CASE WHEN $3 = 'sent' THEN $4::timestamptz END, next_at = $5, problem = $6,
       last_error = $7, link_url = CASE WHEN $3 <> 'sent' THEN link_url END
     WHERE id = $1 AND claimed_by = $2 AND (state = 'sending' OR (state = 'uncertain' AND $3 = 'sent'))`,
    [id, by, state, at, nextAt, problem, words],
  );
  return rowCount === 1;
}

/** What an earlier run of the server left on its way: nobody knows whether it arrived. */
export async function markInterrupted(db: Db, by: string): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE notify_notice SET state = 'uncertain', problem = 'interrupted', last_error = NULL WHERE state = 'sending' AND claimed_by <> $1`,
    [by],
  );
  return rowCount ?? 0;
}

export interface NoticeRow {
  readonly id: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly recipientName: string;
  readonly language: Language;
  readonly subject: string;
  readonly about: string;
  readonly urgent: boolean;
  readonly state: NoticeState;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly nextAt: Date;
  readonly sentAt: Date | null;
  readonly problem: Problem | null;
  readonly lastError: string | null;
  readonly decidedAt: Date | null;
}

/** A page of the notices in some states; what asks for a decision first, then the newest. Never with its link. */
export async function listNotices(
  db: Db,
  { states, limit, offset }: { states: readonly NoticeState[]; limit: number; offset: number },
): Promise<NoticeRow[]> {
  const { rows } = await db.query<NoticeRow>(
    `SELECT id, channel, recipient, recipient_name AS "recipientName", language, subject, about, urgent, state, attempts,
       created_at AS "createdAt", next_at AS "nextAt", sent_at AS "sentAt", problem, last_error AS "lastError", decided_at AS "decidedAt"
     FROM notify_notice WHERE state = ANY($1)
     ORDER BY state IN ('dead', 'uncertain') DESC, created_at DESC, id LIMIT $2 OFFSET $3`,
    [states, limit, offset],
  );
  return rows;
}

export async function countNotices(db: Db): Promise<Record<NoticeState, number>> {
  const { rows } = await db.query<{ state: NoticeState; count: number }>(
    'SELECT state, count(*) AS count FROM notify_notice GROUP BY state',
  );
  const none = { queued: 0, sending: 0, sent: 0, failed: 0, dead: 0, uncertain: 0, 'given-up': 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

/** Which of these ids, or all in these states where `ids` is null, may be decided on now; locked until the transaction ends. */
export async function lockForDecision(
  db: Db,
  { ids, states, most }: { ids: readonly string[] | null; states: readonly NoticeState[]; most: number },
): Promise<{ id: string; state: NoticeState; about: string }[]> {
  const { rows } = await db.query<{ id: string; state: NoticeState; about: string }>(
    `SELECT id, state, about FROM notify_notice WHERE state = ANY($2) AND ($1::uuid[] IS NULL OR id = ANY($1)) ORDER BY id LIMIT $3 FOR UPDATE`,
    [ids, states, most],
  );
  return rows;
}

export async function queueAgain(db: Db, ids: readonly string[], by: string, at: Date): Promise<void> {
  await db.query(
    `UPDATE notify_notice SET state = 'queued', attempts = 0, next_at = $2, decided_at = $2, decided_by = $3, claimed_by = NULL, claimed_at = NULL
     WHERE id = ANY($1)`,
    [ids, at, by],
  );
}

export async function giveUp(db: Db, ids: readonly string[], by: string, at: Date): Promise<void> {
  await db.query(`UPDATE notify_notice SET state = 'given-up', link_url = NULL, decided_at = $2, decided_by = $3 WHERE id = ANY($1)`, [
    ids,
    at,
    by,
  ]);
}

import type { Db, Tx } from '../db/pool.ts';
import type { Audience, LeafletLine } from './content.ts';
import type { Quiz } from './quiz.ts';

/** One sending of one leaflet: exactly what its readers were shown. */
export interface Campaign {
  readonly id: string;
  readonly audience: Audience;
  readonly versionId: string;
  readonly versionNumber: string;
  readonly company: string;
  readonly digest: string;
  readonly lines: readonly LeafletLine[];
  readonly quiz: Quiz | null;
  readonly sentAt: Date;
  readonly sentBy: string;
  readonly dueOn: string;
  /** Null for the one that counts now. */
  readonly replacedAt: Date | null;
}

// A date stays the text it is: read as a moment it would move with the server's time zone.
export const campaignColumns = `c.id, c.audience, c.version_id AS "versionId", c.version_number AS "versionNumber", c.company, c.digest, c.lines,
  c.quiz, c.sent_at AS "sentAt", c.sent_by AS "sentBy", c.due_on::text AS "dueOn", c.replaced_at AS "replacedAt"`;

/** Any number of our own: who sends, reminds or voids holds it, so that two of them never mix. */
const sendingLock = 8034012;
export async function lockSending(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [sendingLock]);
}

/** The campaigns that count now, at most one an audience. */
export async function currentCampaigns(db: Db): Promise<ReadonlyMap<Audience, Campaign>> {
  const { rows } = await db.query<Campaign>(`SELECT ${campaignColumns} FROM leaflets_campaign c WHERE replaced_at IS NULL`);
  return new Map(rows.map((row) => [row.audience, row]));
}

/** Those that counted at a moment. */
export async function campaignsAt(db: Db, at: Date): Promise<ReadonlyMap<Audience, Campaign>> {
  const { rows } = await db.query<Campaign>(
    `SELECT ${campaignColumns} FROM leaflets_campaign c WHERE sent_at <= $1 AND (replaced_at IS NULL OR replaced_at > $1)`,
    [at],
  );
  return new Map(rows.map((row) => [row.audience, row]));
}

export async function campaignById(db: Db, id: string): Promise<Campaign | undefined> {
  const { rows } = await db.query<Campaign>(`SELECT ${campaignColumns} FROM leaflets_campaign c WHERE id = $1`, [id]);
  return rows[0];
}

/** Every sending of a leaflet without its text, newest first. */
export async function campaignsOf(db: Db, audience: Audience): Promise<Omit<Campaign, 'lines' | 'quiz'>[]> {
  const { rows } = await db.query<Omit<Campaign, 'lines' | 'quiz'>>(
    `SELECT id, audience, version_id AS "versionId", version_number AS "versionNumber", company, digest, sent_at AS "sentAt",
       sent_by AS "sentBy", due_on::text AS "dueOn", replaced_at AS "replacedAt"
     FROM leaflets_campaign WHERE audience = $1 ORDER BY sent_at DESC`,
    [audience],
  );
  return rows;
}

export async function insertCampaign(tx: Tx, c: Campaign): Promise<void> {
  await tx.query(
    `INSERT INTO leaflets_campaign (id, audience, version_id, version_number, company, digest, lines, quiz, sent_at, sent_by, due_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      c.id,
      c.audience,
      c.versionId,
      c.versionNumber,
      c.company,
      c.digest,
      JSON.stringify(c.lines),
      c.quiz === null ? null : JSON.stringify(c.quiz),
      c.sentAt,
      c.sentBy,
      c.dueOn,
    ],
  );
}

export async function replaceCampaign(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE leaflets_campaign SET replaced_at = $2 WHERE id = $1', [id, at]);
}

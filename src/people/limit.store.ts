import type { Db, Tx } from '../db/pool.ts';

export interface Counted {
  readonly attemptsLeft: number;
  /** Since when this bucket refuses; null where the attempt was granted. */
  readonly refusedAt: Date | null;
}

const refilled =
  'LEAST($2::float8, b.attempts_left + GREATEST(0, extract(epoch FROM $4::timestamptz - b.counted_at)::float8) * $3::float8)';

/** Refills by the time that passed, then takes one attempt if one is there. One statement, so that two requests cannot share it. */
export async function takeFromBucket(db: Db, bucket: Buffer, burst: number, perSecond: number, now: Date): Promise<Counted> {
  const { rows } = await db.query<{ attempts_left: number; refused_at: Date | null }>(
    `INSERT INTO people_attempt AS b (bucket, attempts_left, counted_at) VALUES ($1, $2::float8 - 1, $4)
     ON CONFLICT (bucket) DO UPDATE SET
       counted_at = GREATEST(b.counted_at, $4),
       attempts_left = ${refilled} - CASE WHEN ${refilled} >= 1 THEN 1 ELSE 0 END,
       refused_at = CASE WHEN ${refilled} >= 1 THEN NULL ELSE COALESCE(b.refused_at, $4) END
     RETURNING attempts_left, refused_at`,
    [bucket, burst, perSecond, now],
  );
  return { attemptsLeft: rows[0]!.attempts_left, refusedAt: rows[0]!.refused_at };
}

export async function giveBackToBucket(db: Db, bucket: Buffer, burst: number): Promise<void> {
  await db.query('UPDATE people_attempt SET attempts_left = LEAST($2::float8, attempts_left + 1) WHERE bucket = $1', [bucket, burst]);
}

export type CeremonyPurpose = 'sign-in' | 'enrol' | 'totp' | 'passkey' | 'step-up';

export interface Ceremony {
  readonly accountId: string | null;
  readonly data: Readonly<Record<string, string>>;
}

export async function putCeremony(
  db: Db,
  key: Buffer,
  ceremony: Ceremony & { purpose: CeremonyPurpose; challenge: string | null; expiresAt: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO people_ceremony (key, purpose, account_id, data, challenge, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (key) DO UPDATE SET purpose = $2, account_id = $3, data = $4, challenge = $5, expires_at = $6, failures = 0`,
    [key, ceremony.purpose, ceremony.accountId, JSON.stringify(ceremony.data), ceremony.challenge, ceremony.expiresAt],
  );
}

export async function ceremonyByKey(db: Db, key: Buffer, purpose: CeremonyPurpose, now: Date): Promise<Ceremony | null> {
  const { rows } = await db.query<{ account_id: string | null; data: Record<string, string> }>(
    'SELECT account_id, data FROM people_ceremony WHERE key = $1 AND purpose = $2 AND expires_at > $3',
    [key, purpose, now],
  );
  return rows[0] ? { accountId: rows[0].account_id, data: rows[0].data } : null;
}

export async function setChallenge(db: Db, key: Buffer, challenge: string): Promise<void> {
  await db.query('UPDATE people_ceremony SET challenge = $2 WHERE key = $1', [key, challenge]);
}

/** Takes the challenge out, so that an answer to it counts once, right or wrong. */
export async function takeChallenge(db: Db, key: Buffer): Promise<string | null> {
  const { rows } = await db.query<{ challenge: string }>(
    `UPDATE people_ceremony n SET challenge = NULL FROM (SELECT key, challenge FROM people_ceremony WHERE key = $1 FOR UPDATE) o
     WHERE n.key = o.key AND o.challenge IS NOT NULL RETURNING o.challenge`,
    [key],
  );
  return rows[0]?.challenge ?? null;
}

/** Counts a failure; at `most` the ceremony is over. */
export async function failCeremony(tx: Tx, key: Buffer, most: number): Promise<void> {
  await tx.query(
    `UPDATE people_ceremony SET failures = failures + 1, expires_at = CASE WHEN failures + 1 >= $2 THEN '-infinity' ELSE expires_at END
     WHERE key = $1`,
    [key, most],
  );
}

/** True for the one who ends it: of two that finish together, the other finds nothing. */
export async function endCeremony(tx: Tx, key: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query('DELETE FROM people_ceremony WHERE key = $1', [key]);
  return rowCount === 1;
}

/** Whatever this account had begun ends here: its password or its factors are about to change. */
export async function endCeremoniesOf(tx: Tx, accountId: string): Promise<void> {
  await tx.query('DELETE FROM people_ceremony WHERE account_id = $1', [accountId]);
}

/** Removes what nobody can use any more. `settledBefore` is for rows that are kept a while for questions. */
export async function sweepPeople(db: Db, now: Date, settledBefore: Date): Promise<void> {
  await db.query('DELETE FROM people_ceremony WHERE expires_at < $1', [now]);
  await db.query('DELETE FROM people_attempt WHERE counted_at < $1', [settledBefore]);
  await db.query('DELETE FROM people_link WHERE COALESCE(used_at, expires_at) < $1', [settledBefore]);
  await db.query('DELETE FROM people_session WHERE COALESCE(ended_at, last_seen_at) < $1', [settledBefore]);
  await db.query('DELETE FROM people_known_browser WHERE last_used_at < $1', [settledBefore]);
}

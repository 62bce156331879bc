import type { Db } from '../../db/pool.ts';
import { readSheet } from './occurrence.store.ts';
import type { ShownSheet } from './occurrence.ts';

/** Keeps a sheet that somebody is looking at, for as long as it may be confirmed. */
export async function storeShown(
  db: Db,
  { occurrence, actor, digest, bytes, at }: { occurrence: string; actor: string; digest: string; bytes: Buffer; at: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO duties_shown AS s (occurrence, actor, digest, sheet, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (occurrence, actor, digest) DO UPDATE SET at = greatest(s.at, excluded.at)`,
    [occurrence, actor, digest, bytes, at],
  );
}

/** The sheet with this digest, where this person was shown it since a moment. */
export async function shownSince(
  db: Db,
  { occurrence, actor, digest, since }: { occurrence: string; actor: string; digest: string; since: Date },
): Promise<{ readonly sheet: ShownSheet; readonly bytes: Buffer } | null> {
  const { rows } = await db.query<{ sheet: Buffer; at: Date }>(
    'SELECT sheet, at FROM duties_shown WHERE occurrence = $1 AND actor = $2 AND digest = $3 AND at >= $4',
    [occurrence, actor, digest, since],
  );
  const [row] = rows;
  return row ? { sheet: readSheet(row.sheet, digest, row.at), bytes: row.sheet } : null;
}

export async function dropShown(db: Db, before: Date): Promise<void> {
  await db.query('DELETE FROM duties_shown WHERE at < $1', [before]);
}

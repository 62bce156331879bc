import type { Db } from '../../db/pool.ts';

/** Sets the password of somebody's calendar; the one before opens nothing any more. */
export async function storeFeed(db: Db, account: string, hash: Buffer, at: Date): Promise<void> {
  await db.query(
    'INSERT INTO duties_feed (account, hash, set_at) VALUES ($1, $2, $3) ON CONFLICT (account) DO UPDATE SET hash = $2, set_at = $3',
    [account, hash, at],
  );
}

export async function readFeed(db: Db, account: string): Promise<{ readonly hash: Buffer; readonly setAt: Date } | null> {
  const { rows } = await db.query<{ hash: Buffer; setAt: Date }>('SELECT hash, set_at AS "setAt" FROM duties_feed WHERE account = $1', [
    account,
  ]);
  return rows[0] ?? null;
}

export async function dropFeed(db: Db, account: string): Promise<void> {
  await db.query('DELETE FROM duties_feed WHERE account = $1', [account]);
}

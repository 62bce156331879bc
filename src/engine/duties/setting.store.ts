import type { Db, Tx } from '../../db/pool.ts';
import type { Party } from './ports.ts';

/** Who sees to a duty. */
export interface Setting {
  readonly owner: Party;
  readonly deputy: Party | null;
  readonly revision: number;
}

/** The newest setting of every duty that has one. */
export async function settings(db: Db): Promise<ReadonlyMap<string, Setting>> {
  const { rows } = await db.query<Setting & { duty: string }>(
    'SELECT DISTINCT ON (duty) duty, owner, deputy, revision FROM duties_setting ORDER BY duty, revision DESC',
  );
  return new Map(rows.map(({ duty, ...setting }) => [duty, setting]));
}

/** Throws PostgreSQL's 23505 where somebody else wrote this revision first. */
export async function insertSetting(
  tx: Tx,
  duty: string,
  { owner, deputy, revision }: Setting,
  told: { reason: string; by: string; at: Date; ledgerSeq: number },
): Promise<void> {
  await tx.query(
    'INSERT INTO duties_setting (duty, revision, owner, deputy, reason, by, at, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [duty, revision, owner, deputy, told.reason, told.by, told.at, told.ledgerSeq],
  );
}

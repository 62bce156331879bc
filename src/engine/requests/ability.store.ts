import type { Db } from '../../db/pool.ts';
import type { Ability } from './ability.ts';

/** How it was at a moment, for each kind that was looked at before it. */
export async function newestAbilities(db: Db, at: Date): Promise<ReadonlyMap<string, Ability>> {
  const { rows } = await db.query<{ kind: string; able: boolean; ja: string; en: string }>(
    `SELECT DISTINCT ON (kind) kind, able, because_ja AS ja, because_en AS en FROM requests_ability WHERE at <= $1 ORDER BY kind, at DESC`,
    [at],
  );
  return new Map(rows.map(({ kind, able, ja, en }) => [kind, { able, because: { ja, en } }]));
}

/** Two sweeps at the same moment write it once. */
export async function recordAbility(db: Db, kind: string, at: Date, { able, because }: Ability): Promise<void> {
  await db.query(
    'INSERT INTO requests_ability (kind, at, able, because_ja, because_en) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [kind, at, able, because.ja, because.en],
  );
}

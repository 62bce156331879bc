import type { Db } from '../db/pool.ts';
import type { Reader } from './people.store.ts';
import type { PersonRecord } from './shape.ts';

/**
 * Everybody as the list stood at a moment, by the newest change until then. `accountId` is not known of the past and null.
 * For the replay of a day: who should have read a rule then.
 */
export async function readReadersAt(db: Db, at: Date): Promise<Reader[]> {
  const { rows } = await db.query<{ id: string; after: PersonRecord | null }>(
    `SELECT DISTINCT ON (subject) subject AS id, after FROM staff_change WHERE kind = 'people' AND at <= $1 ORDER BY subject, id DESC`,
    [at],
  );
  return rows.flatMap(({ id, after }) =>
    after === null
      ? []
      : [
          {
            id,
            name: after.name,
            kana: after.kana,
            email: after.email,
            department: after.department,
            duties: [...after.duties],
            active: after.state === 'active',
            accountId: null,
          },
        ],
  );
}

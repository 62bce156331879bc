import type { Db } from '../db/pool.ts';

export interface StoredFact {
  readonly key: string;
  readonly version: number;
  readonly value: unknown;
  readonly effectiveFrom: Date;
  readonly setBy: string;
}

/** All versions, newest first within each fact. */
export async function readFacts(db: Db): Promise<StoredFact[]> {
  const { rows } = await db.query<StoredFact>(
    `SELECT key, version, value, effective_from AS "effectiveFrom", set_by AS "setBy" FROM company_fact ORDER BY key, version DESC`,
  );
  return rows;
}

/** False where that version exists already: somebody else was faster. */
export async function insertFact(db: Db, { key, version, value, effectiveFrom, setBy }: StoredFact): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO company_fact (key, version, value, effective_from, set_by)
     SELECT $1, $2, $3, $4, $5 WHERE $2 = 1 + (SELECT coalesce(max(version), 0) FROM company_fact WHERE key = $1)
     ON CONFLICT DO NOTHING`,
    [key, version, JSON.stringify(value), effectiveFrom, setBy],
  );
  return rowCount === 1;
}

export interface AnsweredQuestion {
  readonly question: string;
  readonly answeredAt: Date;
  readonly answeredBy: string;
}

export async function readAnswered(db: Db): Promise<AnsweredQuestion[]> {
  const { rows } = await db.query<AnsweredQuestion>(
    `SELECT question, answered_at AS "answeredAt", answered_by AS "answeredBy" FROM company_interview ORDER BY question`,
  );
  return rows;
}

/** Marks questions as answered now, those that were answered before too. */
export async function storeAnswered(db: Db, questions: readonly string[], at: Date, by: string): Promise<void> {
  await db.query(
    `INSERT INTO company_interview (question, answered_at, answered_by) SELECT unnest($1::text[]), $2, $3
     ON CONFLICT (question) DO UPDATE SET answered_at = excluded.answered_at, answered_by = excluded.answered_by`,
    [questions, at, by],
  );
}

import type { Db, Tx } from '../db/pool.ts';
import type { Factor, Level } from './assessment.ts';

export interface Assessment {
  readonly id: string;
  /** A project (`case`), or a line of the register of systems (`row`). */
  readonly about: 'case' | 'row';
  readonly aboutId: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly level: Level;
  readonly exposed: boolean;
  readonly factors: readonly Factor[];
  /** Whose opinion was asked, and what it was. */
  readonly expert: string;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

const columns = `id, about, about_id AS "aboutId", answers, level, exposed, factors, expert, note, by, at`;

export async function insertAssessment(tx: Tx, one: Assessment, ledgerSeq: number): Promise<void> {
  await tx.query(
    `INSERT INTO development_assessment (id, about, about_id, answers, level, exposed, factors, expert, note, by, at, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      one.id,
      one.about,
      one.aboutId,
      JSON.stringify(one.answers),
      one.level,
      one.exposed,
      one.factors,
      one.expert,
      one.note,
      one.by,
      one.at,
      ledgerSeq,
    ],
  );
}

/** Newest first. */
export async function assessmentsOf(db: Db, about: 'case' | 'row', id: string, limit: number): Promise<Assessment[]> {
  const { rows } = await db.query<Assessment>(
    `SELECT ${columns} FROM development_assessment WHERE about = $1 AND about_id = $2 ORDER BY ledger_seq DESC LIMIT $3`,
    [about, id, limit],
  );
  return rows;
}

/** The newest of everything that had been assessed at a moment, by `case:<id>` or `row:<id>`. */
export async function assessmentsAt(db: Db, at: Date): Promise<Map<string, Assessment>> {
  const { rows } = await db.query<Assessment>(
    `SELECT DISTINCT ON (about, about_id) ${columns} FROM development_assessment WHERE at <= $1 ORDER BY about, about_id, ledger_seq DESC`,
    [at],
  );
  return new Map(rows.map((row) => [`${row.about}:${row.aboutId}`, row]));
}

import type { Db } from '../db/pool.ts';
import type { StoredQuiz } from './quiz.ts';

export async function readQuizzes(db: Db): Promise<StoredQuiz[]> {
  const { rows } = await db.query<StoredQuiz>('SELECT audience, revision, quiz FROM leaflets_quiz');
  return rows;
}

/** False where the stored revision is not the one before: somebody else changed it. */
export async function saveQuiz(db: Db, { audience, revision, quiz }: StoredQuiz, at: Date, by: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO leaflets_quiz AS q (audience, revision, quiz, changed_at, changed_by) SELECT $1, $2, $3, $4, $5
     WHERE $2 = 1 OR EXISTS (SELECT 1 FROM leaflets_quiz WHERE audience = $1)
     ON CONFLICT (audience) DO UPDATE SET revision = $2, quiz = $3, changed_at = $4, changed_by = $5 WHERE q.revision = $2 - 1`,
    [audience, revision, quiz === null ? null : JSON.stringify(quiz), at, by],
  );
  return rowCount === 1;
}

import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { Audience } from './content.ts';
import type { LeafletDeps } from './ports.ts';
import { readQuizzes, saveQuiz } from './quiz.store.ts';

/** One question about a leaflet. English is '' where nobody wrote it. */
export interface Quiz {
  readonly question: Words;
  readonly options: readonly Words[];
  /** Which option is right, from 0. */
  readonly correct: number;
}
export interface StoredQuiz {
  readonly audience: Audience;
  /** Counts the changes; 0 where nobody ever set one. */
  readonly revision: number;
  readonly quiz: Quiz | null;
}

export const quizOptionsMin = 2;
export const quizOptionsMax = 4;
export const quizCharsMax = 200;

/** The questions of all leaflets. A question counts from the next sending on: what was sent keeps its own. */
export async function quizzes({ pool }: LeafletDeps): Promise<ReadonlyMap<Audience, StoredQuiz>> {
  return new Map((await readQuizzes(pool)).map((stored) => [stored.audience, stored]));
}

/**
 * Sets or takes away the question of a leaflet, against the revision that the person saw.
 * @throws Fault `conflict` where somebody was faster, `bad-request` for a question that cannot be answered
 */
export async function setQuiz(
  { pool, clock }: LeafletDeps,
  { audience, revision, quiz, by }: { audience: Audience; revision: number; quiz: Quiz | null; by: string },
): Promise<StoredQuiz> {
  if (quiz !== null) refuseUnfit(quiz);
  const at = clock.now();
  const stored: StoredQuiz = { audience, revision: revision + 1, quiz };
  await inTransaction(pool, async (tx) => {
    if (!(await saveQuiz(tx, stored, at, by))) throw new Fault('conflict', { audience, revision });
    const payload = { audience, revision: stored.revision, quiz: quiz as never };
    await append(tx, at, [{ kind: 'leaflet.changed', actor: by, subject: `leaflet-quiz:${audience}`, payload }]);
  });
  return stored;
}

function refuseUnfit({ question, options, correct }: Quiz): void {
  const refuse = (problem: string): never => {
    throw new Fault('bad-request', { problem });
  };
  if (options.length < quizOptionsMin || options.length > quizOptionsMax) refuse(`${quizOptionsMin} to ${quizOptionsMax} options`);
  if (!Number.isInteger(correct) || correct < 0 || correct >= options.length) refuse('no option is the right one');
  for (const each of [question, ...options]) {
    if (each.ja.trim() === '') refuse('a text is empty');
    for (const text of [each.ja, each.en]) {
      if ([...text].length > quizCharsMax) refuse(`a text is longer than ${quizCharsMax} characters`);
      if (/[\u0000-\u001f\u007f]/.test(text) || !text.isWellFormed()) refuse('a character that no text holds');
    }
  }
  if (new Set(options.map(({ ja }) => ja.trim())).size < options.length) refuse('two options are the same');
}

/** In the reader's language, or in Japanese where nobody wrote the other. */
export const bothLanguages = ({ ja, en }: Words): Words => ({ ja, en: en.trim() === '' ? ja : en });

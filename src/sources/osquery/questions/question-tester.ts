import assert from 'node:assert/strict';
import { type AskedValues, bodyOf, type Question, type Round, type Row } from '../question.ts';

const round: Round = { askedAt: new Date('2026-11-22T03:00:00.000Z'), receivedAt: new Date('2026-11-22T03:00:00.200Z') };

export type Parts = Readonly<Record<string, readonly Row[]>>;

/**
 * Answers a question with rows as an agent sends them and gives what it makes of them; parts that are not named have no
 * rows. A fact must be of its kind's shape, and what is unreadable must be said in both languages.
 */
// biome-ignore lint/suspicious/noExplicitAny: a test knows which kind of fact it asked for
export function answer<T = any>(
  questions: readonly Question[],
  id: string,
  parts: Parts = {},
  values: AskedValues = {},
  at: Round = round,
): T {
  const asked = questions.find((question) => question.id === id);
  assert.ok(asked, `no question ${id}`);
  for (const name of Object.keys(parts)) assert.ok(name in asked.sql, `${id} has no part ${name}`);
  const all = Object.fromEntries(Object.keys(asked.sql).map((name) => [name, parts[name] ?? []]));
  const result = asked.translate(all, at, values);
  if ('unreadable' in result) {
    assert.match(result.unreadable.ja, /[ぁ-んァ-ヶ一-龠]/);
    assert.ok(result.unreadable.en.length > 0);
    return 'unreadable' as T;
  }
  return asked.kind.schema.parse(bodyOf(result)) as T;
}

/** SQL of one part with the given values, for tests of what is put into it. */
export function sqlOf(questions: readonly Question[], id: string, part: string, values: AskedValues): string {
  const sql = questions.find((question) => question.id === id)?.sql[part];
  assert.ok(sql !== undefined, `no part ${part} in ${id}`);
  return typeof sql === 'string' ? sql : sql(values);
}

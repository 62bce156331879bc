import { type Words, words } from '../../base/text.ts';
import type { Answer } from './answers.ts';
import type { EmittedDraft } from './book.ts';
import type { Question } from './question.ts';

const brokenWords = words(
  '端末の答えを読み取れませんでした(隔離して保管しています)。',
  'The answer could not be read (kept in quarantine).',
);
const tooLargeWords = words(
  '端末の答えが大きすぎて受け取れませんでした。端末の報告を確かめてください。',
  'The answer was too large to be taken. Look into what the device reports.',
);
const unaskableWords = words(
  '会社の値から問い合わせを作れないため、端末に聞けません。手順書の値を確かめてください。',
  'The device cannot be asked, because the question cannot be made of the company’s values. Check the values of the procedure.',
);

/** What is stored of an answer. */
export function draftOf(deviceId: string, question: Question, answer: Exclude<Answer, { is: 'nothing' }>, receivedAt: Date): EmittedDraft {
  if (answer.is !== 'fact') return unreadableDraft(deviceId, question, answer.is === 'unreadable' ? answer.words : brokenWords, receivedAt);
  const { body, collected, neighbours } = answer;
  return { ...head(deviceId, question, receivedAt), body, ...(collected && { collected }), ...(neighbours && { neighbours }) };
}

/** A question that was answered with more than is taken. */
export const tooLargeDraft = (deviceId: string, question: Question, receivedAt: Date): EmittedDraft =>
  unreadableDraft(deviceId, question, tooLargeWords, receivedAt);

/** A question whose SQL cannot be made. */
export const unaskableDraft = (deviceId: string, question: Question, receivedAt: Date): EmittedDraft =>
  unreadableDraft(deviceId, question, unaskableWords, receivedAt);

const unreadableDraft = (deviceId: string, question: Question, unreadable: Words, receivedAt: Date): EmittedDraft => ({
  ...head(deviceId, question, receivedAt),
  unreadable,
});

const head = (deviceId: string, { kind }: Question, receivedAt: Date) => ({
  deviceId,
  kind: kind.kind,
  source: 'osquery',
  observedAt: receivedAt,
  receivedAt,
});

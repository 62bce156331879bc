import type { AgentDesk, Call } from './agent-desk.ts';
import { BodyRefused } from './body-limits.ts';

/** What the thread of the door is given when it starts. */
export interface DoorData {
  readonly key: string;
  readonly certificate: string;
  readonly port: number;
  readonly host: string;
}

/** What it asks and is answered, by number; and what it only tells. */
export type Question =
  | { readonly is: 'knowsNode'; readonly id: number; readonly key: string }
  | { readonly is: 'answer'; readonly id: number; readonly call: Call }
  | { readonly is: 'tooLarge'; readonly id: number; readonly authorization: string | undefined; readonly reason: string };
export type FromDoor =
  | Question
  | { readonly is: 'listening'; readonly port: number }
  | { readonly is: 'unopened'; readonly message: string; readonly code: string | undefined }
  | { readonly is: 'closed' }
  | { readonly is: 'count'; readonly name: string }
  | { readonly is: 'refusedEnrolment'; readonly address: string }
  | { readonly is: 'failed'; readonly path: string; readonly words: string };

/** A refusal is no plain object, so it travels in its parts. */
export type ToDoor =
  | { readonly is: 'told'; readonly id: number; readonly what: string | boolean }
  | { readonly is: 'refused'; readonly id: number; readonly counter: string; readonly message: string; readonly status: number }
  | { readonly is: 'broken'; readonly id: number }
  | { readonly is: 'close' };

/** Something broke behind the door, and was logged there with all that is known of it. */
export class BrokenBehind extends Error {}

/** Asks the desk what the door asked, and makes the message that answers it. Only words travel: not all that is thrown can be copied. */
export async function answerTo(question: Question, desk: AgentDesk): Promise<ToDoor> {
  const { id } = question;
  try {
    return { is: 'told', id, what: await asked(question, desk) };
  } catch (error) {
    if (!(error instanceof BodyRefused)) {
      desk.failed(question.is === 'answer' ? question.call.path : question.is, error);
      return { is: 'broken', id };
    }
    const { counter, message, status } = error;
    return { is: 'refused', id, counter, message, status };
  }
}

function asked(question: Question, desk: AgentDesk): Promise<string | boolean> {
  switch (question.is) {
    case 'knowsNode':
      return desk.knowsNode(question.key);
    case 'answer':
      return desk.answer(question.call);
    case 'tooLarge':
      return desk.tooLarge(question.authorization, question.reason);
  }
}

import type { MessagePort } from 'node:worker_threads';
import type { AgentDesk, Call } from './agent-desk.ts';
import { BodyRefused } from './body-limits.ts';
import { BrokenBehind, type FromDoor, type Question, type ToDoor } from './door-messages.ts';

/** So long and of so many nodes the door remembers that they are known: it only says how much of their body is read, never what is theirs. */
const rememberedMs = 600_000;
const rememberedMax = 20_000;

type Unnumbered<Q> = Q extends Question ? Omit<Q, 'id'> : never;

/** The desk as the thread of the door sees it: every question goes over the port and waits for its answer. */
export class FarDesk implements AgentDesk {
  readonly #port: MessagePort;
  readonly #elapsedMs: () => number;
  readonly #waiting = new Map<number, { resolve: (what: never) => void; reject: (error: unknown) => void }>();
  readonly #nodes = new Map<string, number>();
  #asked = 0;

  constructor(port: MessagePort, elapsedMs: () => number) {
    this.#port = port;
    this.#elapsedMs = elapsedMs;
  }

  async knowsNode(key: string): Promise<boolean> {
    const since = this.#nodes.get(key);
    if (since !== undefined && this.#elapsedMs() - since < rememberedMs) return true;
    const isKnown = await this.#ask<boolean>({ is: 'knowsNode', key });
    this.#nodes.delete(key);
    if (!isKnown) return false;
    if (this.#nodes.size >= rememberedMax) this.#nodes.delete(this.#nodes.keys().next().value!);
    this.#nodes.set(key, this.#elapsedMs());
    return true;
  }

  answer(call: Call): Promise<string> {
    return this.#ask({ is: 'answer', call });
  }

  tooLarge(authorization: string | undefined, reason: string): Promise<boolean> {
    return this.#ask({ is: 'tooLarge', authorization, reason });
  }

  count(name: string): void {
    this.#tell({ is: 'count', name });
  }

  refusedEnrolment(address: string): void {
    this.#tell({ is: 'refusedEnrolment', address });
  }

  failed(path: string, error: unknown): void {
    if (error instanceof BrokenBehind) return;
    this.#tell({ is: 'failed', path, words: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  /** What came over the port in answer to a question. */
  hear(message: Exclude<ToDoor, { is: 'close' }>): void {
    const asked = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.is === 'told') asked?.resolve(message.what as never);
    else if (message.is === 'broken') asked?.reject(new BrokenBehind());
    else asked?.reject(new BodyRefused(message.counter, message.message, message.status));
  }

  #ask<T>(question: Unnumbered<Question>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#asked += 1;
      this.#waiting.set(this.#asked, { resolve, reject });
      this.#tell({ ...question, id: this.#asked });
    });
  }

  #tell(message: FromDoor): void {
    this.#port.postMessage(message);
  }
}

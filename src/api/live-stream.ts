import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { targetsSince } from '../live/index.ts';
import type { StreamEvent } from './contract-live.ts';
import type { LiveRouteDeps } from './live.routes.ts';
import { askDetail, targetRow } from './live.views.ts';

interface Opening {
  readonly person: string;
  /** The last change that the reader knows. */
  readonly after: number;
  readonly reply: FastifyReply;
}

/** A proxy takes a connection without a word for dead after a minute at the least. */
const heartbeatMs = 15_000;
/** Then the browser comes back by itself, and who it is is looked at anew. */
const streamMsMax = 120_000;
/** Between two events at the least: a thousand answers in a second are a few events. */
const restMs = 200;
const targetsPerEventMax = 200;

/** That something changed: given any number of times, taken once. */
class Signal {
  #wake = () => {};
  #given = false;
  ended = false;

  give(): void {
    this.#given = true;
    this.#wake();
  }
  take(): void {
    this.#given = false;
  }
  /** False where it has ended already. */
  end(): boolean {
    if (this.ended) return false;
    this.ended = true;
    this.#wake();
    return true;
  }
  given(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (this.#given || this.ended) resolve();
    });
  }
}

const drained = (raw: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    raw.once('drain', resolve);
    raw.once('close', resolve);
  });

/**
 * Streams of what becomes of an ask. One connection for a person: a second one ends the first, so that a page left open in many
 * tabs holds one place of the server.
 */
export class LiveStreams {
  readonly #deps: LiveRouteDeps;
  readonly #open = new Map<string, (replaced?: boolean) => void>();

  constructor(deps: LiveRouteDeps) {
    this.#deps = deps;
  }

  open(askId: string, { person, after, reply }: Opening): void {
    this.#open.get(person)?.(true);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    const signal = new Signal();
    const stopWatching = this.#deps.live.watch(askId, () => signal.give());
    const end = (replaced = false) => {
      if (!signal.end()) return;
      // Told, or the two would take the place from one another for ever.
      if (replaced) raw.write('event: replaced\ndata: {}\n\n');
      clearInterval(heartbeat);
      clearTimeout(longest);
      stopWatching();
      if (this.#open.get(person) === end) this.#open.delete(person);
      raw.end();
    };
    const heartbeat = setInterval(() => raw.write(': \n\n'), heartbeatMs);
    const longest = setTimeout(() => end(), streamMsMax);
    this.#open.set(person, end);
    raw.once('close', () => end());
    this.#pump(askId, after, raw, signal).then(
      () => end(),
      () => end(),
    );
  }

  /** Writes what changes until the ask or the stream has ended. */
  async #pump(askId: string, after: number, raw: ServerResponse, signal: Signal): Promise<void> {
    for (let from = after; !signal.ended; ) {
      signal.take();
      const event = await this.#event(askId, from);
      if (signal.ended) return;
      from = event.targets.at(-1)?.seq ?? from;
      // A reader that does not read gets no more than what the connection holds.
      if (!raw.write(`id: ${from}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`)) await drained(raw);
      if (event.targets.length === targetsPerEventMax) continue;
      if (event.ask.ended !== null) {
        raw.write(`id: ${from}\nevent: ended\ndata: {}\n\n`);
        return;
      }
      await signal.given();
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  }

  /** Ends all streams: the server is closing. */
  close(): void {
    for (const end of [...this.#open.values()]) end();
  }

  async #event(askId: string, after: number): Promise<StreamEvent> {
    // The ask first: were it read behind the devices, it could have ended with a device that the event does not show.
    const ask = await askDetail(this.#deps, askId);
    const targets = await targetsSince(this.#deps.pool, askId, after, targetsPerEventMax);
    return { targets: targets.map(targetRow), ask };
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import { isUnavailable, type Pool } from '../db/pool.ts';
import type { Channel } from './notice.ts';
import type { Outcome, Transport } from './outcome.ts';
import type { NotifySettings, ReadyChannel } from './settings.ts';
import { type ClaimedNotice, claimNext, type Finished, finishNotice, markInterrupted } from './store.ts';
import { openTransport, type TransportDeps } from './transports.ts';

/** When quiet hours and closed days end; the moment itself, or an earlier one, where it is not quiet. */
export interface QuietHours {
  nextQuietEnd(at: Date): Date;
}

export interface SenderDeps extends TransportDeps {
  readonly pool: Pool;
  readonly log: Log;
  readonly settings: NotifySettings;
  readonly quiet: QuietHours;
}

/** Mails under way at once: so many may be uncertain after a crash, and no more. Chat services are spoken to one at a time. */
export const mailWorkers = 4;
/** How often the queue is looked at without being woken: for what has to wait for a time. */
export const pollEveryMs = 15_000;
/** After each failed attempt. Together almost four days, as long as mail servers commonly try. */
export const backoffMinutes = [1, 5, 15, 60, 180, 360, 720, 720, 720, 1440, 1440] as const;
export const attemptsMax = backoffMinutes.length + 1;
/** At the end of the server: what is under way may finish so long. */
const stopWithinMs = 10_000;
const databaseRetryMs = 500;

/**
 * Sends what is due, at most once. A notice is committed as `sending` before its first byte leaves. If the server dies then, nobody
 * can know whether it arrived: it becomes `uncertain` at the next start, and only a person has it sent again. The other way round
 * (send, then note) would deliver some mails twice after every crash.
 */
export class Sender {
  readonly #deps: SenderDeps;
  /** Tells this run of the server from earlier ones. */
  readonly #me = newId();
  readonly #open = new Set<Transport>();
  readonly #pausedUntil = new Map<Channel, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopping = false;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
    // New settings may have mended what the pause was for.
    deps.settings.onChange(() => {
      this.#pausedUntil.clear();
      this.wake();
    });
  }

  /** Calls uncertain what an earlier run left on its way, and begins. Returns how many those were. */
  async start(): Promise<number> {
    const interrupted = await markInterrupted(this.#deps.pool, this.#me);
    if (interrupted > 0) this.#deps.log.warn({ interrupted }, 'notices were on their way when the server stopped; a person decides');
    this.#timer = setInterval(() => this.wake(), pollEveryMs);
    this.wake();
    return interrupted;
  }

  /** There is something new in the queue: call it after the commit. */
  wake(): void {
    this.runDue().catch((error: unknown) => this.#deps.log.error({ err: error }, 'could not send notices'));
  }

  /** Sends until nothing is due any more. */
  runDue(): Promise<void> {
    if (this.#stopping) return this.#running ?? Promise.resolve();
    this.#again = true;
    this.#running ??= this.#runs().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Takes nothing new, lets what is under way finish, and breaks it off after ten seconds: it is then uncertain. */
  async stop(withinMs = stopWithinMs): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    if (!this.#running) return;
    const over = new AbortController();
    const ended = this.#running.catch(() => {}); // told already by `wake`
    await Promise.race([ended, wait(withinMs, undefined, { signal: over.signal }).catch(() => {})]);
    over.abort();
    for (const transport of this.#open) transport.abort();
    await ended;
  }

  async #runs(): Promise<void> {
    while (this.#again && !this.#stopping) {
      this.#again = false;
      const ready = [...(await this.#deps.settings.ready()).values()];
      const workers = ready.flatMap((channel) =>
        Array.from({ length: channel.channel === 'mail' ? mailWorkers : 1 }, () => this.#work(channel)),
      );
      // All workers end before an error of one is passed on: none goes on unseen.
      const ends = await Promise.allSettled(workers);
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    }
  }

  async #work(ready: ReadyChannel): Promise<void> {
    let transport: Transport | null = null;
    try {
      for (;;) {
        const notice = await this.#claim(ready.channel);
        if (!notice) return;
        if (!transport) {
          transport = openTransport(ready, this.#deps);
          this.#open.add(transport);
        }
        const outcome = await this.#send(transport, notice);
        if (outcome.is === 'later' && outcome.pauseMs !== undefined)
          this.#pausedUntil.set(ready.channel, this.#deps.clock.now().getTime() + outcome.pauseMs);
        await this.#finish(notice, outcome);
      }
    } finally {
      if (transport) {
        this.#open.delete(transport);
        transport.close();
      }
    }
  }

  async #claim(channel: Channel): Promise<ClaimedNotice | undefined> {
    const { pool, clock, quiet } = this.#deps;
    const at = clock.now();
    if (this.#stopping || (this.#pausedUntil.get(channel) ?? 0) > at.getTime()) return undefined;
    return claimNext(pool, { by: this.#me, at, channel, urgentOnly: quiet.nextQuietEnd(at) > at });
  }

  async #send(transport: Transport, notice: ClaimedNotice): Promise<Outcome> {
    try {
      return await transport.send(notice);
    } catch (error) {
      // A mistake of ours, not of the other side: nothing says how far it came.
      this.#deps.log.error({ err: error, channel: notice.channel }, 'a notice could not be sent');
      return { is: 'uncertain', problem: 'settings', words: '' };
    }
  }

  async #finish(notice: ClaimedNotice, outcome: Outcome): Promise<void> {
    const finished = this.#finished(notice, outcome);
    for (;;) {
      try {
        const stored = await finishNotice(this.#deps.pool, this.#me, notice.id, finished);
        if (!stored)
          this.#deps.log.warn({ notice: notice.id, state: finished.state }, 'a notice was decided on by somebody else meanwhile');
        return;
      } catch (error) {
        // The mail is out; only the note of it is missing. As long as the server runs it knows, so it tries to write it down.
        if (!isUnavailable(error) || this.#stopping) throw error;
        await wait(databaseRetryMs);
      }
    }
  }

  #finished({ attempts }: ClaimedNotice, outcome: Outcome): Finished {
    const at = this.#deps.clock.now();
    if (outcome.is === 'sent') return { state: 'sent', at, nextAt: at, problem: null, words: null };
    const { problem, words } = outcome;
    if (outcome.is === 'uncertain') return { state: 'uncertain', at, nextAt: at, problem, words };
    const minutes = outcome.is === 'later' ? backoffMinutes[attempts - 1] : undefined;
    if (minutes === undefined) return { state: 'dead', at, nextAt: at, problem, words };
    return { state: 'failed', at, nextAt: new Date(at.getTime() + minutes * 60_000), problem, words };
  }
}

import { Worker } from 'node:worker_threads';
import { type Counted, Tally } from './meters.ts';
import type { Intervals } from './timetable.ts';

/** What one thread is given to play. */
export interface FleetPart {
  readonly port: number;
  readonly authority: string;
  readonly secret: string;
  readonly run: string;
  /** Number of its first agent, and how many it plays. */
  readonly first: number;
  readonly count: number;
  readonly everyMs: Intervals;
  readonly enrolmentsAtOnce: number;
  /** Of agents that were enrolled before. */
  readonly nodeKeys: readonly string[] | null;
}

export interface Taken extends Counted {
  readonly handshakes: number;
  readonly resumed: number;
  /** How late the thread itself was: what it measures is longer by that. */
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
}

export interface FleetActs {
  /** How many were refused. */
  enrol(given: number | null): Promise<number>;
  /** Each agent fetches its configuration, as it does before all else when it starts. */
  configure(given: number | null): Promise<void>;
  start(firstPollWithinMs: number | null): Promise<void>;
  stop(given: number | null): Promise<void>;
  toldAll(given: number | null): Promise<number>;
  /** What was counted since the last time; handshakes since the beginning. */
  takeTally(given: number | null): Promise<Taken>;
  acknowledged(given: number | null): Promise<string[]>;
}

/**
 * All agents, in several threads: agents are machines of their own. In one thread each call would wait for the work of ten thousand
 * others, and that wait would be measured as the server's.
 */
export class Fleet {
  readonly #workers: readonly Worker[];
  readonly #waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  #asked = 0;

  constructor(given: Omit<FleetPart, 'first' | 'count'>, hosts: number, threads: number) {
    const share = Math.ceil(hosts / threads);
    this.#workers = Array.from({ length: Math.ceil(hosts / share) }, (_, at) => {
      const first = at * share;
      const count = Math.min(share, hosts - first);
      const nodeKeys = given.nodeKeys?.slice(first, first + count) ?? null;
      const worker = new Worker(new URL('./fleet-part.ts', import.meta.url), {
        workerData: { ...given, first, count, nodeKeys },
        resourceLimits: { maxYoungGenerationSizeMb: 48 },
      });
      worker.on('message', ({ id, result, problem }: { id: number; result?: never; problem?: string }) => {
        const asked = this.#waiting.get(id)!;
        this.#waiting.delete(id);
        if (problem === undefined) asked.resolve(result as never);
        else asked.reject(new Error(problem));
      });
      worker.on('error', (error) => {
        for (const { reject } of this.#waiting.values()) reject(error);
      });
      return worker;
    });
  }

  /** Every thread does it; their answers in order. */
  all<A extends keyof FleetActs>(act: A, given: number | null = null): Promise<Awaited<ReturnType<FleetActs[A]>>[]> {
    return Promise.all(
      this.#workers.map(
        (worker) =>
          new Promise<Awaited<ReturnType<FleetActs[A]>>>((resolve, reject) => {
            this.#asked += 1;
            this.#waiting.set(this.#asked, { resolve: resolve as (result: never) => void, reject });
            worker.postMessage({ id: this.#asked, act, given });
          }),
      ),
    );
  }

  async sum(act: 'enrol' | 'toldAll'): Promise<number> {
    return (await this.all(act)).reduce((sum, each) => sum + each, 0);
  }

  /** What all threads counted since the last time. */
  async take(): Promise<{ readonly tally: Tally } & Omit<Taken, keyof Counted>> {
    const parts = await this.all('takeTally');
    const tally = new Tally();
    for (const part of parts) tally.add(part);
    const total = (of: (part: Taken) => number) => parts.reduce((sum, part) => sum + of(part), 0);
    return {
      tally,
      handshakes: total(({ handshakes }) => handshakes),
      resumed: total(({ resumed }) => resumed),
      lagP99Ms: Math.max(...parts.map(({ lagP99Ms }) => lagP99Ms)),
      lagMaxMs: Math.max(...parts.map(({ lagMaxMs }) => lagMaxMs)),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

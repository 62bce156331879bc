import { intervals } from '../../src/sources/osquery/config.ts';
import type { SimulatedAgent } from './agent.ts';

/** The usual intervals. The configuration gives each computer its own, so much longer or shorter; the agent heeds that. */
export interface Intervals {
  readonly pollMs: number;
  readonly logMs: number;
  readonly configMs: number;
}

const quickPollMs = 5_000;

/**
 * Drives one agent as the real one drives itself: three threads of its own, each waiting its interval after it has done
 * its work, and quick polls while the server asks for them.
 */
export class Timetable {
  readonly #agent: SimulatedAgent;
  readonly #intervals: Intervals;
  readonly #timers = new Set<NodeJS.Timeout>();
  #logMs = 0;
  #work = 0;
  #running = false;

  constructor(agent: SimulatedAgent, intervals: Intervals) {
    this.#agent = agent;
    this.#intervals = intervals;
  }

  /**
   * Each thread begins somewhere within its interval, as the computers of a company do, and not in step with the others.
   * The first poll of all may be spread over a longer time than the interval.
   */
  start(firstPollWithinMs = this.#intervals.pollMs): void {
    const { configMs } = this.#intervals;
    // The agent reads this one when it starts, and not again.
    this.#logMs = this.#intervals.logMs * (this.#agent.intervals.logSeconds / intervals.logSeconds);
    this.#running = true;
    this.#after(Math.random() * firstPollWithinMs, () => this.#poll());
    this.#after(Math.random() * this.#logMs, () => this.#log());
    this.#after(Math.random() * configMs, () => this.#config());
  }

  /** No new calls; resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.#running = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    while (this.#work > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  #after(ms: number, work: () => Promise<void>): void {
    if (!this.#running) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#work += 1;
      void work().finally(() => {
        this.#work -= 1;
      });
    }, ms);
    this.#timers.add(timer);
  }

  async #poll(): Promise<void> {
    await this.#agent.poll();
    const quick = performance.now() < this.#agent.quickUntil;
    const pollMs = this.#intervals.pollMs * (this.#agent.intervals.distributedSeconds / intervals.distributedSeconds);
    this.#after(quick ? quickPollMs : pollMs, () => this.#poll());
  }

  async #log(): Promise<void> {
    // The longest lists of a busy computer: three changes a minute, and once in ten minutes a complaint of the agent.
    this.#agent.happen(3, Math.random() < 0.1 ? 1 : 0);
    await this.#agent.flush();
    this.#after(this.#logMs, () => this.#log());
  }

  async #config(): Promise<void> {
    await this.#agent.config();
    this.#after(this.#intervals.configMs, () => this.#config());
  }
}

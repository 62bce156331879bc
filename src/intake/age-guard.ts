import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Pool } from '../db/pool.ts';
import { type ClockSeen, keepClockSeen, readClockSeen } from './age-guard.store.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A longer step than this is a clock that jumped, or a server that was off: from here they look the same. Longer than a weekend. */
export const jumpMs = 3 * dayMs;
/** So long the server runs on before what is old by its clock is deleted again. */
export const runsOnMs = dayMs;
/** Time that passes between two looks counts as run up to here; a machine that slept longer did not run. */
const lookMs = 2 * hourMs;
/** What is remembered is written down so often, or the moment that it changes. */
const keepEveryMs = 600_000;

interface AgeGuardDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether other clocks say that this server's is off by days: then it is not believed, however long it runs on. */
  readonly isDoubted: (now: Date) => Promise<boolean>;
}

/**
 * Whether what is old by the clock may be deleted. What was received carries the server's own time, so that a clock that jumps years ahead
 * makes everything old at once, and what is deleted then is not there when the clock is put right. Therefore nothing is deleted after a
 * jump, ahead or back, until the server has run on for a day; and not then either while time servers or devices contradict its clock.
 * A server that was off for long waits out the same day, and then deletes as ever: what is kept a day too long does no harm.
 *
 * What it cannot know: where no time server is named and no device tells its time, nothing contradicts a wrong clock after that day.
 */
export class AgeGuard {
  readonly #deps: AgeGuardDeps;
  #seen: ClockSeen;
  #keptAt: Date | null = null;
  #saidDoubted = false;

  private constructor(deps: AgeGuardDeps, seen: ClockSeen) {
    this.#deps = deps;
    this.#seen = seen;
  }

  static async open(deps: AgeGuardDeps): Promise<AgeGuard> {
    const seen = await readClockSeen(deps.pool);
    return new AgeGuard(deps, seen ?? { seenAt: deps.clock.now(), heldSince: null, ranMs: 0 });
  }

  /** Looks at the clock and says whether it is to be believed. For every timer that deletes by age, right before it does. */
  async mayDelete(): Promise<boolean> {
    const now = this.#deps.clock.now();
    const before = this.#seen;
    this.#look(now);
    if (this.#seen.heldSince !== null && this.#seen.ranMs >= runsOnMs && !(await this.#isDoubted(now))) this.#release();
    const changed = before.heldSince?.getTime() !== this.#seen.heldSince?.getTime();
    if (changed || this.#keptAt === null || Math.abs(now.getTime() - this.#keptAt.getTime()) >= keepEveryMs) {
      this.#keptAt = now;
      await keepClockSeen(this.#deps.pool, this.#seen);
    }
    return this.#seen.heldSince === null;
  }

  #look(now: Date): void {
    const { seenAt, heldSince, ranMs } = this.#seen;
    const stepMs = now.getTime() - seenAt.getTime();
    if (Math.abs(stepMs) > jumpMs) {
      this.#seen = { seenAt: now, heldSince: now, ranMs: 0 };
      this.#saidDoubted = false;
      this.#deps.log.warn(
        { from: seenAt.toISOString(), to: now.toISOString() },
        'the clock jumped, or the server was off for days: nothing is deleted by its age until it has run on for a day',
      );
      return;
    }
    const ran = heldSince !== null && stepMs > 0 && stepMs <= lookMs ? stepMs : 0;
    this.#seen = { seenAt: now, heldSince, ranMs: ranMs + ran };
  }

  async #isDoubted(now: Date): Promise<boolean> {
    if (!(await this.#deps.isDoubted(now))) return false;
    if (!this.#saidDoubted)
      this.#deps.log.warn({ now: now.toISOString() }, 'other clocks contradict this server’s by days: still nothing is deleted by its age');
    this.#saidDoubted = true;
    return true;
  }

  #release(): void {
    const { seenAt, heldSince } = this.#seen;
    if (heldSince === null) return;
    this.#seen = { seenAt, heldSince: null, ranMs: 0 };
    this.#deps.log.info({ heldSince: heldSince.toISOString() }, 'the clock went on for a day: what is old is deleted again');
  }
}

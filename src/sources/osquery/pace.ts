/** What there is room for now, as the schedule of a device asks it. */
export interface Room {
  /** Whether a device may begin to tell what takes this many rounds. What has begun is told to its end. */
  begins(rounds: number): boolean;
  /** Others wait to begin: what can wait a few minutes shall. */
  readonly isCrowded: boolean;
  /** Answers wait too long for their commit: nothing but what proves that a device lives. */
  readonly isBehind: boolean;
  /** How long a minute question that was answered waits at most where it is crowded or behind, in milliseconds. */
  readonly minuteWaitMs: number;
}

/** Room without end, where nobody measures. */
export const unlimited: Room = { begins: () => true, isCrowded: false, isBehind: false, minuteWaitMs: 0 };

export interface PaceDeps {
  /** Milliseconds that only go on: the process's own, not the wall's. */
  readonly elapsedMs: () => number;
  /** How much of the server was in use since this was last asked: 0 nothing, 1 all that there is. */
  readonly takeLoad: () => number;
  readonly isBehind: () => boolean;
  /** After so long a device counts as silent, in milliseconds: the company's value. */
  readonly silentAfterMs: () => number;
}

/** Rounds a second that may begin. It starts where a company of 300 that switches on at nine o'clock notices nothing. */
const roundsPerSecond = { min: 1, start: 20, max: 200 };
/** What may begin at once after a quiet time. */
const burstRounds = 120;
/** Above the first an agent's call is no longer quick, and less begins; below the second more does. */
const load = { tooMuch: 0.9, little: 0.75 };
const adjustMs = 2_000;
const slower = 0.8;
const fasterBy = 2;
/** So long after somebody was last told to wait. */
const crowdedMs = 60_000;

/**
 * How many devices may tell at once what is asked by the hour and by the day. A whole fleet that does so for the first time, after a new
 * set of checks, or at nine in the morning, would bring more than can be stored in time: calls would fail and everything would be sent
 * again. So the server asks no faster than it stores: additive increase, multiplicative decrease, by how much of the server is in use.
 */
export class Pace implements Room {
  readonly #deps: PaceDeps;
  #perSecond = roundsPerSecond.start;
  #left = burstRounds;
  #filledAt: number;
  #adjustedAt: number;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: PaceDeps) {
    this.#deps = deps;
    this.#filledAt = deps.elapsedMs();
    this.#adjustedAt = this.#filledAt;
  }

  begins(rounds: number): boolean {
    const now = this.#deps.elapsedMs();
    this.#adjust(now);
    this.#left = Math.min(burstRounds, this.#left + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
    if (this.#left <= 0) {
      this.#refusedAt = now;
      return false;
    }
    // The last one may take more than is left: its device tells all of it, and the next waits longer for that.
    this.#left -= rounds;
    return true;
  }

  get isCrowded(): boolean {
    return this.#deps.elapsedMs() - this.#refusedAt < crowdedMs;
  }

  get isBehind(): boolean {
    return this.#deps.isBehind();
  }

  /** Less than half of what calls a device silent, the minute of a poll aside. */
  get minuteWaitMs(): number {
    return this.#deps.silentAfterMs() * 0.4;
  }

  /** Rounds a second that may begin now. */
  get perSecond(): number {
    return this.#perSecond;
  }

  #adjust(now: number): void {
    if (now - this.#adjustedAt < adjustMs) return;
    this.#adjustedAt = now;
    const used = this.#deps.takeLoad();
    if (used > load.tooMuch) this.#perSecond = Math.max(roundsPerSecond.min, this.#perSecond * slower);
    else if (used < load.little && this.isCrowded) this.#perSecond = Math.min(roundsPerSecond.max, this.#perSecond + fasterBy);
  }
}

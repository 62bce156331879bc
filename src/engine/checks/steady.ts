import type { DeviceTraits } from '../../facts/kind.ts';
import type { Verdict } from '../../mechanism/check.ts';

/** The verdicts on one fact of one device, as they stand in the database. */
export interface SteadyVerdicts {
  readonly traits: DeviceTraits;
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/**
 * Verdicts on the facts that are seen again each minute, in memory: whoever sees the same fact again may ask whether anything would
 * change. Only what is committed stands here, and whatever else writes verdicts empties it first: when in doubt nothing is known, and
 * the long way through the database is gone.
 */
export class Steady {
  readonly #held = new Map<string, SteadyVerdicts>();
  #judged = new Map<string, SteadyVerdicts>();
  #writes = 0;
  #writesAtJudgement = 0;

  /** Judged within a transaction that is not committed yet. */
  judged(key: string, verdicts: SteadyVerdicts): void {
    this.#held.delete(key);
    this.#judged.set(key, verdicts);
  }

  /** The transaction of the last judgement begins, or begins anew: what was judged before and never settled is forgotten. */
  begin(): void {
    this.#judged = new Map();
    this.#writesAtJudgement = this.#writes;
  }

  /** The last judgement is committed. Where something else wrote verdicts meanwhile, nobody knows which came last. */
  settled(): void {
    if (this.#writes === this.#writesAtJudgement) for (const [key, verdicts] of this.#judged) this.#held.set(key, verdicts);
    this.#judged = new Map();
  }

  /** Something else writes verdicts of these devices. */
  disturbed(deviceIds: Iterable<string>): void {
    this.#writes += 1;
    const gone = new Set(deviceIds);
    for (const key of this.#held.keys()) if (gone.has(key.slice(0, key.indexOf(' ')))) this.#held.delete(key);
  }

  get(key: string): SteadyVerdicts | undefined {
    return this.#held.get(key);
  }
}

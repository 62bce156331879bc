import type { Draft } from './store.ts';

/**
 * What one device may bring in a day that differs from what it said before. An honest one brings some hundred facts on its first day and
 * a few later; one that says another thing at each call would fill the disk and the ledger of the whole company.
 */
export const changesPerDayMax = { facts: 10_000, chars: 50_000_000 } as const;

const dayMs = 86_400_000;
/** As much as the number of an item takes, where it came and where it went. */
const charsOfItem = 8;

interface Spent {
  facts: number;
  chars: number;
}

/** Counted in memory: after a start a device has its whole day again. */
export class ChangeBudget {
  readonly #spent = new Map<string, Spent>();
  #day = 0;

  /** Whether a fact of the device that differs may be stored; counts it. What is not stored confirms nothing either: it grows old. */
  allows({ deviceId, body, collected }: Draft, now: Date): boolean {
    const day = Math.floor(now.getTime() / dayMs);
    if (day !== this.#day) this.#spent.clear();
    this.#day = day;
    const spent = this.#spent.get(deviceId) ?? { facts: 0, chars: 0 };
    this.#spent.set(deviceId, spent);
    spent.facts += 1;
    spent.chars += (JSON.stringify(body ?? null)?.length ?? 0) + (collected?.items.length ?? 0) * charsOfItem;
    return spent.facts <= changesPerDayMax.facts && spent.chars <= changesPerDayMax.chars;
  }
}

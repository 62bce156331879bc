import type { Delivery } from './index.ts';

export interface Waiting {
  /** In milliseconds of the process. */
  readonly since: number;
  readonly delivery: Delivery;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** At most this many deliveries in one transaction, with so many lines in all; the rest waits for the next one. */
const deliveriesPerCommitMax = 500;
const linesPerCommitMax = 10_000;
/**
 * Lists are stored several together, because the sums of what they have in common are then written once: so many, or those that came within
 * this time. The first one after a quiet time does not wait, and what is no list never waits for one.
 */
const listsPerCommit = 12;
const listsWaitMs = 400;
/** Deliveries that wait while still nobody is in a hurry. */
const calmMax = 3;
/** Beyond these the server is behind: the agent gives its call up after 16 s, and then brings everything once more. */
const waitingMax = 200;
const waitingMsMax = 500;

/** What was handed in and waits for its commit, and what goes into the next one. */
export class Queue {
  #waiting: Waiting[] = [];
  #waited = { count: 0, ms: 0 };
  #listsTakenAt = Number.NEGATIVE_INFINITY;
  #listsCameTogether = false;
  #waken: (() => void) | null = null;

  get length(): number {
    return this.#waiting.length;
  }

  push(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#waken?.();
  }

  /** The next deliveries that are light enough for one transaction; none where only lists wait that may still wait. */
  take(now: number): Waiting[] {
    const takesLists = this.#takesLists(now);
    let weight = 0;
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    for (const each of this.#waiting) {
      const isFull = batch.length === deliveriesPerCommitMax || (batch.length > 0 && weight + weightOf(each.delivery) > linesPerCommitMax);
      if (isFull || (!takesLists && hasList(each.delivery))) {
        left.push(each);
        continue;
      }
      weight += weightOf(each.delivery);
      batch.push(each);
    }
    this.#waiting = left;
    return batch;
  }

  #takesLists(now: number): boolean {
    const lists = this.#waiting.filter(({ delivery }) => hasList(delivery));
    const first = lists[0];
    if (first === undefined) return false;
    // Where nothing comes at once, nothing is won by a wait.
    const isCalm = lists.length === 1 && !this.#listsCameTogether && this.#waiting.length <= calmMax;
    const isLong = now - first.since >= listsWaitMs || now - this.#listsTakenAt >= listsWaitMs;
    if (!isCalm && !isLong && lists.length < listsPerCommit) return false;
    this.#listsTakenAt = now;
    this.#listsCameTogether = lists.length > 1;
    return true;
  }

  /** Resolves when something more is handed in, or when the lists have waited long enough. */
  async more(now: number): Promise<void> {
    const left = listsWaitMs - (now - (this.#waiting[0]?.since ?? now));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, left));
      this.#waken = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#waken = null;
  }

  /** These are stored now: what they waited counts. */
  stored(batch: readonly Waiting[], now: number): void {
    const counted = batch.filter(({ delivery }) => !hasList(delivery));
    for (const { since } of counted) this.#waited.ms += now - since;
    this.#waited.count += counted.length;
  }

  /**
   * How long deliveries waited for their commit on average since this was last asked, in milliseconds; those that still wait count as
   * well, and lists, which wait by design, do not.
   */
  takeMeanWaitMs(now: number): number {
    let { count, ms } = this.#waited;
    this.#waited = { count: 0, ms: 0 };
    for (const { since, delivery } of this.#waiting) {
      if (hasList(delivery)) continue;
      count += 1;
      ms += now - since;
    }
    return count === 0 ? 0 : ms / count;
  }

  /** True while deliveries wait so long, or so many of them, that asking for more would only make agents send the same again. */
  isBusy(now: number): boolean {
    const [first] = this.#waiting;
    if (first === undefined) return false;
    return this.#waiting.length > waitingMax || now - first.since > waitingMsMax + (hasList(first.delivery) ? listsWaitMs : 0);
  }
}

const hasList = ({ drafts = [] }: Delivery): boolean => drafts.some(({ collected }) => collected !== undefined);

/** In lines of a log. Most items of a list are known already, and cost a look into memory. */
const weightOf = ({ lines = [], drafts = [] }: Delivery): number =>
  lines.length + drafts.reduce((sum, { collected }) => sum + (collected?.items.length ?? 0), 0) / 4;

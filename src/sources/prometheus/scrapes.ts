import type { Sample } from '../../facts/sample.ts';
import { readingsOf } from './readings.ts';
import type { WrittenSample } from './remote-write.ts';
import type { MetricSample } from './text.ts';

/** Of one sender so many samples of one moment are held, and so many moments that are not whole yet. */
const heldMax = { samples: 20_000, moments: 4 } as const;
/** A sender's clock may be ahead a little. One sample of a far day must not end all that come before it. */
const aheadMsMax = 300_000;

interface Sender {
  readonly moments: Map<number, Map<string, MetricSample>>;
  /** Moments up to here were handed on. */
  done: number;
}

/**
 * Puts together again what Prometheus scraped at one moment: it sends the samples of one page in any order and in several requests, all
 * with the page's time. A moment is whole once the next but one began; until then it is held in memory only, so that a server that is
 * killed loses a minute or two.
 */
export class Scrapes {
  readonly #senders = new Map<string, Sender>();

  /** Takes samples of one sender and gives the numbers of the moments that are whole now. What says to come from the future is left out. */
  add(sender: string, samples: readonly WrittenSample[], now: Date): Sample[] {
    const held = this.#senders.get(sender) ?? { moments: new Map(), done: 0 };
    this.#senders.set(sender, held);
    const latest = now.getTime() + aheadMsMax;
    for (const { at, ...sample } of samples) {
      if (!Number.isSafeInteger(at) || at <= held.done || at > latest) continue;
      let moment = held.moments.get(at);
      if (moment === undefined) {
        moment = new Map();
        held.moments.set(at, moment);
      }
      // Prometheus marks the end of a series by a number that is none.
      if (!Number.isNaN(sample.value) && moment.size < heldMax.samples) moment.set(keyOf(sample), sample);
    }
    const times = [...held.moments.keys()].sort((a, b) => a - b);
    const whole = times.slice(0, Math.max(0, times.length - 2));
    return this.#take(held, whole);
  }

  /** Forgets senders that nobody names any more. */
  keep(named: ReadonlySet<string>): void {
    for (const sender of this.#senders.keys()) if (!named.has(sender)) this.#senders.delete(sender);
  }

  #take(held: Sender, times: readonly number[]): Sample[] {
    const numbers: Sample[] = [];
    for (const at of times) {
      numbers.push(...readingsOf([...held.moments.get(at)!.values()], new Date(at)));
      held.moments.delete(at);
      held.done = at;
    }
    return numbers;
  }
}

const keyOf = ({ name, labels }: MetricSample): string =>
  JSON.stringify([name, labels.cpu, labels.core, labels.mode, labels.mountpoint, labels.volume, labels.device]);

import { setImmediate } from 'node:timers/promises';

/** A call that comes in meanwhile waits no longer than this for its turn; a handshake of TLS needs several turns. */
const heldMsMax = 5;

/** Gives calls their turn between pieces of long work: there is one thread for everything. */
export class Turns {
  #since = performance.now();

  /** Whether this work has held the thread for as long as it may. */
  get isOver(): boolean {
    return performance.now() - this.#since > heldMsMax;
  }

  async give(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
  }
}

/** What `items.map(of)` gives, with turns for others in between. */
export async function mapInTurns<T, R>(items: readonly T[], of: (item: T) => R, turns = new Turns()): Promise<R[]> {
  const made: R[] = [];
  for (const item of items) {
    made.push(of(item));
    if (turns.isOver) await turns.give();
  }
  return made;
}

import type { Log } from '../base/log.ts';

/** What has been opened, to be closed in the reverse order: after a failed start as well as at the end. */
export class Opened {
  readonly #closers: (() => Promise<unknown> | unknown)[] = [];

  add(close: () => Promise<unknown> | unknown): void {
    this.#closers.unshift(close);
  }

  /** Closes everything; one part that fails does not keep the others open. */
  async close(log: Log): Promise<void> {
    for (const close of this.#closers.splice(0)) {
      try {
        await close();
      } catch (error) {
        log.error({ err: error }, 'a part did not stop cleanly');
      }
    }
  }
}

/** What one call may weigh. Logs of a thousand lines are larger than most servers allow, and a refused log is sent for ever. */
export const bodyLimits = {
  /** On the wire. */
  wireBytesMax: { log: 16 * 1024 * 1024, write: 16 * 1024 * 1024, other: 1024 * 1024 },
  /** After decompression: a gzip bomb stops here. */
  plainBytesMax: 64 * 1024 * 1024,
  /** In all calls at once: of agents that named themselves in the header, and of everybody else. */
  heldBytesMax: { agents: 160 * 1024 * 1024, strangers: 80 * 1024 * 1024 },
  /** A call this small is taken also where others hold all that may be held, and is parsed before its sender is known. */
  smallBytesMax: 64 * 1024,
  depthMax: 64,
  /** Values in one body: sixty thousand bytes of gzip can unfold to twenty million lists, which are gigabytes in memory. */
  valuesMax: 4_000_000,
  /** The agent itself gives up after 16 s. */
  readTimeoutMs: 30_000,
} as const;

/** A body that cannot be taken, with the name of the counter and the sentence for the agent's log. */
export class BodyRefused extends Error {
  readonly counter: string;
  readonly status: number;
  constructor(counter: string, message: string, status = 400) {
    super(message);
    this.counter = counter;
    this.status = status;
  }
}

/** The bytes that calls hold in memory at once. Who finds it full is told to send again: agents keep what was not stored. */
export class HeldBytes {
  readonly #max: number;
  #held = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** False where there is no room. `heldByThisCall` counts the new bytes too. */
  take(bytes: number, heldByThisCall: number): boolean {
    if (heldByThisCall > bodyLimits.smallBytesMax && this.#held + bytes > this.#max) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}

/** One call's share of what is held; `release` gives all of it back. */
export class HeldByCall {
  readonly #all: HeldBytes;
  #bytes = 0;

  constructor(all: HeldBytes) {
    this.#all = all;
  }

  take(bytes: number): boolean {
    if (!this.#all.take(bytes, this.#bytes + bytes)) return false;
    this.#bytes += bytes;
    return true;
  }

  release(): void {
    this.#all.give(this.#bytes);
    this.#bytes = 0;
  }
}

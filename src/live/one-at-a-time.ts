/** Work that is done one piece after another, in the order in which it was handed in. */
export class OneAtATime {
  #tail: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects as the work does; a piece that fails does not stop the next. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => {});
    return turn;
  }

  /** Waits until nothing is left, what came meanwhile included. */
  async idle(): Promise<void> {
    let before: unknown;
    while (before !== this.#tail) {
      before = this.#tail;
      await before;
    }
  }
}

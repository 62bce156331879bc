/**
 * Cells are saved while the person writes on. Of one line, one change goes after the other, each with the revision that the last
 * one made: two cells that were written quickly are no conflict with oneself. Lines do not wait for one another.
 */
export class SaveQueue {
  readonly #ends = new Map<string, Promise<unknown>>();
  readonly #own = new Map<string, number>();

  /** `seen` is the revision of the line as the person saw it. Rejects with what `send` rejects with; the next one still runs. */
  save<T extends { readonly revision: number }>(row: string, seen: number, send: (revision: number) => Promise<T>): Promise<T> {
    const before = this.#ends.get(row) ?? Promise.resolve();
    const done = before.then(async () => {
      const saved = await send(Math.max(seen, this.#own.get(row) ?? 0));
      this.#own.set(row, saved.revision);
      return saved;
    });
    const end = done.catch(() => undefined);
    this.#ends.set(row, end);
    void end.then(() => {
      if (this.#ends.get(row) === end) this.#ends.delete(row);
    });
    return done;
  }
}

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { sameSecret } from '../../base/hash.ts';
import { newSecret } from '../../base/id.ts';

const stored = z.object({
  current: z.string(),
  rotatedAt: z.string(),
  previous: z.string().nullable(),
  previousValidUntil: z.string().nullable(),
  /** Counted from 1; files of before it was counted hold the first. */
  generation: z.number().int().min(1).default(1),
});
type Stored = z.infer<typeof stored>;

/** After a rotation the old secret stays good for this long, so that a bundle being rolled out does not fail half-way. */
const overlapMs = 7 * 86_400_000;

/** The secret with which an agent enrols. It lies in one 0600 file; agents that are enrolled already do not need it. */
export class EnrolSecret {
  readonly file: string;
  readonly #clock: Clock;
  #stored: Stored;

  constructor(file: string, clock: Clock) {
    this.file = file;
    this.#clock = clock;
    if (existsSync(file)) {
      this.#stored = stored.parse(JSON.parse(readFileSync(file, 'utf8')));
    } else {
      this.#stored = {
        current: newSecret(),
        rotatedAt: clock.now().toISOString(),
        previous: null,
        previousValidUntil: null,
        generation: 1,
      };
      this.#write();
    }
  }

  get current(): string {
    return this.#stored.current;
  }

  /** The secrets that are good now. */
  good(): string[] {
    const { current, previous, previousValidUntil } = this.#stored;
    const old = previous !== null && previousValidUntil !== null && new Date(previousValidUntil) > this.#clock.now();
    return old ? [current, previous] : [current];
  }

  /** How many secrets there were, with the current one. */
  get generation(): number {
    return this.#stored.generation;
  }

  /** Which secret it is, of those that are good now; null for any other. */
  generationOf(secret: string): number | null {
    const at = this.good().findIndex((each) => sameSecret(each, secret));
    return at < 0 ? null : this.#stored.generation - at;
  }

  /** `atOnce` ends the old one now: where it got into wrong hands. A bundle that is being rolled out then fails half-way. */
  rotate(atOnce = false): void {
    const now = this.#clock.now();
    this.#stored = {
      current: newSecret(),
      rotatedAt: now.toISOString(),
      previous: atOnce ? null : this.#stored.current,
      previousValidUntil: atOnce ? null : new Date(now.getTime() + overlapMs).toISOString(),
      generation: this.#stored.generation + 1,
    };
    this.#write();
  }

  dates(): { rotatedAt: string; previousValidUntil: string | null } {
    const { rotatedAt, previousValidUntil } = this.#stored;
    return { rotatedAt, previousValidUntil: this.good().length > 1 ? previousValidUntil : null };
  }

  #write(): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const partial = `${this.file}.new`;
    writeFileSync(partial, JSON.stringify(this.#stored), { mode: 0o600 });
    renameSync(partial, this.file);
  }
}

import { canonicalJson } from '../base/hash.ts';
import type { Tx } from '../db/pool.ts';
import type { FactKind } from '../facts/kind.ts';
import { type Confirmation, confirmCurrent, type Draft } from './store.ts';

/** A fact that stands, as it is held in memory. */
export interface HeldFact {
  readonly deviceId: string;
  readonly kind: string;
  readonly factId: number;
  readonly body: unknown;
}
interface Held extends HeldFact {
  lastObservedAt: Date;
}

const keyOf = ({ deviceId, kind }: { deviceId: string; kind: string }): string => `${deviceId} ${kind}`;

/**
 * The newest facts of the kinds that every device is asked about each minute. Nearly all answers say the same again: they only move
 * the time at which the fact was last seen, and that is written for all devices together every few seconds. What is lost when the
 * server is killed are seconds of that time, so that a verdict may fall silent a little earlier, never later (decision 0021).
 */
export class Confirmed {
  readonly #kinds: ReadonlyMap<string, FactKind>;
  readonly #holds: ReadonlySet<string>;
  readonly #facts = new Map<string, Held>();
  #moved = new Map<string, Held>();
  /** Observations that wait for their commit: what is behind them in the queue must not overtake them. */
  readonly #waiting = new Map<string, number>();
  /** Ten thousand devices say the same few things: one object for each. */
  readonly #bodies = new Map<string, unknown>();

  constructor(kinds: ReadonlyMap<string, FactKind>, holds: ReadonlySet<string>) {
    this.#kinds = kinds;
    this.#holds = holds;
  }

  /** The facts that the drafts say again, or null where one of them says anything else, or is not held. */
  sayAgain(drafts: readonly Draft[]): readonly HeldFact[] | null {
    const facts: Held[] = [];
    for (const draft of drafts) {
      const held = this.#facts.get(keyOf(draft));
      if (!held || draft.unreadable || draft.collected || draft.neighbours || draft.observedAt < held.lastObservedAt) return null;
      const kind = this.#kinds.get(draft.kind)!;
      const parsed = kind.schema.safeParse(draft.body);
      if (!parsed.success || !kind.sameAs(held.body, parsed.data)) return null;
      facts.push(held);
    }
    return facts;
  }

  /** Moves the time at which the facts were last seen. Only what `sayAgain` gave, in the same step. */
  confirm(facts: readonly HeldFact[], drafts: readonly Draft[]): void {
    facts.forEach((fact, at) => {
      const held = fact as Held;
      held.lastObservedAt = drafts[at]!.observedAt;
      this.#moved.set(keyOf(held), held);
    });
  }

  /** These go the long way: until they are stored, nothing is known in memory of what they are about. */
  enqueued(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      if (!this.#holds.has(draft.kind)) continue;
      const key = keyOf(draft);
      this.#facts.delete(key);
      this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + 1);
    }
  }

  /** They came to their end; what was stored of them is held from now on, if nothing newer waits. */
  ended(drafts: readonly Draft[], stored: readonly (HeldFact & { unreadable: unknown; observedAt: Date })[]): void {
    for (const draft of drafts) {
      if (!this.#holds.has(draft.kind)) continue;
      const left = (this.#waiting.get(keyOf(draft)) ?? 1) - 1;
      if (left <= 0) this.#waiting.delete(keyOf(draft));
      else this.#waiting.set(keyOf(draft), left);
    }
    for (const fact of stored) {
      const key = keyOf(fact);
      if (!this.#holds.has(fact.kind) || fact.unreadable || this.#waiting.has(key)) continue;
      const { deviceId, kind, factId, observedAt } = fact;
      this.#facts.set(key, { deviceId, kind, factId, body: this.#shared(fact.body), lastObservedAt: observedAt });
    }
  }

  #shared(body: unknown): unknown {
    const text = canonicalJson(body);
    const known = this.#bodies.get(text);
    if (known !== undefined) return known;
    if (this.#bodies.size >= bodiesMax) this.#bodies.clear();
    this.#bodies.set(text, body);
    return body;
  }

  /** A device that is retired or changes its system has no facts that could be confirmed. */
  forget(deviceId: string): void {
    for (const kind of this.#holds) {
      this.#facts.delete(`${deviceId} ${kind}`);
      this.#moved.delete(`${deviceId} ${kind}`);
    }
  }

  get hasMoved(): boolean {
    return this.#moved.size > 0;
  }

  /** Writes the moved times within the transaction of the one writer. `undo` puts them back where it fails. */
  async write(tx: Tx): Promise<{ undo(): void }> {
    const moved = this.#moved;
    this.#moved = new Map();
    const undo = () => {
      for (const [key, held] of moved) if (!this.#moved.has(key)) this.#moved.set(key, held);
    };
    try {
      // Sorted, as every writer of these rows goes through them.
      const rows = [...moved].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, held]): Confirmation => ({ ...held }));
      if (rows.length > 0) await confirmCurrent(tx, rows);
    } catch (error) {
      undo();
      throw error;
    }
    return { undo };
  }
}

const bodiesMax = 50_000;

import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Log } from '../base/log.ts';
import type { Words } from '../base/text.ts';
import { inTransaction, isUnavailable, type Pool, type Tx } from '../db/pool.ts';
import type { Collected } from '../facts/collection.ts';
import type { FactKind } from '../facts/kind.ts';
import type { Neighbour } from '../facts/neighbours.ts';
import type { Sample } from '../facts/sample.ts';
import { ChangeBudget } from './budget.ts';
import { Confirmed, type HeldFact } from './confirmed.ts';
import { type Accepted, type CollectedSet, storeFacts } from './facts.ts';
import { Queue, type Waiting } from './queue.ts';
import { addCounters, type Draft, insertLines, insertQuarantine, type Line, type Quarantined } from './store.ts';

export { type Accepted, type CollectedSet, digestOf } from './facts.ts';
export type { Draft, Line, Quarantined } from './store.ts';

export interface DeviceSamples {
  readonly deviceId: string;
  readonly samples: readonly Sample[];
}

/** What one call of an agent brings: stored together or not at all, and answered only after the commit. */
export interface Delivery {
  readonly drafts?: readonly Draft[];
  /** Numbers for the series of devices: they are no facts, but stored with them. */
  readonly samples?: readonly DeviceSamples[];
  readonly lines?: readonly Line[];
  readonly quarantined?: readonly Quarantined[];
  readonly counts?: Readonly<Record<string, number>>;
}

/** The machines that one device saw in its networks. */
export interface SeenAround {
  readonly deviceId: string;
  readonly observedAt: Date;
  /** The body of the fact they came with. */
  readonly body: unknown;
  readonly neighbours: readonly Neighbour[];
}

export interface IntakeDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly kinds: ReadonlyMap<string, FactKind>;
  /**
   * Puts an observation together with what another source says of the same, as it is stored: what that source said last counts. Cannot
   * fail, and leaves the kinds of `holds` alone.
   */
  readonly complete?: (draft: Draft) => Draft;
  /** Which lists are too much to be kept: they become unreadable with these words. Asked in the same transaction, before anything is stored. */
  readonly refuse?: (
    tx: Tx,
    sets: readonly { readonly deviceId: string; readonly collected: Collected }[],
    now: Date,
  ) => Promise<ReadonlyMap<Collected, Words>>;
  /** Stores the items of collections, in the same transaction and before they are judged. */
  readonly collect?: (tx: Tx, sets: readonly CollectedSet[], now: Date) => Promise<void>;
  /** Keeps who stands in which segment, in the same transaction. */
  readonly onNeighbours?: (tx: Tx, seen: readonly SeenAround[], now: Date) => Promise<void>;
  /** Keeps numbers in their series, in the same transaction. */
  readonly onSamples?: (tx: Tx, samples: readonly DeviceSamples[]) => Promise<void>;
  /** Judges what was accepted, in the same transaction. */
  readonly afterAccept: (tx: Tx, accepted: readonly Accepted[]) => Promise<void>;
  /** Kinds that every device is asked about each minute: what only says the same again is not stored one by one (confirmed.ts). */
  readonly holds?: {
    readonly kinds: ReadonlySet<string>;
    /** Whether the verdicts on a fact that is seen again stay exactly as they are. */
    steady(facts: readonly HeldFact[], observedAt: Date): boolean;
    /** What was judged of these is committed. */
    settled(accepted: readonly Accepted[]): void;
  };
  /** Called after a commit that may have written to the ledger. */
  readonly afterCommit: () => void;
}

/** While calls come in at once, a commit begins no sooner than this after the one before it, so that more of them share it. */
const gatherMs = 25;
/** Of a quarantined content this many characters are kept; its whole length is said in the reason. */
const quarantineContentCharsMax = 20_000;
const quarantineReasonCharsMax = 2_000;

/** What one transaction stores. */
interface ToStore {
  readonly lines: readonly Line[];
  readonly quarantined: readonly Quarantined[];
  readonly valid: readonly Draft[];
  readonly samples: readonly DeviceSamples[];
  readonly counts: ReadonlyMap<string, number>;
  count(name: string, by: number): void;
}

/**
 * One writer for everything that comes in. Calls that arrive while a commit is under way share the next one, so that a
 * thousand agents cost tens of commits, not thousands. If a shared commit fails for another reason than an unreachable
 * database, its deliveries are tried one by one, so that one bad delivery never takes a good one with it.
 */
export class Intake {
  readonly #deps: IntakeDeps;
  readonly #queue = new Queue();
  #running: Promise<void> | null = null;
  readonly #confirmed: Confirmed;
  readonly #budget = new ChangeBudget();
  #confirmedCounts = new Map<string, number>();

  constructor(deps: IntakeDeps) {
    this.#deps = deps;
    this.#confirmed = new Confirmed(deps.kinds, deps.holds?.kinds ?? new Set());
  }

  /** Resolves after the commit; rejects where nothing of it was stored. */
  accept(delivery: Delivery): Promise<void> {
    if (this.#saysAgain(delivery)) return Promise.resolve();
    return new Promise((done, failed) => {
      this.#confirmed.enqueued(delivery.drafts ?? []);
      this.#queue.push({ since: performance.now(), delivery, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** Nothing but facts that stand, seen again, and no verdict moves: then only the time moves, and that is written with the next flush. */
  #saysAgain({ drafts = [], lines = [], samples = [], quarantined = [], counts = {} }: Delivery): boolean {
    if (!this.#deps.holds || drafts.length === 0 || lines.length + samples.length + quarantined.length > 0) return false;
    const facts = this.#confirmed.sayAgain(drafts);
    if (!facts?.every((fact, at) => this.#deps.holds!.steady([fact], drafts[at]!.observedAt))) return false;
    this.#confirmed.confirm(facts, drafts);
    for (const [name, by] of Object.entries(counts)) this.#confirmedCounts.set(name, (this.#confirmedCounts.get(name) ?? 0) + by);
    return true;
  }

  /** Writes when facts were last seen. Whoever asks the database for silence calls it before. */
  async flush(): Promise<void> {
    if (this.#confirmed.hasMoved || this.#confirmedCounts.size > 0) await this.accept({});
  }

  /** Drops what is held of a device that is retired or changes its system. */
  forget(deviceId: string): void {
    this.#confirmed.forget(deviceId);
  }

  /** See `Queue.takeMeanWaitMs`. */
  takeMeanWaitMs(): number {
    return this.#queue.takeMeanWaitMs(performance.now());
  }

  /** See `Queue.isBusy`. */
  get isBusy(): boolean {
    return this.#queue.isBusy(performance.now());
  }

  /** Waits until nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // Let the requests that are already in the event loop join this commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const begunAt = performance.now();
      const batch = this.#queue.take(begunAt);
      if (batch.length === 0) {
        await this.#queue.more(begunAt);
        continue;
      }
      try {
        await this.#commit(batch.map((item) => item.delivery));
        this.#queue.stored(batch, performance.now());
        for (const item of batch) item.done();
      } catch (error) {
        if (batch.length === 1 || isUnavailable(error)) {
          this.#deps.log.error({ err: error, deliveries: batch.length }, 'intake: commit failed');
          for (const item of batch) item.failed(error);
        } else {
          this.#deps.log.warn(
            { err: error, deliveries: batch.length },
            'intake: a shared commit failed; its deliveries are stored one by one',
          );
          await this.#oneByOne(batch);
        }
      }
      this.#deps.afterCommit();
      const leftMs = gatherMs - (performance.now() - begunAt);
      if (batch.length > 1 && leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
    }
    // In the same step as the look at the queue: what is handed in after it must find nobody at work.
    this.#running = null;
  }

  async #oneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const item of batch) {
      try {
        await this.#commit([item.delivery]);
        item.done();
      } catch (error) {
        this.#deps.log.error({ err: error }, 'intake: delivery refused');
        item.failed(error);
      }
    }
  }

  async #commit(deliveries: readonly Delivery[]): Promise<void> {
    const counts = new Map<string, number>();
    const count = (name: string, by: number) => counts.set(name, (counts.get(name) ?? 0) + by);
    for (const delivery of deliveries) for (const [name, by] of Object.entries(delivery.counts ?? {})) count(name, by);
    const quarantined = deliveries.flatMap((delivery) => delivery.quarantined ?? []).map(cutContent);
    const offered = deliveries.flatMap((delivery) => delivery.drafts ?? []);
    const { valid: parsed, refused } = this.#parse(offered);
    const valid = this.#deps.complete ? parsed.map(this.#deps.complete) : parsed;
    const lines = uniqueLines(deliveries.flatMap((delivery) => delivery.lines ?? []));
    const samples = deliveries.flatMap((delivery) => delivery.samples ?? []);
    quarantined.push(...refused);
    if (quarantined.length > 0) count('quarantined', quarantined.length);

    const confirmedCounts = this.#confirmedCounts;
    this.#confirmedCounts = new Map();
    for (const [name, by] of confirmedCounts) count(name, by);
    let stored: readonly Accepted[] = [];
    let written: { undo(): void } | undefined;
    try {
      await inTransaction(this.#deps.pool, async (tx) => {
        if (this.#confirmed.hasMoved) written = await this.#confirmed.write(tx);
        stored = await this.#store(tx, { lines, quarantined, valid, samples, counts, count });
      });
    } catch (error) {
      written?.undo();
      for (const [name, by] of confirmedCounts) this.#confirmedCounts.set(name, (this.#confirmedCounts.get(name) ?? 0) + by);
      this.#confirmed.ended(offered, []);
      throw error;
    }
    this.#confirmed.ended(offered, stored);
    this.#deps.holds?.settled(stored);
  }

  async #store(tx: Tx, { lines, quarantined, valid, samples, counts, count }: ToStore): Promise<readonly Accepted[]> {
    let stored: readonly Accepted[] = [];
    if (lines.length > 0) {
      const fresh = await insertLines(tx, lines);
      count('lines', fresh);
      if (fresh < lines.length) count('lines-sent-again', lines.length - fresh);
    }
    if (quarantined.length > 0) await insertQuarantine(tx, quarantined);
    if (valid.length > 0) {
      const now = this.#deps.clock.now();
      const { drafts, refusedCount } = await this.#withoutRefused(tx, valid, now);
      if (refusedCount > 0) count('collections-refused', refusedCount);
      const { accepted, sets, overBudget } = await storeFacts(tx, drafts, { kinds: this.#deps.kinds, budget: this.#budget }, now);
      if (overBudget > 0) count('facts-over-budget', overBudget);
      if (sets.length > 0) await this.#deps.collect?.(tx, sets, now);
      const around = drafts.flatMap(({ deviceId, observedAt, body, neighbours }) =>
        neighbours ? [{ deviceId, observedAt, body, neighbours }] : [],
      );
      if (around.length > 0) await this.#deps.onNeighbours?.(tx, around, now);
      await this.#deps.afterAccept(tx, accepted);
      stored = accepted;
    }
    if (samples.length > 0) await this.#deps.onSamples?.(tx, samples);
    if (counts.size > 0) await addCounters(tx, counts);
    return stored;
  }

  async #withoutRefused(tx: Tx, drafts: readonly Draft[], now: Date): Promise<{ drafts: readonly Draft[]; refusedCount: number }> {
    const told = drafts.flatMap(({ deviceId, collected }) => (collected ? [{ deviceId, collected }] : []));
    const refused = told.length > 0 ? await this.#deps.refuse?.(tx, told, now) : undefined;
    if (!refused || refused.size === 0) return { drafts, refusedCount: 0 };
    const kept = drafts.map((draft) => {
      const words = draft.collected && refused.get(draft.collected);
      return words ? { ...draft, body: undefined, collected: undefined, unreadable: words } : draft;
    });
    return { drafts: kept, refusedCount: refused.size };
  }

  /** What does not have its kind's shape goes to quarantine with the reason; it is never dropped and never defaulted. */
  #parse(drafts: readonly Draft[]): { valid: Draft[]; refused: Quarantined[] } {
    const valid: Draft[] = [];
    const refused: Quarantined[] = [];
    for (const draft of drafts) {
      const kind = this.#deps.kinds.get(draft.kind);
      if (!kind) throw new Fault('internal', { problem: 'unknown kind of fact', kind: draft.kind });
      if (draft.unreadable) {
        valid.push(draft);
        continue;
      }
      const parsed = kind.schema.safeParse(draft.body);
      if (parsed.success) {
        valid.push({ ...draft, body: parsed.data });
        continue;
      }
      const reason = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
      refused.push(
        cutContent({
          at: draft.receivedAt,
          deviceId: draft.deviceId,
          what: `fact:${draft.kind}`,
          reason,
          content: JSON.stringify(draft.body) ?? '',
        }),
      );
      valid.push({
        ...draft,
        body: undefined,
        collected: undefined,
        unreadable: {
          ja: '端末の報告が想定した形ではありませんでした(隔離して保管しています)。',
          en: 'The report did not have the expected form (kept in quarantine).',
        },
      });
    }
    return { valid, refused };
  }
}

function uniqueLines(lines: readonly Line[]): Line[] {
  const byKey = new Map(lines.map((line) => [line.key.toString('base64'), line]));
  return [...byKey.values()];
}

/** NUL, which no text column takes, is shown as ␀; half a character, which a cut can leave, as U+FFFD. */
const storable = (text: string, charsMax: number): string => text.slice(0, charsMax).replaceAll('\u0000', '\u2400').toWellFormed();

const cutContent = (item: Quarantined): Quarantined => {
  const reason = storable(item.reason, quarantineReasonCharsMax);
  const isCut = item.content.length > quarantineContentCharsMax;
  return {
    ...item,
    content: storable(item.content, quarantineContentCharsMax),
    reason: isCut ? `${reason} (${item.content.length} characters in all)` : reason,
  };
};

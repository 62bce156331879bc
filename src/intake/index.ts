import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';
import type { Log } from '../base/log.ts';
import type { Words } from '../base/text.ts';
import { inTransaction, isUnavailable, type Pool, type Tx } from '../db/pool.ts';
import type { Collected, CollectionFact } from '../facts/collection.ts';
import type { FactKind } from '../facts/kind.ts';
import type { Sample } from '../facts/sample.ts';
import {
  addCounters,
  type CurrentFact,
  closeSpans,
  currentFacts,
  type Draft,
  insertFacts,
  insertLines,
  insertQuarantine,
  type Line,
  type Quarantined,
  setCurrent,
} from './store.ts';

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

/** One observation as it stands after intake: a new fact, or a confirmation of the one that stood. */
export interface Accepted {
  readonly deviceId: string;
  readonly kind: string;
  readonly factId: number;
  readonly body: unknown;
  readonly unreadable: Words | null;
  readonly observedAt: Date;
  /** SHA-256 over the fact's content; the ledger carries it. */
  readonly digest: Buffer;
  readonly isNew: boolean;
}

/** The items of one device's collection as they were accepted. */
export interface CollectedSet extends Collected {
  readonly deviceId: string;
  readonly factId: number;
  /** Over the items, as the fact says it. */
  readonly digest: string;
  readonly observedAt: Date;
}

export interface IntakeDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly kinds: ReadonlyMap<string, FactKind>;
  /** Stores the items of collections, in the same transaction and before they are judged. */
  readonly collect?: (tx: Tx, sets: readonly CollectedSet[], now: Date) => Promise<void>;
  /** Keeps numbers in their series, in the same transaction. */
  readonly onSamples?: (tx: Tx, samples: readonly DeviceSamples[]) => Promise<void>;
  /** Judges what was accepted, in the same transaction. */
  readonly afterAccept: (tx: Tx, accepted: readonly Accepted[]) => Promise<void>;
  /** Called after a commit that may have written to the ledger. */
  readonly afterCommit: () => void;
}

/** At most this many deliveries in one transaction, with so many lines in all; the rest waits for the next one. */
const deliveriesPerCommitMax = 500;
const linesPerCommitMax = 10_000;
/** Of a quarantined content this many characters are kept; its whole length is said in the reason. */
const quarantineContentCharsMax = 20_000;
const quarantineReasonCharsMax = 2_000;

interface Waiting {
  readonly delivery: Delivery;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * One writer for everything that comes in. Calls that arrive while a commit is under way share the next one, so that a
 * thousand agents cost tens of commits, not thousands. If a shared commit fails for another reason than an unreachable
 * database, its deliveries are tried one by one, so that one bad delivery never takes a good one with it.
 */
export class Intake {
  readonly #deps: IntakeDeps;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(deps: IntakeDeps) {
    this.#deps = deps;
  }

  /** Resolves after the commit; rejects where nothing of it was stored. */
  accept(delivery: Delivery): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ delivery, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** Waits until nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // Let the requests that are already in the event loop join this commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#takeBatch();
      try {
        await this.#commit(batch.map((item) => item.delivery));
        for (const item of batch) item.done();
      } catch (error) {
        if (batch.length === 1 || isUnavailable(error)) {
          this.#deps.log.error({ err: error, deliveries: batch.length }, 'intake: commit failed');
          for (const item of batch) item.failed(error);
        } else {
          await this.#oneByOne(batch);
        }
      }
      this.#deps.afterCommit();
    }
    // In the same step as the look at the queue: what is handed in after it must find nobody at work.
    this.#running = null;
  }

  /** The next deliveries that are light enough for one transaction; at least one. */
  #takeBatch(): Waiting[] {
    let lines = 0;
    let count = 0;
    for (const { delivery } of this.#waiting) {
      lines += delivery.lines?.length ?? 0;
      if (count === deliveriesPerCommitMax || (count > 0 && lines > linesPerCommitMax)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
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
    const { valid, refused } = this.#parse(deliveries.flatMap((delivery) => delivery.drafts ?? []));
    const lines = uniqueLines(deliveries.flatMap((delivery) => delivery.lines ?? []));
    const samples = deliveries.flatMap((delivery) => delivery.samples ?? []);
    quarantined.push(...refused);
    if (quarantined.length > 0) count('quarantined', quarantined.length);

    await inTransaction(this.#deps.pool, async (tx) => {
      if (lines.length > 0) {
        const fresh = await insertLines(tx, lines);
        count('lines', fresh);
        if (fresh < lines.length) count('lines-sent-again', lines.length - fresh);
      }
      if (quarantined.length > 0) await insertQuarantine(tx, quarantined);
      if (valid.length > 0) {
        const now = this.#deps.clock.now();
        const { accepted, sets } = await storeFacts(tx, valid, this.#deps.kinds, now);
        if (sets.length > 0) await this.#deps.collect?.(tx, sets, now);
        await this.#deps.afterAccept(tx, accepted);
      }
      if (samples.length > 0) await this.#deps.onSamples?.(tx, samples);
      if (counts.size > 0) await addCounters(tx, counts);
    });
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

const pair = (fact: { deviceId: string; kind: string }): string => `${fact.deviceId} ${fact.kind}`;

/** Stores what is new, confirms what is the same. Of several drafts of one pair in a batch only the newest counts. */
async function storeFacts(
  tx: Tx,
  drafts: readonly Draft[],
  kinds: ReadonlyMap<string, FactKind>,
  now: Date,
): Promise<{ accepted: Accepted[]; sets: CollectedSet[] }> {
  const newest = new Map<string, Draft>();
  for (const draft of drafts) {
    const before = newest.get(pair(draft));
    if (!before || before.observedAt <= draft.observedAt) newest.set(pair(draft), draft);
  }
  const list = [...newest.values()].sort((a, b) => (pair(a) < pair(b) ? -1 : 1));
  const known = new Map<string, CurrentFact>();
  for (const fact of await currentFacts(
    tx,
    list.map((draft) => draft.deviceId),
    list.map((draft) => draft.kind),
  ))
    known.set(pair(fact), fact);

  const fresh: Draft[] = [];
  const accepted: Accepted[] = [];
  for (const draft of list) {
    const current = known.get(pair(draft));
    // A late answer must not move time backwards. What lies in the future is no later answer: the server's clock was set
    // back since, and what is seen now counts.
    const isLate = current !== undefined && draft.observedAt < current.lastObservedAt && current.lastObservedAt <= now;
    if (current && saysTheSame(kinds.get(draft.kind)!, current, draft)) {
      accepted.push({ ...current, observedAt: isLate ? current.lastObservedAt : draft.observedAt, isNew: false });
    } else if (!isLate) {
      fresh.push(draft);
    }
  }
  if (fresh.length > 0) {
    const digests = fresh.map(digestOf);
    const ids = await insertFacts(tx, fresh, digests);
    const replaced = fresh.map((draft) => known.get(pair(draft))).filter((fact) => fact !== undefined);
    if (replaced.length > 0) await closeSpans(tx, replaced);
    fresh.forEach((draft, index) => {
      accepted.push({
        deviceId: draft.deviceId,
        kind: draft.kind,
        factId: ids[index]!,
        body: draft.body ?? null,
        unreadable: draft.unreadable ?? null,
        observedAt: draft.observedAt,
        digest: digests[index]!,
        isNew: true,
      });
    });
  }
  await setCurrent(tx, accepted);
  const sets = accepted.flatMap(({ deviceId, kind, factId, observedAt, body }): CollectedSet[] => {
    const collected = newest.get(`${deviceId} ${kind}`)?.collected;
    return collected ? [{ ...collected, deviceId, factId, observedAt, digest: (body as CollectionFact).digest }] : [];
  });
  return { accepted, sets };
}

function saysTheSame(kind: FactKind, current: CurrentFact, draft: Draft): boolean {
  if (current.unreadable || draft.unreadable) {
    return canonicalJson(current.unreadable) === canonicalJson(draft.unreadable ?? null);
  }
  return kind.sameAs(current.body, draft.body);
}

/** What the ledger commits to: the canonical content of the fact, readable or not. */
export const digestOf = ({ body, unreadable }: Pick<Draft, 'body' | 'unreadable'>): Buffer =>
  sha256(canonicalJson(unreadable ? { unreadable: { ...unreadable } } : body));

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

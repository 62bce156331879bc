import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import { canonicalJson, sha256, sha256Hex } from '../base/hash.ts';
import type { Log } from '../base/log.ts';
import type { Words } from '../base/text.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { type CollectionId, softwareCollections } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';
import { softwareControl } from '../facts/software-control.ts';
import { applyRules } from './apply.ts';
import { type Composed, compose } from './body.ts';
import {
  type DeviceSets,
  deviceSets,
  devicesToDerive,
  devicesUnlisted,
  heldTitles,
  knownTitles,
  type NotedItem,
  notedItems,
  putDevices,
  putStandings,
  putUnder,
  removeDevice,
} from './device.store.ts';
import { learn } from './learn.ts';
import { RuleSet } from './matcher.ts';
import { baselineCounts, linkedTitles, linkStamp } from './rule.store.ts';
import type { Rule } from './rule.ts';
import { lockSoftware, moveTitleCounts } from './title.store.ts';

/** Collections that this room reads. */
export const readCollections: readonly CollectionId[] = [...softwareCollections, 'executed-programs'];

/** One derived observation, as intake takes it. */
export interface DerivedDraft {
  readonly deviceId: string;
  readonly kind: string;
  readonly source: 'software';
  readonly observedAt: Date;
  readonly receivedAt: Date;
  readonly body?: unknown;
  readonly unreadable?: Words;
}

/** What this room asks of others; handed in where the server is composed. */
export interface SoftwarePorts {
  /** Says another thing as soon as any rule may have changed; cheap. */
  stamp(): Promise<string>;
  rules(): Promise<readonly Rule[]>;
  /** Business days until what nobody permitted is to be gone. */
  graceDays(): number;
  /** The moment at which so many business days after a moment are over. */
  dueAt(since: Date, days: number): Date;
  traitsOf(tx: Tx, deviceIds: readonly string[]): Promise<ReadonlyMap<string, DeviceTraits>>;
  /** Whose devices are, of these people, by the staff list: the person by device. */
  ownersOf(people: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Resolves after the commit. */
  emit(drafts: readonly DerivedDraft[]): Promise<void>;
  /** The month of a moment on the company's calendar: `2026-11`. */
  monthOf(at: Date): string;
}

export interface SoftwareDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly ports: SoftwarePorts;
}

const devicesPerBatch = 50;
/** What is noted of so many devices is read and made in one go: hundreds of versions each, some milliseconds of the one thread. */
const devicesAtOnce = 5;
/** Where more wait than fit one batch (after a start: all), it rests as long as it worked, but no longer: agents come back at the same time. */
const restMsMax = 2_000;
/**
 * The first device after a quiet time is derived at once, those that come within this time after it together: sums of titles are then
 * written once for all of them.
 */
const gatherMs = 2_000;
const dayMs = 86_400_000;
const ownersHeldMs = 300_000;

/** Counted up when facts are composed another way than before: all are derived anew then. */
const derivation = 1;

/**
 * Holds every device's software against the company's rules. One at a time and nothing beside it writes this room's tables: what came
 * in is derived, and rules that changed are applied first. May be broken off anywhere: what was not derived is, at the next look or start.
 */
export class SoftwareControl {
  readonly #deps: SoftwareDeps;
  #observed = new Set<string>();
  #changed = new Set<string>();
  #rules: { readonly stamp: string; readonly set: RuleSet; readonly digest: string } | null = null;
  #graceDays: number | null = null;
  #owners: { readonly of: RuleSet; readonly at: number; readonly owners: ReadonlyMap<string, string> } | null = null;
  #running: Promise<void> | null = null;
  #asked = false;
  #gathering = false;
  #isClosed = false;

  constructor(deps: SoftwareDeps) {
    this.#deps = deps;
  }

  /** The lists of these devices were seen, changed or not: their facts are derived anew. For after the commit. */
  observed(deviceIds: Iterable<string>): void {
    for (const id of deviceIds) this.#observed.add(id);
    if (this.#observed.size === 0 || this.#gathering) return;
    this.#gathering = true;
    const timer = setTimeout(() => {
      this.#gathering = false;
      this.observed([]);
    }, gatherMs);
    timer.unref();
    void this.look();
  }

  /** Resolves when nothing is due any more. A failure is told to the log and tried again at the next look. */
  look(): Promise<void> {
    // What is observed behind the last batch is derived at the next start.
    if (this.#isClosed) return this.#running ?? Promise.resolve();
    this.#asked = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Waits until everything is derived that was observed. */
  async idle(): Promise<void> {
    if (this.#observed.size > 0) await this.look();
    while (this.#running) await this.#running;
  }

  /** Ends what is under way behind its batch. What is left is derived at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#running) await this.#running;
  }

  /** The rules as they were applied last; null before the first look. */
  rules(): RuleSet | null {
    return this.#rules?.set ?? null;
  }

  /** How many titles on any device each rule lets in that says what comes with the systems. */
  baselineCounts(): Promise<{ id: string; titles: number }[]> {
    return baselineCounts(this.#deps.pool);
  }

  /** A retired device has no software any more. In the caller's transaction. */
  async forget(tx: Tx, deviceId: string): Promise<void> {
    await lockSoftware(tx);
    const counts = new Map((await removeDevice(tx, deviceId)).map((id) => [id, -1]));
    await moveTitleCounts(tx, counts, this.#deps.clock.now());
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#asked = false;
        await this.#applyChanges();
        await this.#deriveAll(this.#observed, true);
        await this.#deriveAll(this.#changed, false);
      } while (this.#asked && !this.#isClosed);
    } catch (error) {
      this.#deps.log.error({ err: error }, 'software: could not derive; tried again at the next look');
    }
  }

  /** Where rules differ from those applied, states are decided anew and the devices concerned noted. */
  async #applyChanges(): Promise<void> {
    const { pool, ports } = this.#deps;
    const isStart = this.#rules === null;
    const [outside, links] = await Promise.all([ports.stamp(), linkStamp(pool)]);
    const stamp = `${outside} ${links}`;
    if (this.#rules?.stamp !== stamp) {
      const linked = await linkedTitles(pool);
      const rules = (await ports.rules()).map((rule) => {
        const titles = rule.from.type === 'line' ? linked.get(rule.from.id) : undefined;
        return titles === undefined ? rule : { ...rule, linked: titles };
      });
      const set = new RuleSet(rules);
      const applied = await inTransaction(pool, (tx) => applyRules(tx, set));
      const digest = sha256Hex(
        set.rules
          .map((one) => one.digest)
          .sort()
          .join('\n'),
      );
      this.#rules = { stamp, set, digest };
      for (const id of applied.devices) this.#changed.add(id);
    }
    const days = ports.graceDays();
    if (this.#graceDays !== null && this.#graceDays !== days) for (const id of await devicesUnlisted(pool)) this.#changed.add(id);
    this.#graceDays = days;
    // What a server left undone that was stopped in the middle, also what it had derived and not handed over.
    if (isStart) for (const id of await devicesToDerive(pool, this.#under(), readCollections)) this.#observed.add(id);
  }

  /** What is derived depends on beside the device's own lists, and holds as long as this is the same. */
  #under(): Buffer {
    return sha256(canonicalJson({ derivation, rules: this.#rules!.digest, graceDays: this.#graceDays }));
  }

  /** While one batch is stored and judged by intake, the next is derived. */
  async #deriveAll(from: Set<string>, isObserved: boolean): Promise<void> {
    let emitting: Promise<void> = Promise.resolve();
    try {
      while (from.size > 0 && !this.#isClosed) {
        const begun = performance.now();
        const ids = [...from].slice(0, devicesPerBatch);
        // Before reading: what is seen meanwhile is derived once more.
        for (const id of ids) from.delete(id);
        const drafts = await inTransaction(this.#deps.pool, (tx) => this.#derive(tx, ids, isObserved)).catch((error: unknown) => {
          for (const id of ids) from.add(id);
          throw error;
        });
        await emitting;
        emitting = this.#emit(ids, drafts, this.#under());
        // Its failure is met at the next await; until then it must not count as nobody's.
        emitting.catch(() => {});
        if (from.size > 0) await pause(Math.min(performance.now() - begun, restMsMax));
      }
    } finally {
      await emitting;
    }
  }

  /** What could not be handed over is derived again, and handed over whether or not it says anything new. */
  async #emit(ids: readonly string[], drafts: readonly DerivedDraft[], under: Buffer): Promise<void> {
    try {
      if (drafts.length > 0) await this.#deps.ports.emit(drafts);
      await putUnder(this.#deps.pool, ids, under);
    } catch (error) {
      for (const { deviceId } of drafts) this.#observed.add(deviceId);
      throw error;
    }
  }

  async #derive(tx: Tx, ids: readonly string[], isObserved: boolean): Promise<DerivedDraft[]> {
    const { ports, clock } = this.#deps;
    await lockSoftware(tx);
    const devices = await deviceSets(tx, ids, readCollections);
    const moved = devices.filter(({ sets, known }) => sets !== known);
    if (moved.length > 0) await this.#takeSets(tx, moved);
    const readableIds = devices.filter(({ unreadable }) => unreadable === null).map(({ deviceId }) => deviceId);
    const traits = await ports.traitsOf(tx, readableIds);
    const now = clock.now();
    const owners = await this.#ownersAt(now);
    const drafts: DerivedDraft[] = [];
    const rows = [];
    let noted = new Map<string, NotedItem[]>();
    for (const [at, device] of devices.entries()) {
      if (at % devicesAtOnce === 0) {
        const next = devices.slice(at, at + devicesAtOnce).flatMap(({ deviceId, unreadable }) => (unreadable === null ? [deviceId] : []));
        noted = Map.groupBy(await notedItems(tx, next, readCollections), ({ deviceId }) => deviceId);
      }
      const head = {
        deviceId: device.deviceId,
        kind: softwareControl.kind,
        source: 'software',
        observedAt: device.observedAt,
        receivedAt: now,
      } as const;
      if (device.unreadable !== null) {
        if (isObserved) drafts.push({ ...head, unreadable: device.unreadable });
        continue;
      }
      const deviceClass = traits.get(device.deviceId)?.deviceClass ?? 'client';
      const composed = this.#compose(device, noted.get(device.deviceId) ?? [], {
        now,
        deviceClass,
        owner: owners.get(device.deviceId) ?? null,
      });
      const { rules: _rules, ...said } = composed.body;
      const bodyDigest = sha256(canonicalJson(said));
      const isSame = device.bodyDigest?.equals(bodyDigest) === true;
      if (!isSame) rows.push({ deviceId: device.deviceId, ...listsOf(composed), bodyDigest });
      // An observation confirms what was derived before; a change of rules speaks only where it changes something.
      if (isObserved || !isSame) drafts.push({ ...head, body: composed.body });
    }
    await putStandings(tx, rows);
    return drafts;
  }

  /** Read again every few minutes, and only where a line permits something to a person. */
  async #ownersAt(now: Date): Promise<ReadonlyMap<string, string>> {
    const { set } = this.#rules!;
    if (this.#owners === null || this.#owners.of !== set || now.getTime() - this.#owners.at > ownersHeldMs) {
      const people = new Set(set.rules.flatMap(({ rule }) => (rule.on.type === 'person' ? [rule.on.id] : [])));
      const owners = people.size === 0 ? new Map<string, string>() : await this.#deps.ports.ownersOf([...people]);
      this.#owners = { of: set, at: now.getTime(), owners };
    }
    return this.#owners.owners;
  }

  #compose(
    device: DeviceSets,
    items: readonly NotedItem[],
    { now, deviceClass, owner }: { now: Date; deviceClass: DeviceTraits['deviceClass']; owner: string | null },
  ): Composed {
    const { ports } = this.#deps;
    const { set, digest } = this.#rules!;
    const known = new Map(device.unlisted.map((id, i) => [id, device.unlistedSince[i]!]));
    return compose(items, {
      device: device.deviceId,
      owner,
      deviceClass,
      rules: set,
      rulesDigest: digest,
      since: (title) => known.get(title) ?? now,
      dueAt: (since) => ports.dueAt(since, this.#graceDays ?? ports.graceDays()),
      tracesRead: device.tracesRead,
      tracesFrom: ports.monthOf(new Date(now.getTime() - 30 * dayMs)),
    });
  }

  /** Makes titles of what is new in the sets, and moves the sums of those that came and went. */
  async #takeSets(tx: Tx, devices: readonly DeviceSets[]): Promise<void> {
    const ids = devices.map(({ deviceId }) => deviceId);
    await learn(tx, this.#rules!.set, ids, readCollections);
    const held = await heldTitles(tx, ids, readCollections);
    const known = await knownTitles(tx, ids);
    const counts = new Map<number, number>();
    const move = (id: number, by: number) => counts.set(id, (counts.get(id) ?? 0) + by);
    const rows = devices.map(({ deviceId, sets }) => {
      const titles = held.get(deviceId) ?? [];
      const [had, has] = [new Set(known.get(deviceId)), new Set(titles)];
      for (const id of titles) if (!had.has(id)) move(id, 1);
      for (const id of had) if (!has.has(id)) move(id, -1);
      const isSame = known.has(deviceId) && titles.length === had.size && titles.every((id) => had.has(id));
      return { deviceId, sets, titles: isSame ? null : titles };
    });
    await putDevices(tx, rows);
    await moveTitleCounts(tx, counts, this.#deps.clock.now());
  }
}

function listsOf({ unlisted, forbidden }: Composed) {
  const sorted = [...unlisted].sort(([a], [b]) => a - b);
  return { unlisted: sorted.map(([id]) => id), unlistedSince: sorted.map(([, since]) => since), forbidden };
}

import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { canonicalJson } from '../base/hash.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { append, type LedgerEvent } from '../ledger/index.ts';
import type { Param, ParamValue } from '../mechanism/param.ts';
import { isLaxer, saidValue, whyNotAllowed } from '../mechanism/value.ts';
import { insertValue, lockValues, newestValues, readValues, type StoredValue } from './store.ts';

export { lockValues, type StoredValue } from './store.ts';

export interface SetValue {
  readonly param: string;
  readonly value: unknown;
  /** The version the person saw; 0 where the default was still in force. */
  readonly version: number;
  readonly reason?: string | undefined;
  /** Account id of who sets it. */
  readonly by: string;
}

/** A value that comes into force with an approved version of the procedures. */
export interface AdoptedValue {
  readonly param: string;
  readonly value: ParamValue;
  readonly reason: string | null;
}

/** What was stored within a transaction, and the entries that the caller appends to the ledger last. */
export interface Stored {
  readonly stored: readonly StoredValue[];
  readonly events: readonly LedgerEvent[];
}

export interface ValuesDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly params: readonly Param[];
  /** Whether a version of the procedures was ever approved: from then on a value changes by approval only. */
  readonly isAdopted: (tx: Tx) => Promise<boolean>;
  /** The server was certainly up until then; what came into force later is told to the listeners at the first `tick`. */
  readonly aliveUntil?: Date;
}

const versionMax = 2_147_483_647;

export const sameValue = (a: ParamValue, b: ParamValue): boolean => canonicalJson(a) === canonicalJson(b);

/**
 * The company's values with all their versions. Few and read at every judgement, so they are held in memory; every change
 * goes through here and is stored with its ledger entry in one transaction.
 */
export class Values {
  readonly #deps: ValuesDeps;
  readonly #params: ReadonlyMap<string, Param>;
  readonly #history = new Map<string, readonly StoredValue[]>();
  readonly #listeners: ((param: string) => void)[] = [];
  /** Stored, but not in force when they were. */
  #coming: StoredValue[] = [];

  private constructor(deps: ValuesDeps) {
    this.#deps = deps;
    this.#params = new Map(deps.params.map((param) => [param.id, param]));
  }

  static async open(deps: ValuesDeps): Promise<Values> {
    const values = new Values(deps);
    const since = deps.aliveUntil ?? deps.clock.now();
    for (const stored of await readValues(deps.pool)) {
      values.#history.set(stored.param, [...values.history(stored.param), stored]);
      if (stored.effectiveFrom > since) values.#coming.push(stored);
    }
    return values;
  }

  /** Called with a value's id when another one comes into force. */
  onChange(listener: (param: string) => void): void {
    this.#listeners.push(listener);
  }

  params(): readonly Param[] {
    return [...this.#params.values()];
  }

  param(id: string): Param {
    const param = this.#params.get(id);
    if (!param) throw new Fault('not-found', { value: id });
    return param;
  }

  /** Newest first, those to come included; empty while the default is in force. */
  history(id: string): readonly StoredValue[] {
    return this.#history.get(id) ?? [];
  }

  /** The value in force at a time: the newest version that was effective by then, else the default. */
  inForce(param: Param, at: Date): ParamValue {
    return this.versionInForce(param, at)?.value ?? param.default;
  }

  versionInForce(param: Param, at: Date): StoredValue | undefined {
    return this.#history.get(param.id)?.find((version) => version.effectiveFrom <= at);
  }

  versionNow(param: Param): StoredValue | undefined {
    return this.versionInForce(param, this.#deps.clock.now());
  }

  now(param: Param): ParamValue {
    return this.inForce(param, this.#deps.clock.now());
  }

  /** The values that came into force after `from` and until `to`. */
  arrivals(from: Date, to: Date): string[] {
    const came = ({ effectiveFrom }: StoredValue) => effectiveFrom > from && effectiveFrom <= to;
    return [...this.#history].filter(([, versions]) => versions.some(came)).map(([param]) => param);
  }

  /** Tells the listeners of values that have come into force since the last call. For a timer. Returns how many. */
  tick(): number {
    const now = this.#deps.clock.now();
    const arrived = new Set(this.#coming.filter(({ effectiveFrom }) => effectiveFrom <= now).map(({ param }) => param));
    this.#coming = this.#coming.filter(({ effectiveFrom }) => effectiveFrom > now);
    for (const param of arrived) this.#tell(param);
    return arrived.size;
  }

  /**
   * Sets a value that counts at once. Throws `needs-approval` where it is laxer than the guideline's, or where procedures were
   * adopted already: then it belongs into the draft of their next version. Throws `conflict` where another version came between.
   */
  async set({ param: id, value, version, reason, by }: SetValue): Promise<StoredValue> {
    const param = this.param(id);
    const allowed = this.allowed(param, value);
    // A number that the database cannot hold is none that anybody saw.
    if (version >= versionMax) throw new Fault('conflict', { value: id, version });
    const at = this.#deps.clock.now();
    const { stored } = await inTransaction(this.#deps.pool, async (tx) => {
      await lockValues(tx);
      if (isLaxer(param, allowed) || (await this.#deps.isAdopted(tx))) throw new Fault('needs-approval', { value: id });
      const wanted: StoredValue = { param: id, version: version + 1, value: allowed, effectiveFrom: at, setBy: by, reason: said(reason) };
      const done = await this.#store(tx, [wanted], {});
      await append(tx, at, done.events);
      return done;
    });
    this.committed(stored);
    return stored[0]!;
  }

  /** The value, if its bounds allow it. Throws `value-out-of-bounds` with the words for the person who typed it. */
  allowed(param: Param, value: unknown): ParamValue {
    const why = whyNotAllowed(param, value);
    if (why) throw new Fault('value-out-of-bounds', { value: param.id, ja: why.ja, en: why.en });
    return value as ParamValue;
  }

  /** The newest version of each value as the transaction sees it, in force or to come. */
  async newest(tx: Tx | Pool): Promise<ReadonlyMap<string, StoredValue>> {
    return new Map((await newestValues(tx)).map((stored) => [stored.param, stored]));
  }

  /**
   * Stores values within the caller's transaction, which holds `lockValues`, checked the policy and appends the entries. They
   * are in force from `effectiveFrom` on, once the caller has called `committed` after its commit.
   */
  async adopt(
    tx: Tx,
    changes: readonly AdoptedValue[],
    { effectiveFrom, by, version }: { readonly effectiveFrom: Date; readonly by: string; readonly version?: string },
  ): Promise<Stored> {
    const newest = await this.newest(tx);
    const wanted = changes.map(({ param, value, reason }) => ({
      param,
      version: (newest.get(param)?.version ?? 0) + 1,
      value,
      effectiveFrom,
      setBy: by,
      reason,
    }));
    return this.#store(tx, wanted, version === undefined ? {} : { procedures: version, effectiveFrom: effectiveFrom.toISOString() });
  }

  /** Takes up what was stored, after its commit. Not read again: a second look that fails would leave the old value in force here. */
  committed(stored: readonly StoredValue[]): void {
    const now = this.#deps.clock.now();
    for (const one of stored)
      this.#history.set(
        one.param,
        [one, ...this.history(one.param)].sort((a, b) => b.version - a.version),
      );
    this.#coming.push(...stored.filter(({ effectiveFrom }) => effectiveFrom > now));
    for (const { param } of stored.filter(({ effectiveFrom }) => effectiveFrom <= now)) this.#tell(param);
  }

  #tell(param: string): void {
    for (const listener of this.#listeners) listener(param);
  }

  async #store(tx: Tx, wanted: readonly StoredValue[], more: Readonly<Record<string, string>>): Promise<Stored> {
    const newest = await this.newest(tx);
    const events: LedgerEvent[] = [];
    for (const { param: id, version, value, reason, setBy, ...rest } of wanted) {
      const param = this.param(id);
      if (!(await insertValue(tx, { param: id, version, value, reason, setBy, ...rest })))
        throw new Fault('conflict', { value: id, version: version - 1 });
      const before = newest.get(id)?.value ?? param.default;
      const payload = { param: id, version, before: before as never, value: value as never, said: { ...saidValue(param, value) }, reason };
      events.push({ kind: 'value.changed', actor: setBy, subject: `value:${id}`, payload: { ...payload, ...more } });
    }
    return { stored: wanted, events };
  }
}

const said = (reason: string | undefined): string | null => reason?.replaceAll('\u0000', '').trim() || null;

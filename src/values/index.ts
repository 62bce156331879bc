import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { Param, ParamValue } from '../mechanism/param.ts';
import { isLaxer, saidValue, whyNotAllowed } from '../mechanism/value.ts';
import { insertValue, readValues, type StoredValue } from './store.ts';

export type { StoredValue } from './store.ts';

export interface SetValue {
  readonly param: string;
  readonly value: unknown;
  /** The version the person saw; 0 where the default was still in force. */
  readonly version: number;
  readonly reason?: string | undefined;
  /** Account id of who sets it. */
  readonly by: string;
}

/**
 * The company's values with all their versions. Few and read at every judgement, so they are held in memory; every change
 * goes through here and is stored with its ledger entry in one transaction.
 */
export class Values {
  readonly #params: ReadonlyMap<string, Param>;
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #history = new Map<string, readonly StoredValue[]>();
  readonly #listeners: ((param: string) => void)[] = [];

  private constructor(pool: Pool, clock: Clock, params: ReadonlyMap<string, Param>) {
    this.#pool = pool;
    this.#clock = clock;
    this.#params = params;
  }

  static async open(pool: Pool, clock: Clock, params: readonly Param[]): Promise<Values> {
    const values = new Values(pool, clock, new Map(params.map((param) => [param.id, param])));
    await values.#load();
    return values;
  }

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

  /** Newest first; empty while the default is in force. */
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

  now(param: Param): ParamValue {
    return this.inForce(param, this.#clock.now());
  }

  async set(wanted: SetValue): Promise<StoredValue> {
    const param = this.param(wanted.param);
    const why = whyNotAllowed(param, wanted.value);
    if (why) throw new Fault('value-out-of-bounds', { value: param.id, ja: why.ja, en: why.en });
    const value = wanted.value as ParamValue;
    const reason = wanted.reason?.replaceAll('\u0000', '').trim() || null;
    if (isLaxer(param, value) && reason === null) throw new Fault('reason-required', { value: param.id });
    const at = this.#clock.now();
    const stored = await inTransaction(this.#pool, (tx) => this.#store(tx, { ...wanted, value, reason, at }));
    // Not read again: a second look that fails, or is overtaken by another change, would leave the old value in force here.
    this.#history.set(stored.param, [stored, ...this.history(stored.param)]);
    for (const listener of this.#listeners) listener(param.id);
    return stored;
  }

  async #store(
    tx: Tx,
    {
      param,
      value,
      version,
      reason,
      by,
      at,
    }: { param: string; value: ParamValue; version: number; reason: string | null; by: string; at: Date },
  ) {
    const stored: StoredValue = { param, version: version + 1, value, effectiveFrom: at, setBy: by, reason };
    if (!(await insertValue(tx, stored))) throw new Fault('conflict', { value: param, version });
    const before = this.inForce(this.param(param), at);
    await append(tx, at, [
      {
        kind: 'value.changed',
        actor: by,
        subject: `value:${param}`,
        payload: {
          param,
          version: stored.version,
          before: before as never,
          value: value as never,
          said: saidValue(this.param(param), value) as never,
          reason,
        },
      },
    ]);
    return stored;
  }

  async #load(): Promise<void> {
    for (const stored of await readValues(this.#pool)) this.#history.set(stored.param, [...this.history(stored.param), stored]);
  }
}

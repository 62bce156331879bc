import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { BusinessCalendar, type ImportedHoliday } from '../calendar/index.ts';
import type { Condition } from '../catalog/control.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { append, type Json } from '../ledger/index.ts';
import { type Proposal, proposedFor } from './applicability.ts';
import { type CompanyFacts, conditionKeys, defaultFacts, type FactKey, isFactKey, readFact } from './facts.ts';
import { insertFact, readFacts, type StoredFact } from './store.ts';

export interface FactChange {
  readonly key: string;
  readonly value: unknown;
  /** The version the person saw; 0 where nobody had answered. */
  readonly revision: number;
}
type Conditions = Readonly<Partial<Record<Condition, boolean>>>;

/**
 * What the company says of itself, with all versions. Few and read often, so they are held in memory; every change goes through
 * here and is stored with its ledger entry in one transaction.
 */
export class Company {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #history = new Map<string, readonly StoredFact[]>();
  readonly #listeners: ((key: FactKey) => void)[] = [];
  #calendar: BusinessCalendar | undefined;

  private constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  static async open(pool: Pool, clock: Clock): Promise<Company> {
    const company = new Company(pool, clock);
    for (const stored of await readFacts(pool)) company.#history.set(stored.key, [...company.history(stored.key), stored]);
    return company;
  }

  onChange(listener: (key: FactKey) => void): void {
    this.#listeners.push(listener);
  }

  /** Newest first; empty while nobody has answered. */
  history(key: string): readonly StoredFact[] {
    return this.#history.get(key) ?? [];
  }
  /** 0 while nobody has answered. */
  revision(key: FactKey): number {
    return this.history(key)[0]?.version ?? 0;
  }

  facts(): CompanyFacts {
    return this.at(this.#clock.now());
  }
  /** The facts as they were at a moment. */
  at(moment: Date): CompanyFacts {
    const then = Object.keys(defaultFacts).map((key) => [key, this.#valueAt(key, moment)] as const);
    return { ...defaultFacts, ...Object.fromEntries(then.filter(([, value]) => value !== undefined)) };
  }
  /** Conditions of applicability that somebody has answered. */
  conditions(): Conditions {
    return this.conditionsAt(this.#clock.now());
  }
  conditionsAt(moment: Date): Conditions {
    const then = conditionKeys.map((key) => [key, this.#valueAt(key, moment)] as const);
    return Object.fromEntries(then.filter(([, value]) => value !== undefined));
  }

  calendar(): BusinessCalendar {
    this.#calendar ??= calendarOf(this.facts());
    return this.#calendar;
  }
  /** The calendar as it was at a moment: what was due then stays due on the same day. */
  calendarAt(moment: Date): BusinessCalendar {
    return calendarOf(this.at(moment));
  }

  /** What the answers propose for a control (`8.25`) or a clause (`8.20.h`); null where they say nothing yet. */
  proposed(id: string): Proposal | null {
    return proposedFor(id, this.conditions());
  }

  /** Throws `value-out-of-bounds` with words, or `conflict` where somebody else was faster. */
  async set(key: string, value: unknown, revision: number, by: string): Promise<StoredFact> {
    await this.setAll([{ key, value, revision }], by);
    return this.history(key)[0]!;
  }

  /** All changes or none. One that says what stands already makes no new version, and no entry. */
  async setAll(changes: readonly FactChange[], by: string): Promise<void> {
    if (new Set(changes.map(({ key }) => key)).size !== changes.length) throw new Fault('bad-request', { problem: 'a fact stands twice' });
    const at = this.#clock.now();
    const wanted = changes.map((change) => ({ ...change, ...this.#read(change) })).filter((change) => this.#isNews(change));
    if (wanted.length === 0) return;
    const stored = await inTransaction(this.#pool, (tx) => this.#store(tx, wanted, by, at));
    // Not read again: a second look that fails, or is overtaken, would leave the old facts in force here.
    for (const fact of stored) this.#history.set(fact.key, [fact, ...this.history(fact.key)]);
    this.#calendar = undefined;
    for (const { key } of stored) for (const listener of this.#listeners) listener(key as FactKey);
  }

  #read({ key, value }: FactChange): { key: FactKey; value: unknown } {
    if (!isFactKey(key)) throw new Fault('not-found', { value: key.slice(0, 60) });
    const read = readFact(key, value);
    if (!read.ok) throw new Fault('value-out-of-bounds', { value: key, ja: read.why.ja, en: read.why.en });
    return { key, value: read.value };
  }

  #isNews({ key, value, revision }: FactChange): boolean {
    const [newest] = this.history(key);
    if (newest === undefined) return true;
    return newest.version !== revision || canonicalJson(newest.value) !== canonicalJson(value);
  }

  async #store(tx: Tx, changes: readonly FactChange[], by: string, at: Date): Promise<StoredFact[]> {
    const stored: StoredFact[] = [];
    for (const { key, value, revision } of changes) {
      const fact: StoredFact = { key, version: revision + 1, value, effectiveFrom: at, setBy: by };
      if (!(await insertFact(tx, fact))) throw new Fault('conflict', { value: key, version: revision });
      stored.push(fact);
    }
    const events = stored.map(({ key, version, value }) => ({
      kind: 'company.changed' as const,
      actor: by,
      subject: `company:${key}`,
      payload: { key, version, before: said(key, this.#valueAt(key, at)), value: said(key, value) },
    }));
    await append(tx, at, events);
    return stored;
  }

  #valueAt(key: string, moment: Date): unknown {
    return this.history(key).find((version) => version.effectiveFrom <= moment)?.value;
  }
}

/** As the ledger keeps it. A list of holidays is public and long: its digest says as much. */
function said(key: string, value: unknown): Json {
  if (value === undefined) return null;
  if (key !== 'holidays') return value as Json;
  const rows = value as readonly ImportedHoliday[];
  return { rows: rows.length, from: rows[0]?.date ?? null, to: rows.at(-1)?.date ?? null, digest: sha256Hex(canonicalJson(rows)) };
}

const calendarOf = ({ closures, openWeekdays, businessHours, holidays, fiscalYearStartMonth }: CompanyFacts): BusinessCalendar =>
  new BusinessCalendar({ closures, openWeekdays, businessHours, extraHolidays: holidays, fiscalYearStartMonth });

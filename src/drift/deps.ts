import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import type { Pool, Tx } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';
import type { ApprovedChange } from './event.ts';

/** What is derived of a device: stored and judged like what an agent reports. */
export interface Derived {
  readonly deviceId: string;
  readonly kind: string;
  readonly observedAt: Date;
  readonly body?: unknown;
  readonly unreadable?: Words;
}

/** An event, and the line of the register of changes that says why it was right. */
export interface MatchedEvent {
  readonly event: string;
  readonly row: string;
  /** パッケージ12件を更新 */
  readonly title: Words;
  readonly at: Date;
}

/** What drift asks of the rest of the server. */
export interface DriftPorts {
  /** Resolves once all of it is stored. */
  tell(derived: readonly Derived[]): Promise<void>;
  /** Whether the company wants changes of a collection explained on such a device. */
  wants(collection: CollectionId, traits: DeviceTraits): boolean;
  /** Approved changes of the given devices that may still concern something seen after `since`. */
  approvedChanges(deviceIds: readonly string[], since: Date): Promise<ReadonlyMap<string, readonly ApprovedChange[]>>;
  /** Events were matched to an approved change, or explained by naming one: whoever owns the change ties them to it, in this transaction. */
  onMatched?(tx: Tx, matched: readonly MatchedEvent[]): Promise<void>;
  /** Whether a line of the register of changes is there, so that an explanation may name it. */
  isChangeLine(tx: Tx, row: string): Promise<boolean>;
  /** How many business days have passed since a day of the company. */
  businessDaysSince(day: string, now: Date): number;
  /** An observation older than this speaks for nothing any more. */
  silentMs(): number;
  /** Something was written: the ledger has new entries. */
  committed(): void;
}

export interface DriftDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ports: DriftPorts;
}

/** What a person may hand in at once, and how long a text may be. */
export const driftLimits = { explainedAtOnceMax: 200, reasonCharsMax: 1000, namesMax: 30 } as const;

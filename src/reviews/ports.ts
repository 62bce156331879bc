import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Words } from '../base/text.ts';
import type { Db, Pool, Tx } from '../db/pool.ts';
import type { Actor, Collected, StaffPerson, Variant } from './shape.ts';

export interface CaseStanding {
  readonly id: string;
  readonly number: string;
  readonly state: string;
}

/** An occurrence of a duty that is to be done and belongs to no case yet. */
export interface Pending {
  readonly id: string;
  readonly duty: string;
  readonly organisation: boolean;
}

export interface ReviewAccount {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Lines of one review that were handed to one account at once. */
export interface Handed {
  readonly caseId: string;
  readonly number: string;
  readonly label: Words;
  readonly to: string;
  readonly lines: number;
  /** Of the entry in the ledger that says it. */
  readonly seq: number;
}

/** What this room asks of others; handed in where the server is composed. */
export interface ReviewsPorts {
  /** All sources of a variant. A source that fails says so within; it never throws for one. */
  collect(variant: Variant, at: Date): Promise<Collected>;
  staff(): Promise<readonly StaffPerson[]>;
  /** Accounts that can sign in for good, no auditors. */
  accounts(db: Db): Promise<readonly ReviewAccount[]>;
  accountNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Who an account is on the staff list. */
  personOf(account: string): Promise<string | null>;
  localDate(at: Date): string;
  cases: {
    /** Opens a case of reviews, or moves one on, as measured. */
    go(
      tx: Tx,
      given: {
        readonly id: string | null;
        readonly variant: Variant;
        readonly step: string;
        readonly cells: Readonly<Record<string, string>>;
        readonly at: Date;
      },
    ): Promise<CaseStanding>;
  };
  duties: {
    /** What is to be done now of these duties and belongs to no case. */
    pending(duties: readonly string[]): Promise<readonly Pending[]>;
    /** What else of these duties is planned and belongs to no case; the nearest of each. */
    planned(duties: readonly string[]): Promise<readonly Pending[]>;
    /** Makes occurrences the steps of a case that is just being opened. */
    adopt(tx: Tx, occurrences: readonly string[], caseId: string, at: Date): Promise<void>;
    /** Records the duty of a case with what it asks, as this person. */
    complete(given: {
      readonly caseId: string;
      readonly duty: string;
      readonly record: Readonly<Record<string, unknown>>;
      readonly remark: string;
      readonly actor: Actor;
    }): Promise<void>;
  };
  register: {
    /** Writes into lines of registers what the review said of them. */
    reviewed(
      tx: Tx,
      rows: readonly { readonly row: string; readonly decision: string }[],
      by: { readonly by: string; readonly at: Date; readonly variant: Variant },
    ): Promise<void>;
    /** Ends the line of what was measured to be gone. */
    end(tx: Tx, row: string, why: { readonly reason: string; readonly at: Date }): Promise<void>;
  };
  label(variant: Variant): Words;
  /** Tells somebody that lines were handed to them, within the transaction that does it. */
  tell(tx: Tx, at: Date, handed: Handed): Promise<void>;
}

export interface ReviewsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly ports: ReviewsPorts;
}

import type { Words } from '../../base/text.ts';
import type { BusinessCalendar } from '../../calendar/index.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Param, ParamValue } from '../../mechanism/param.ts';

/** An account that could decide: active, not expired, no auditor. */
export interface Decider {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Who asks. */
export interface Actor {
  readonly actor: string;
  readonly accountId: string | null;
  readonly roles: readonly string[];
}

export interface RequestNews {
  readonly what:
    | 'submitted'
    | 'step'
    | 'approved'
    | 'denied'
    | 'returned'
    | 'overdue'
    | 'lapsed'
    | 'expiring'
    | 'expired'
    | 'revoked'
    | 'closed';
  readonly request: string;
  readonly number: number;
  readonly title: Words;
  readonly about: string;
  readonly applicant: string;
  /** Accounts who are asked to decide now, for `submitted`, `step` and `overdue`. */
  readonly deciders: readonly string[];
  readonly words: string;
  readonly date: string | null;
}

/** What this room asks of others; handed in where the server is composed. */
export interface RequestsPorts {
  calendar(): BusinessCalendar;
  localDate(at: Date): string;
  startOfDay(date: string): Date;
  value(param: Param, at: Date): ParamValue;
  deciders(db: Db): Promise<readonly Decider[]>;
  accountNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  clausesOf(kind: string): readonly string[];
  applies(kind: string, at: Date): Promise<boolean>;
  named(
    type: 'person' | 'device' | 'row',
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly label: string; readonly gone: boolean }>>;
  bindFiles(
    tx: Tx,
    ids: readonly string[],
    to: { readonly subject: string; readonly by: string; readonly at: Date },
  ): Promise<readonly { readonly id: string; readonly name: string; readonly hash: string; readonly bytes: number }[]>;
  register: {
    /** Writes the line of an approval, in the same transaction. Throws `conflict` where such a line is in force already. */
    write(
      tx: Tx,
      register: string,
      cells: Cells,
      from: { readonly request: string; readonly by: string; readonly at: Date },
    ): Promise<{ readonly row: string; readonly number: string }>;
    /** Ends it: the approval ran out or was revoked. Does nothing where a person ended it before. */
    end(
      tx: Tx,
      row: string,
      why: { readonly act: 'expired' | 'ended'; readonly reason: string; readonly by: string; readonly at: Date },
    ): Promise<void>;
    /** `R-SW-12`, and the register's id and title. */
    describe(
      rows: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly register: string; readonly title: Words; readonly number: string }>>;
    title(register: string): Words;
    /** When its owner last confirmed it; null where nobody has. */
    confirmedAt(register: string, at: Date): Promise<Date | null>;
  };
  /** An approval opens the duties that hang on it; the answer holds the occurrence by the duty's id. */
  onApproved(
    tx: Tx,
    approved: {
      readonly kind: string;
      /** Account id. */
      readonly applicant: string;
      readonly request: string;
      readonly number: number;
      readonly about: string;
      /** What a case opens with; null where a later version only opens the duties that were missing. */
      readonly whole: {
        readonly form: Cells;
        readonly assessment: Cells;
        /** Accounts that said yes in this round, whoever decided last among them. */
        readonly approvers: readonly string[];
        /** The line that the approval wrote. */
        readonly line: string;
      } | null;
      readonly validUntil: string | null;
      readonly by: string;
      readonly at: Date;
    },
  ): Promise<ReadonlyMap<string, string>>;
  /** What the duty that closes a request is called; null for one that there is not. */
  dutyTitle?(duty: string): Words | null;
  /** Occurrences that close requests: when due, and whether done. */
  closings(
    occurrences: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly title: Words; readonly dueAt: Date; readonly done: boolean; readonly overdue: boolean }>>;
  tell(tx: Tx, at: Date, news: RequestNews): Promise<void>;
}

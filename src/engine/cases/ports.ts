import type { Words } from '../../base/text.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { CaseSoFar } from '../../mechanism/case.ts';
import type { Cells, Field } from '../../mechanism/field.ts';

/** Who asks. */
export interface Actor {
  readonly actor: string;
  readonly accountId: string | null;
  readonly roles: readonly string[];
}

/** An occurrence of a duty that a case waits for. */
export interface CaseOccurrence {
  readonly id: string;
  readonly duty: string;
  readonly dueOn: string;
  readonly dueAt: Date;
  readonly overdue: boolean;
  readonly owner: Words;
}

export interface CaseNews {
  readonly case: string;
  readonly number: string;
  readonly title: Words;
  readonly label: string;
  /** What was done, and where the case stands after it. */
  readonly step: Words;
  readonly state: Words;
  /** Accounts that are told: whoever opened it, and whoever can go on by an act. */
  readonly to: readonly string[];
}

/** What this room asks of others; handed in where the server is composed. */
export interface CasesPorts {
  localDate(at: Date): string;
  startOfDay(date: string): Date;
  /** Accounts that can sign in for good, no auditors. */
  accounts(db: Db): Promise<readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[]>;
  /** Names of accounts, of those that are gone too. */
  accountNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Who accounts are on the staff list; those who stand there as nobody are absent. */
  peopleOf(accounts: readonly string[]): Promise<ReadonlyMap<string, string>>;
  named(
    type: 'person' | 'device' | 'row',
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly label: string; readonly gone: boolean }>>;
  applies(kind: string, at: Date): Promise<boolean>;
  bindFiles(
    tx: Tx,
    ids: readonly string[],
    to: { readonly subject: string; readonly by: string; readonly at: Date },
  ): Promise<readonly { readonly id: string; readonly name: string; readonly hash: string; readonly bytes: number }[]>;
  duties: {
    /** What a duty's record asks, and what it is called. */
    record(duty: string): { readonly title: Words; readonly fields: readonly Field[] } | null;
    /** Opens an occurrence for a case, in the transaction; it appends to the ledger. A key that was told before opens nothing again. */
    open(
      tx: Tx,
      duty: string,
      given: {
        readonly case: string;
        /** The request with which the case opened. */
        readonly request: string | null;
        readonly key: string;
        /** When what it follows on happened: hours count from there. */
        readonly since: Date;
        /** The account to which it falls instead of the duty's owner; null: to the owner. */
        readonly falls: string | null;
        readonly about: Words;
        readonly by: string;
        readonly at: Date;
        /** The day by which it is due, where the case says so; null: as the duty says. */
        readonly dueOn: string | null;
        /** How many days before that it can be done. */
        readonly leadDays: number;
      },
    ): Promise<void>;
    /** Holds what is undone for a case until the transaction ends. */
    hold(tx: Tx, caseId: string): Promise<void>;
    /** Leaves out what a case does not wait for any more: all that is undone of it, but of the duties named. */
    leaveOut(
      tx: Tx,
      given: { readonly case: string; readonly keep: readonly string[]; readonly by: string; readonly at: Date; readonly reason: string },
    ): Promise<void>;
    /** What cases wait for, undone. */
    waiting(cases: readonly string[], at: Date): Promise<ReadonlyMap<string, readonly CaseOccurrence[]>>;
  };
  /** What a kind of request asks the applicant and the approvers, what it is called, and the register in which its approval writes a line. */
  requestForm(
    kind: string,
  ): { readonly title: Words; readonly fields: readonly Field[]; readonly assessment: readonly Field[]; readonly register: string } | null;
  register: {
    add(tx: Tx, register: string, cells: Cells, by: { readonly by: string; readonly at: Date }): Promise<{ readonly row: string }>;
    /** Changes what differs; does nothing where the line has ended. */
    change(tx: Tx, row: string, cells: Cells, by: { readonly by: string; readonly at: Date; readonly reason?: string }): Promise<void>;
    /** A line as it stands, held until the transaction ends; null where there is none. */
    hold(tx: Tx, row: string): Promise<HeldLine | null>;
    /** Lets columns say again what they said in a revision; does nothing where the line has ended. */
    back(
      tx: Tx,
      row: string,
      to: { readonly revision: number; readonly columns: readonly string[] },
      by: { readonly by: string; readonly at: Date; readonly reason: string },
    ): Promise<void>;
    end(
      tx: Tx,
      row: string,
      why: { readonly act: 'ended'; readonly reason: string; readonly by: string; readonly at: Date },
    ): Promise<void>;
    describe(
      rows: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly register: string; readonly title: Words; readonly number: string }>>;
  };
  /** Queues what people are told, within the transaction. */
  tell(tx: Tx, at: Date, news: CaseNews): Promise<void>;
  /** A step was done, in its transaction: other rooms do what hangs on it. They may append to the ledger. */
  onStep?(tx: Tx, done: StepDone): Promise<void>;
}

/** A line of a register, as the case that takes it finds it. */
export interface HeldLine {
  readonly register: string;
  /** `R-VENDOR-3` */
  readonly number: string;
  readonly ended: boolean;
  readonly revision: number;
  /** By column, null where it is blank. */
  readonly cells: Cells;
}

export interface StepDone {
  readonly case: string;
  readonly kind: string;
  readonly number: string;
  readonly label: string;
  readonly step: string;
  readonly from: string | null;
  readonly to: string;
  readonly cells: Cells;
  /** The case as it stands after the step. */
  readonly so: CaseSoFar;
  /** The line of a register that mirrors it; null where none does. */
  readonly line: string | null;
  readonly by: string;
  readonly at: Date;
}

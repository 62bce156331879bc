import type { Words } from '../../base/text.ts';
import type { BusinessCalendar } from '../../calendar/index.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { Sheet } from '../../mechanism/duty.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Param, ParamValue } from '../../mechanism/param.ts';

/** `role:administrator` or `person:<id on the staff list>`. */
export type Party = `role:${string}` | `person:${string}`;

/** Who asks: the account, its roles, and who it is on the staff list, where it is somebody. */
export interface Actor {
  readonly actor: string;
  readonly accountId: string | null;
  readonly person: string | null;
  readonly roles: readonly string[];
}

/** A sheet as the machine laid it out; what it holds is shown, hashed and frozen, never computed with. */
export interface PreparedSheet {
  readonly sections: readonly {
    readonly title: Words;
    readonly to: string | null;
    readonly verdict: 'pass' | 'fail' | 'unknown' | null;
    readonly summary: Words;
    readonly columns: readonly Words[];
    /** A name or date as it is, or words in both languages. */
    readonly rows: readonly (readonly (string | Words)[])[];
    readonly more: number;
  }[];
}

export interface DutyNews {
  readonly what: 'opened' | 'due-soon' | 'owner-gone' | 'overdue' | 'escalated-committee' | 'escalated-management' | 'problem';
  readonly occurrence: string;
  readonly duty: string;
  readonly title: Words;
  readonly about: Words;
  readonly dueOn: string;
  readonly owner: Party;
  readonly deputy: Party | null;
  /** The name of the owner who is gone; then `owner` is the role that steps in. */
  readonly gone: Words | null;
}

/** What this room asks of others; handed in where the server is composed. */
export interface DutiesPorts {
  /** As the company's facts say now. */
  calendar(): BusinessCalendar;
  fiscalYearStartMonth(): number;
  value(param: Param, at: Date): ParamValue;
  /** Clauses that cite a duty, and whether any of them applies at a moment. */
  clausesOf(duty: string): readonly string[];
  applies(duty: string, at: Date): Promise<boolean>;
  /** From when duties count: the day the company first put procedures into force; null before. No occurrence opens before it. */
  startedOn(): Promise<string | null>;
  /** Names of parties, of those who left too. */
  partyNames(parties: readonly Party[]): Promise<ReadonlyMap<Party, { readonly name: Words; readonly gone: boolean }>>;
  parties(): Promise<readonly { readonly party: Party; readonly name: Words }[]>;
  /** Roles that somebody holds who can sign in now; left out, all of them count as held. */
  heldRoles?(): Promise<ReadonlySet<string>>;
  /** Names of people and devices in a record's cells. */
  named(
    type: 'person' | 'device' | 'row',
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly label: string; readonly gone: boolean }>>;
  sheet(sheet: Sheet, since: Date | null, at: Date, caseId: string | null): Promise<PreparedSheet>;
  bindFiles(
    tx: Tx,
    ids: readonly string[],
    to: { readonly subject: string; readonly by: string; readonly at: Date },
  ): Promise<readonly { readonly id: string; readonly name: string; readonly hash: string; readonly bytes: number }[]>;
  countFiles(db: Db, subjects: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Queues what people are told, within the transaction that moves the occurrence. */
  tell(tx: Tx, at: Date, news: DutyNews): Promise<void>;
  /** An occurrence that closes a request was completed, in the same transaction. */
  onCompleted?(
    tx: Tx,
    completed: {
      readonly occurrence: string;
      readonly duty: string;
      readonly request: string | null;
      /** The case that it moves on. */
      readonly caseId: string | null;
      readonly cells: Cells;
      readonly problem: boolean;
      readonly remark: string;
      readonly by: string;
      readonly at: Date;
    },
  ): Promise<void>;
}

import type { Clock } from '../base/clock.ts';
import type { Language, Words } from '../base/text.ts';
import type { LocalDate } from '../calendar/index.ts';
import type { Db, Pool, Tx } from '../db/pool.ts';
import type { Audience, LeafletClauses, LeafletLine, RulesContent } from './content.ts';

/** A person of the staff register, as leaflets need them. */
export interface Reader {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
  /** '' or null where the person has none. */
  readonly email: string | null;
  readonly department: string | null;
  /** `developer`, `departmentManager`, `administrator`, `operator` and `committee` open a leaflet beside everybody's. */
  readonly duties: readonly string[];
  readonly active: boolean;
  readonly accountId: string | null;
}

/** A mail to be queued in the sender's transaction: the shape that the room notify takes. */
export interface LeafletMail {
  readonly channel: 'mail';
  readonly to: { readonly address: string; readonly name: string; readonly person: string };
  readonly language: Language;
  readonly text: {
    readonly subject: string;
    readonly lines: readonly string[];
    readonly link: { readonly url: string; readonly label: string };
    readonly date?: LocalDate;
  };
  readonly about: string;
  readonly dedupeKey: string;
}

/** A version of the procedures that is in force. */
export interface InForce {
  readonly id: string;
  readonly number: string;
  readonly content: RulesContent;
}

/** A leaflet as it is drawn on paper. */
export interface LeafletPaper {
  readonly language: Language;
  readonly audience: Audience;
  readonly company: string;
  readonly version: string;
  readonly date: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly lines: readonly LeafletLine[];
  readonly quiz: { readonly question: Words; readonly options: readonly Words[] } | null;
  /** The reader's name; null for a sheet to be signed by hand. */
  readonly reader: string | null;
}

/** Everything the room needs from outside. It imports none of the rooms behind these functions. */
export interface LeafletDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Everybody in the staff register, those who left included. */
  readers(db: Db): Promise<readonly Reader[]>;
  /** The same as it stood at a moment. */
  readersAt(db: Db, at: Date): Promise<readonly Reader[]>;
  /** The version in force at a moment; null before the first. */
  inForce(at: Date): Promise<InForce | null>;
  /** What the draft says, for a preview before the first version. */
  draft(): Promise<RulesContent>;
  readonly clauses: LeafletClauses;
  calendar(): { addBusinessDays(date: LocalDate, count: number): LocalDate };
  /** Queues mails within the transaction; those with a known `dedupeKey` are left out. */
  enqueue(tx: Tx, at: Date, mails: readonly LeafletMail[]): Promise<number>;
  /** Whether mail can leave at all, and the address that links begin with; null while a mail server or that address is not set. */
  mailBase(): Promise<string | null>;
}

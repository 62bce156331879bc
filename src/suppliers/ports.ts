import type { Clock } from '../base/clock.ts';
import type { Db, Pool, Tx } from '../db/pool.ts';
import type { Cells } from '../mechanism/field.ts';

/** A mail to be queued in the caller's transaction: the shape that the room notify takes. */
export interface SupplierMail {
  readonly channel: 'mail';
  readonly to: { readonly address: string; readonly name: string };
  readonly language: 'ja';
  readonly text: {
    readonly subject: string;
    readonly lines: readonly string[];
    readonly link: { readonly url: string; readonly label: string } | null;
    readonly date?: string;
  };
  readonly about: string;
  readonly dedupeKey: string;
  readonly urgent?: boolean;
}

export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** SHA-256, hex. */
  readonly hash: string;
}

/** Everything the room needs from outside. It imports none of the rooms behind these functions. */
export interface SuppliersDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ports: {
    companyName(): string;
    passMark(at: Date): number;
    reassessMonths(at: Date): number;
    /** Whether mail can leave, and the address that links begin with; null while a mail server or that address is not set. */
    mailBase(): Promise<string | null>;
    enqueue(tx: Tx, at: Date, mails: readonly SupplierMail[]): Promise<number>;
    /** The answers of a case's sheet came: moves the case on. @throws Fault `wrong-state` where it does not wait for them */
    answered(tx: Tx, given: { readonly caseId: string; readonly again: boolean; readonly cells: Cells; readonly at: Date }): Promise<void>;
    /**
     * Opens the case of acceptance (`development/acceptance`) of a delivery and ties both cases to each other. Null where this product
     * knows no such case.
     */
    openAcceptance(tx: Tx, delivery: DeliveredWork): Promise<{ readonly id: string; readonly number: string } | null>;
    files: {
      upload(content: Buffer, given: { readonly name: string; readonly by: string }): Promise<KeptFile>;
      bind(
        tx: Tx,
        ids: readonly string[],
        to: { readonly subject: string; readonly by: string; readonly at: Date },
      ): Promise<readonly KeptFile[]>;
      of(subject: string, db?: Db): Promise<readonly KeptFile[]>;
    };
  };
}

export interface DeliveredWork {
  readonly supplierCase: string;
  readonly supplierNumber: string;
  readonly what: string;
  readonly deliveredOn: string;
  /** The supplier's line in R-VENDOR. */
  readonly line: string | null;
  readonly by: string;
  readonly at: Date;
}

export const sheetSubject = (sheet: string): string => `supplier-sheet:${sheet}`;
export const ledgerSubject = (caseId: string, sheet: string): string => `supplier:${caseId} sheet:${sheet}`;
/** Who answers by a link is no account: this stands for them in the ledger. */
export const answerer = (sheet: string): string => `supplier-sheet:${sheet}`;

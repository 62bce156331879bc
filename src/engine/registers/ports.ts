import type { Words } from '../../base/text.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Param, ParamValue } from '../../mechanism/param.ts';
import type { MeasuredItem, MeasuredListId } from '../../mechanism/register.ts';

/** A list as it was measured. `complete` is false where some who should have reported did not: then an absence proves nothing. */
export interface MeasuredList {
  readonly items: readonly MeasuredItem[];
  readonly complete: boolean;
  readonly because: Words;
}

/** A file that became part of a line. */
export interface BoundFile {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
}

/** What this room asks of others; handed in where the server is composed. */
export interface RegistersPorts {
  /** Names of people and devices by id, of those who left too; ids that nobody has are absent. */
  named(
    type: 'person' | 'device',
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly label: string; readonly gone: boolean }>>;
  /** Ids by what people type into a spreadsheet: a staff number, a name, a device's name. More than one: it is ambiguous. */
  find(type: 'person' | 'device', texts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Everybody on the staff list, or every device, for the drop-downs of a spreadsheet; those who left too, as `gone`. `detail` tells two
   * of one name apart: a staff number, a serial number. Where it is left out there are no drop-downs, and names are found by `find`.
   */
  everyone?(
    type: 'person' | 'device',
  ): Promise<readonly { readonly id: string; readonly label: string; readonly detail: string; readonly gone: boolean }[]>;
  value(param: Param, at: Date): ParamValue;
  /** The company's date of a moment, and the first moment of a date. */
  localDate(at: Date): string;
  startOfDay(date: string): Date;
  /** Makes files that somebody uploaded before part of a line. Throws `not-found` for one that is not there or not theirs. */
  bindFiles(
    tx: Tx,
    ids: readonly string[],
    to: { readonly subject: string; readonly by: string; readonly at: Date },
  ): Promise<readonly BoundFile[]>;
  countFiles(db: Db, subjects: readonly string[]): Promise<ReadonlyMap<string, number>>;
  measured(list: MeasuredListId, at: Date): Promise<MeasuredList>;
  /** A line was added; whatever hangs on that is opened in the same transaction. */
  onAdded?(
    tx: Tx,
    added: {
      readonly register: string;
      readonly row: string;
      readonly label: string;
      readonly cells: Cells;
      /** It mirrors a case, which was there before it. */
      readonly ofCase: boolean;
      readonly by: string;
      readonly at: Date;
    },
  ): Promise<void>;
}

import type { Words } from '../base/text.ts';
import type { Cells, Field } from './field.ts';
import type { NumberParam } from './param.ts';
import type { ResponsibleRole } from './role.ts';

/** Lists that machines measure and that a register can be held against. Each is provided where the server is composed. */
export const measuredLists = [
  'devices',
  'configuration',
  'administrators',
  'utilities',
  'certificates',
  'wireless-networks',
  'listening-servers',
  'log-sources',
  'backup-jobs',
] as const;
export type MeasuredListId = (typeof measuredLists)[number];

/** One thing that was measured. */
export interface MeasuredItem {
  /** By which it is known again at the next look; folded, unique in its list. */
  readonly key: string;
  /** As a person calls it: `keiri-01`, `7-Zip 24.09`. */
  readonly label: string;
  /** Where it was seen: 端末 keiri-01. */
  readonly where: Words;
  readonly seenAt: Date;
  readonly deviceId: string | null;
  /**
   * What is known of it, under the list's own words: `name`, `device`, `serial` … as `src/server/measured-lists.ts` lists them. The
   * offer behind "register" is made of these: by `offer` of the register, else of those that are also columns.
   */
  readonly cells: Cells;
}

export interface Reconciliation {
  readonly list: MeasuredListId;
  /** Whether a line covers a measured thing. Pure. */
  covers(cells: Cells, item: MeasuredItem): boolean;
  /**
   * By which strings a line and a thing can meet at all, so that 10,000 of each are compared at once: `covers` is asked only where both
   * name the same string, case and width aside. Null from a line means that it may cover anything (it holds a pattern) and is held
   * against every thing; an empty list, that it covers nothing. Left out, every line is held against every thing.
   */
  readonly meets?: { line(cells: Cells): readonly string[] | null; thing(item: MeasuredItem): readonly string[] };
  /** What a line for a measured thing would say, by column, where the list's own words (server/measured-lists.ts) are not the columns'. */
  offer?(item: MeasuredItem): Cells;
  /**
   * One line may cover the same thing on many devices: those that no line covers are shown as one difference, by their label. `offer` is
   * then asked for a thing without a device, and leaves open for which devices the line is to be.
   */
  readonly acrossDevices?: true;
  /** Whether a line should be seen at all: one for a phone that no agent measures need not. */
  isExpected(cells: Cells): boolean;
  /** What the two differences mean to a person: 台帳にない端末 / 測定されていない端末. */
  readonly says: {
    readonly unregistered: Words;
    readonly unmeasured: Words;
    /** Of a thing that no line covers any more, because the line that covered it was ended: it should be gone, and is not. */
    readonly remaining?: Words;
  };
}

/** A register (台帳): lines that people keep, with all that was ever written, held against what machines see where they see it. */
export interface Register {
  readonly status: 'running';
  readonly kind: 'register';
  /** `<room>/<name>`, permanent: `software/allowed`. */
  readonly id: string;
  /** The short code under which the field knows it: `R-SW`. Unique. */
  readonly code: string;
  readonly title: Words;
  /** One or two sentences: what stands in it and what for. */
  readonly purpose: Words;
  /** Who keeps it. */
  readonly owner: ResponsibleRole;
  readonly columns: readonly Field[];
  /** The columns that make a line what it is: no two lines that are in force have the same. */
  readonly key: readonly string[];
  /** The column that names a line in lists and relations. */
  readonly label: string;
  /** How often its owner confirms that it is true and complete, in months. An empty one is confirmed too: 該当なし. */
  readonly confirmMonths: number | NumberParam;
  /** Date columns after which a line is overdue: an approval that ran out, a contract, a review. */
  readonly deadlines?: readonly { readonly column: string; readonly says: Words }[];
  readonly reconcile?: Reconciliation;
  /** Everybody signed in may read it (the list of permitted software); else only who keeps, directs or audits. */
  readonly openToAll?: true;
}

export const defineRegister = (register: Omit<Register, 'status' | 'kind'>): Register => ({
  status: 'running',
  kind: 'register',
  ...register,
});

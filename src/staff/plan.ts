import { canonicalJson, sha256Hex } from '../base/hash.ts';
import type { Words } from '../base/text.ts';
import type { TableSheet } from '../tables/index.ts';
import { fieldsOf, type Mapping } from './fields.ts';
import type { DepartmentRecord, DeviceRecord, ImportKind, PersonRecord } from './shape.ts';

export type StaffRecord = PersonRecord | DepartmentRecord | DeviceRecord;

/** What would happen to one row of ours. */
export interface PlannedRow<R extends StaffRecord = StaffRecord> {
  /** Null where it is new. */
  readonly id: string | null;
  /** The row of the file; null where the file does not have it. */
  readonly row: number | null;
  readonly before: R | null;
  /** Null where it would be removed. */
  readonly after: R | null;
  /** The fields in which the two differ. */
  readonly fields: readonly string[];
}

export interface ImportProblem {
  readonly row: number | null;
  /** The title of the column in the file. */
  readonly column: string | null;
  readonly says: Words;
}

/** The difference between a file and what is stored. Nothing is written until somebody has seen it. */
export interface Plan<R extends StaffRecord = StaffRecord> {
  readonly kind: ImportKind;
  readonly added: readonly PlannedRow<R>[];
  readonly changed: readonly PlannedRow<R>[];
  /** Stored, and not in a file that claims to be the whole list. */
  readonly missing: readonly PlannedRow<R>[];
  readonly unchanged: number;
  /** Departments that the file names and nobody knew. */
  readonly newDepartments: readonly { readonly code: string; readonly name: string }[];
  readonly problems: readonly ImportProblem[];
  readonly moreProblems: number;
}

const problemsToldMax = 200;

/** The rows of a sheet under our own names of columns. */
export interface MappedRow {
  readonly number: number;
  /** Undefined where no column was chosen for the field. */
  cell(key: string): string | undefined;
}

/** Collects problems by row under the file's own titles, the first ones to be told, all of them counted. */
export class PlanProblems {
  readonly #mapping: Mapping;
  readonly #all: ImportProblem[] = [];
  readonly #rows = new Set<number>();
  readonly #unreadRows = new Set<number>();
  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }
  add(row: number | null, key: string | null, says: Words): void {
    this.#push(row, key === null ? null : (this.#mapping[key] ?? null), says);
  }
  /** What reading the file found, under its own titles. A formula in a column that no field is read from is nobody's business. */
  addRead(row: number | null, column: string | null, says: Words, header: readonly string[]): void {
    const isTitle = column !== null && header.includes(column);
    if (isTitle && !Object.values(this.#mapping).includes(column)) return;
    if (row !== null) this.#unreadRows.add(row);
    this.#push(row, column, says);
  }
  #push(row: number | null, column: string | null, says: Words): void {
    if (row !== null) this.#rows.add(row);
    this.#all.push({ row, column, says });
  }
  has(row: number): boolean {
    return this.#rows.has(row);
  }
  /** Whether a cell of the row could not be read: that it seems empty is then no news. */
  isUnread(row: number): boolean {
    return this.#unreadRows.has(row);
  }
  told(): { problems: ImportProblem[]; moreProblems: number } {
    const sorted = this.#all.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
    return { problems: sorted.slice(0, problemsToldMax), moreProblems: Math.max(0, sorted.length - problemsToldMax) };
  }
}

/** Lays the mapping over a sheet. Says which required column was not chosen, or which chosen one the file lacks. */
export function mappedRows(kind: ImportKind, sheet: TableSheet, mapping: Mapping, problems: PlanProblems): MappedRow[] {
  const indexes = new Map<string, number>();
  for (const { key, title, required } of fieldsOf[kind]) {
    const wanted = mapping[key];
    if (wanted === undefined) {
      if (required)
        problems.add(null, null, {
          ja: `「${title.ja}」にあたる列を選んでください。`,
          en: `Choose the column that holds “${title.en}”.`,
        });
      continue;
    }
    const index = sheet.header.indexOf(wanted);
    if (index < 0)
      problems.add(null, key, { ja: `ファイルに「${wanted}」という列がありません。`, en: `The file has no column “${wanted}”.` });
    else indexes.set(key, index);
  }
  return sheet.rows.map((row) => ({
    number: row.number,
    cell: (key) => {
      const index = indexes.get(key);
      return index === undefined ? undefined : row.cells[index];
    },
  }));
}

/** The fields in which two records differ. */
export const differing = <R extends StaffRecord>(before: R, after: R): string[] =>
  Object.keys(after).filter((key) => canonicalJson(before[key as keyof R]) !== canonicalJson(after[key as keyof R]));

/** Sorts rows into new, changed and unchanged ones. */
export class Differences<R extends StaffRecord> {
  readonly added: PlannedRow<R>[] = [];
  readonly changed: PlannedRow<R>[] = [];
  unchanged = 0;
  put(row: number, stored: { readonly id: string; readonly record: R } | null, after: R): void {
    if (stored === null) {
      this.added.push({ id: null, row, before: null, after, fields: [] });
      return;
    }
    const fields = differing(stored.record, after);
    if (fields.length === 0) this.unchanged += 1;
    else this.changed.push({ id: stored.id, row, before: stored.record, after, fields });
  }
}

/** Tells the same field in two rows of a file, on both rows. */
export function tellTwice(rows: readonly { row: number; key: string; shown: string }[], field: string, problems: PlanProblems): void {
  const seen = new Map<string, { row: number; shown: string }[]>();
  for (const { row, key, shown } of rows) seen.set(key, [...(seen.get(key) ?? []), { row, shown }]);
  for (const same of seen.values()) {
    if (same.length < 2) continue;
    for (const { row, shown } of same) {
      const others = same.filter((each) => each.row !== row).map((each) => each.row);
      problems.add(row, field, {
        ja: `「${shown}」が${others.slice(0, 5).join('、')}行目にもあります。`,
        en: `“${shown}” stands in row ${others.slice(0, 5).join(', ')} as well.`,
      });
    }
  }
}

/** One digest over all that would happen: applying asks for it, so that only what was seen is done. */
export const planDigest = (plan: Plan, about: { readonly file: string; readonly fullList: boolean }): string => {
  const { kind, added, changed, missing, newDepartments } = plan;
  return sha256Hex(canonicalJson({ ...about, kind, added, changed, missing, newDepartments }));
};

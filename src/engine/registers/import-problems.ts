import type { Words } from '../../base/text.ts';
import type { ReadTable, TableSheet } from '../../tables/index.ts';

export interface ImportProblem {
  /** As Excel numbers rows; null where it concerns the file. */
  readonly row: number | null;
  /** The title of the column in the file. */
  readonly column: string | null;
  readonly says: Words;
}

const toldMax = 200;

/** Collects problems by row, the first ones to be told, all of them counted. */
export class ImportProblems {
  readonly #all: ImportProblem[] = [];
  readonly #unreadRows = new Set<number>();
  #more = 0;
  add(row: number | null, column: string | null, says: Words): void {
    this.#all.push({ row, column, says });
  }
  /** What reading the file found in the sheet: formulas, merged cells, errors. */
  read(sheet: TableSheet, { problems, moreProblems }: ReadTable): void {
    for (const { sheet: name, row, column, says } of problems) {
      if (name !== null && name !== sheet.name) continue;
      if (row !== null) this.#unreadRows.add(row);
      this.add(row, column, says);
    }
    this.#more += moreProblems;
  }
  /** Whether a cell of the row could not be read: that it seems empty or new is then no news. */
  isUnread(row: number): boolean {
    return this.#unreadRows.has(row);
  }
  get count(): number {
    return this.#all.length + this.#more;
  }
  told(): { problems: ImportProblem[]; moreProblems: number } {
    const problems = this.#all.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)).slice(0, toldMax);
    return { problems, moreProblems: this.count - problems.length };
  }
}

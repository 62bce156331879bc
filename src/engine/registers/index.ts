import type { Clock } from '../../base/clock.ts';
import type { Pool, Tx } from '../../db/pool.ts';
import { namedTypeOf } from '../../mechanism/named.ts';
import type { Register } from '../../mechanism/register.ts';
import type { PracticeStandings } from '../../mechanism/standing.ts';
import {
  type Act,
  add,
  addMany,
  addWithin,
  type BulkAct,
  bulk,
  change,
  changeWithin,
  end,
  endRow,
  type GivenCells,
  restore,
  type SeenRow,
  write,
} from './acts.ts';
import { type Confirmation, confirmationsOf, lastConfirmations } from './confirm.store.ts';
import { confirm } from './confirm.ts';
import { type ComparisonStates, definitionOf, type RegistersDeps } from './deps.ts';
import { type Explain, explain, registerDifference } from './differences.ts';
import type { DifferenceFilter } from './differences-list.store.ts';
import { type DifferencesAt, type DifferencesPage, listDifferences, openDifferencesAt } from './differences-list.ts';
import { type ExportWanted, exportRegister } from './exchange-export.ts';
import { type Applied, type ApplyWanted, applyImport, type ImportPreview, previewImport } from './import.ts';
import type { ImportPlan } from './import-plan.ts';
import { type ShownChange, shownChanges } from './import-shown.ts';
import { type NewUpload, sweepUploads } from './import-upload.ts';
import { backWithin, type HeldLine, holdLine } from './of-case.ts';
import { type PastLine, pastLines } from './past.store.ts';
import type { RegistersPorts } from './ports.ts';
import {
  type Choice,
  choices,
  type Described,
  describe,
  listRows,
  type Row,
  type RowHistory,
  type RowsWanted,
  readLineOf,
  readRow,
} from './read.ts';
import { reconcileAll } from './reconcile.ts';
import { refresh } from './refresh.ts';
import { changeStamp, countsOf, linesNaming, rowsOf, type StoredRow, textsLike } from './row.store.ts';
import { type Named, namedRows } from './said.ts';
import { standingsAt } from './standing.ts';
import { type SavedView, type ViewState, viewsOf } from './view.store.ts';
import { removeView, saveView, type ViewDraft } from './views.ts';
import type { WrittenLine } from './write.ts';

export type { Act, BulkAct, GivenCells, SeenRow } from './acts.ts';
export { type ComparisonState, registersLimits, rowSubject } from './deps.ts';
export type { DifferencesAt, DifferencesPage } from './differences-list.ts';
export { countsOfPlan, type ShownChange } from './import-shown.ts';
export { importLimits } from './import-upload.ts';
export type { BoundFile, MeasuredList, RegistersPorts } from './ports.ts';
export type { Choice, Described, Row, RowHistory, RowsWanted } from './read.ts';
export type { SavedView, ViewDraft, ViewState, WrittenLine };

/** A register as its page begins: how many lines it has, and who confirmed it when. */
export interface RegisterState {
  readonly definition: Register;
  /** Lines in force. */
  readonly rows: number;
  readonly confirmedAt: Date | null;
}

/** The registers (台帳): their lines, all that was ever written in them, and how they stand. */
export class Registers {
  readonly #deps: RegistersDeps;

  constructor(given: {
    readonly pool: Pool;
    readonly clock: Clock;
    readonly definitions: readonly Register[];
    readonly ports: RegistersPorts;
  }) {
    this.#deps = { ...given, definitions: new Map(given.definitions.map((definition) => [definition.id, definition])) };
  }

  definitions = (): readonly Register[] => [...this.#deps.definitions.values()];
  /** Null for a register that there is not. */
  definition = (id: string): Register | null => this.#deps.definitions.get(id) ?? null;

  /** All registers, in the order of their definitions. */
  list = async (): Promise<RegisterState[]> => {
    const { pool, clock } = this.#deps;
    const definitions = this.definitions();
    const [counts, confirmations] = await Promise.all([
      countsOf(
        pool,
        definitions.map(({ id }) => id),
      ),
      lastConfirmations(pool, clock.now()),
    ]);
    return definitions.map((definition) => ({
      definition,
      rows: counts.get(definition.id) ?? 0,
      confirmedAt: confirmations.get(definition.id)?.at ?? null,
    }));
  };
  confirmations = (id: string, limit = 50): Promise<Confirmation[]> =>
    confirmationsOf(this.#deps.pool, definitionOf(this.#deps, id).id, limit);
  /** When its keeper last confirmed it by a moment; null where nobody had. */
  confirmedAt = async (id: string, at: Date): Promise<Date | null> => (await lastConfirmations(this.#deps.pool, at)).get(id)?.at ?? null;

  /** All lines in force, as they are stored. For what reads a whole register. */
  inForce = (id: string): Promise<StoredRow[]> => rowsOf(this.#deps.pool, definitionOf(this.#deps, id).id, 'current');
  /** The lines that were in force at a moment. */
  linesAt = (id: string, at: Date): Promise<PastLine[]> => pastLines(this.#deps.pool, definitionOf(this.#deps, id).id, at);
  /** Says another thing as soon as a line of these changed. Cheap. */
  stamp = (ids: readonly string[]): Promise<string> => changeStamp(this.#deps.pool, ids);
  rows = (id: string, wanted: RowsWanted) => listRows(this.#deps, id, wanted);
  row = (id: string, row: string): Promise<Row & { history: RowHistory[] }> => readRow(this.#deps, id, row);
  line = (id: string, row: string): Promise<Row> => readLineOf(this.#deps, id, row);

  /** Lines in force about a device, of every register that has a column for one. */
  linesNaming = (device: string): Promise<{ id: string; register: string; label: string }[]> => {
    const about = this.definitions().filter(({ columns }) =>
      columns.some((column) => column.id === 'device' && namedTypeOf(column) === 'device'),
    );
    return linesNaming(
      this.#deps.pool,
      about.map(({ id }) => id),
      device,
    );
  };
  /** The words of lines in force in which a pattern of PostgreSQL's stands, of several registers at once. */
  textsLike = (ids: readonly string[], pattern: string): Promise<string[]> => textsLike(this.#deps.pool, ids, pattern);

  add = (id: string, cells: GivenCells, act: Act): Promise<WrittenLine> => add(this.#deps, id, cells, act);
  /** Several lines, all or none; `also` in their transaction. */
  addMany = (
    id: string,
    cells: readonly GivenCells[],
    act: Act,
    also?: (tx: Tx, lines: readonly WrittenLine[], at: Date) => Promise<void>,
  ): Promise<WrittenLine[]> => addMany(this.#deps, id, cells, act, also);
  change = (id: string, seen: SeenRow, cells: GivenCells, act: Act): Promise<boolean> => change(this.#deps, id, seen, cells, act);
  end = (id: string, seen: SeenRow, act: Act): Promise<number> => end(this.#deps, id, seen, act);
  restore = (id: string, seen: SeenRow, act: Act): Promise<number> => restore(this.#deps, id, seen, act);
  bulk = (id: string, seen: readonly SeenRow[], act: BulkAct, by: Act): Promise<number> => bulk(this.#deps, id, seen, act, by);
  confirm = (id: string, confirmed: { readonly rows: number; readonly note: string; readonly by: string }): Promise<void> =>
    confirm(this.#deps, id, confirmed);

  /** The line of an approval, in the approval's own transaction. */
  write = (
    tx: Tx,
    id: string,
    cells: GivenCells,
    from: { readonly request: string; readonly by: string; readonly at: Date },
  ): Promise<WrittenLine> => write(this.#deps, tx, id, cells, from);
  /** Ends the line of an approval; does nothing where it ended before. */
  /** A line that mirrors a case, in its transaction. */
  addWithin = (tx: Tx, register: string, cells: GivenCells, by: { readonly by: string; readonly at: Date }): Promise<WrittenLine> =>
    addWithin(this.#deps, tx, register, cells, by);
  changeWithin = (tx: Tx, row: string, cells: GivenCells, by: { readonly by: string; readonly at: Date; readonly reason?: string }) =>
    changeWithin(this.#deps, tx, row, cells, by);
  /** A line that was there before the case that takes it, and the way back to what it said then. */
  holdLine = (tx: Tx, row: string): Promise<HeldLine | null> => holdLine(this.#deps, tx, row);
  backWithin = (
    tx: Tx,
    row: string,
    to: { readonly revision: number; readonly columns: readonly string[] },
    by: { readonly by: string; readonly at: Date; readonly reason: string },
  ): Promise<void> => backWithin(this.#deps, tx, row, to, by);
  endRow = (
    tx: Tx,
    row: string,
    why: { readonly act: 'expired' | 'ended'; readonly reason: string; readonly by: string; readonly at: Date },
  ): Promise<void> => endRow(this.#deps, tx, row, why);

  describe = (rows: readonly string[]): Promise<Map<string, Described>> => describe(this.#deps, rows);
  namedRows = (ids: readonly string[]): Promise<Map<string, Named>> => namedRows(this.#deps, ids);
  choices = (id: string, q: string): Promise<Choice[]> => choices(this.#deps, id, q);

  views = (id: string, owner: string): Promise<SavedView[]> => viewsOf(this.#deps.pool, id, owner);
  saveView = (id: string, view: string | null, draft: ViewDraft, owner: string): Promise<string> =>
    saveView(this.#deps, id, view, draft, owner);
  removeView = (id: string, view: string, owner: string): Promise<void> => removeView(this.#deps, id, view, owner);

  /** How every register stood at a moment, by `practiceKey`. */
  standings = (at: Date): Promise<PracticeStandings> => standingsAt(this.#deps, at, this.comparisons);
  /** How every register that was compared with what is measured stood to it at a moment. */
  comparisons = async (at: Date): Promise<ComparisonStates> => {
    const states = [...(await openDifferencesAt(this.#deps, at))];
    return new Map(
      states.flatMap(([id, { unregistered, unmeasured, compared }]) =>
        compared === null ? [] : [[id, { at: compared.at, complete: compared.complete, differences: unregistered + unmeasured }] as const],
      ),
    );
  };
  /** Holds every register against what is measured for it. Safe at any time; says how many differences came or went. */
  sweep = async (): Promise<number> => {
    await refresh(this.#deps);
    return reconcileAll(this.#deps, this.#deps.clock.now());
  };
  /** How every register that is measured differed at a moment, side by side. */
  differencesAt = (at: Date): Promise<Map<string, DifferencesAt>> => openDifferencesAt(this.#deps, at);
  differences = (id: string, filter: DifferenceFilter): Promise<DifferencesPage> => listDifferences(this.#deps, id, filter);
  explain = (id: string, difference: string, explanation: Explain): Promise<void> => explain(this.#deps, id, difference, explanation);
  /** Makes the line that a measured thing lacks; the difference is gone with it. */
  registerDifference = (
    id: string,
    difference: string,
    given: { readonly cells: GivenCells; readonly reason: string; readonly by: string },
  ): Promise<WrittenLine> => registerDifference(this.#deps, id, difference, given);

  /** A register as .xlsx or CSV. Importing it again changes nothing. */
  exportFile = (id: string, wanted: ExportWanted): Promise<Uint8Array> => exportRegister(this.#deps, id, wanted);
  /** Keeps a file for half an hour and says what it would change. */
  previewImport = (bytes: Buffer, given: NewUpload): Promise<ImportPreview> => previewImport(this.#deps, bytes, given);
  /** The first changes of a preview, in words. */
  shownChanges = (id: string, plan: ImportPlan): Promise<ShownChange[]> => shownChanges(this.#deps, id, plan);
  applyImport = (id: string, wanted: ApplyWanted): Promise<Applied> => applyImport(this.#deps, id, wanted);
  /** Removes files that nobody imported in time. For a timer, once an hour. */
  sweepUploads = (): Promise<void> => sweepUploads(this.#deps);
}

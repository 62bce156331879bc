import type { Language } from '../base/text.ts';
import type { Tx } from '../db/pool.ts';
import type { AcceptanceDeps } from './deps.ts';
import { applyImport, exportSheet, type ImportGiven, type ImportPlan, planImport } from './exchange.ts';
import { type HistoryShown, history, type Overview, overview, page, type RowPage } from './read.ts';
import type { RowsWanted } from './result.store.ts';
import { type DispositionGiven, dispose, type ResultsGiven, recordResults } from './results.ts';
import type { Actor } from './shape.ts';
import { type SpecChange, type Specified, specify } from './specify.ts';
import { onStep, type StepSeen } from './steps.ts';

export type { AcceptanceDeps, AcceptancePorts } from './deps.ts';
export { type ImportPlan, importFileBytesMax } from './exchange.ts';
export type { HistoryShown, Overview, RowPage } from './read.ts';
export { type Actor, acceptanceLimits, type CaseFacts, caseSubject, outcomes, type StandingRow } from './shape.ts';
export { readSheet } from './sheet.store.ts';

/** Acceptance specifications (受入れテスト仕様書), their results, and what is done about what failed. Faults are told at each function. */
export class Acceptance {
  readonly #deps: AcceptanceDeps;
  constructor(deps: AcceptanceDeps) {
    this.#deps = deps;
  }

  overview(id: string, actor: Actor): Promise<Overview> {
    return overview(this.#deps, id, actor);
  }
  rows(id: string, wanted: { readonly only: RowsWanted; readonly offset: number; readonly limit: number }, actor: Actor): Promise<RowPage> {
    return page(this.#deps, id, wanted, actor);
  }
  history(id: string, row: string, actor: Actor): Promise<HistoryShown> {
    return history(this.#deps, id, row, actor);
  }
  specify(id: string, change: SpecChange, actor: Actor): Promise<Specified> {
    return specify(this.#deps, id, change, actor);
  }
  record(id: string, given: ResultsGiven, actor: Actor): Promise<void> {
    return recordResults(this.#deps, id, given, actor);
  }
  dispose(id: string, given: DispositionGiven, actor: Actor): Promise<void> {
    return dispose(this.#deps, id, given, actor);
  }
  exportFile(id: string, language: Language, actor: Actor): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    return exportSheet(this.#deps, id, language, actor);
  }
  previewImport(id: string, given: ImportGiven, actor: Actor): Promise<ImportPlan> {
    return planImport(this.#deps, id, given, actor);
  }
  applyImport(id: string, given: ImportGiven & { readonly digest: string }, actor: Actor): Promise<ImportPlan['counts']> {
    return applyImport(this.#deps, id, given, actor);
  }
  /** What hangs on a step of an acceptance, in its transaction. */
  onStep(tx: Tx, done: StepSeen): Promise<void> {
    return onStep(this.#deps, tx, done);
  }
}

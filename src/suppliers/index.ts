import { localDateOf } from '../calendar/index.ts';
import type { Tx } from '../db/pool.ts';
import { dropExpiredSessions, type Opening, openingsOf } from './access.store.ts';
import { bySession, confirmCode, type OpenedLink, openLink, sendCode } from './access.ts';
import {
  type AnsweringSheet,
  addEvidence,
  evidenceFiles,
  type NamedEvidence,
  readAnswers,
  readByLink,
  removeEvidence,
  saveByLink,
  submitByLink,
} from './answer.ts';
import { type Template, wholeBank } from './bank/index.ts';
import { excelByLink, excelForCompany, importByLink, importForCompany, progressOf } from './by-file.ts';
import type { SuppliersDeps } from './ports.ts';
import { onSupplierStep, type SupplierStep, sendNewLink, stopLinks, sweepSheets } from './send.ts';
import { type Delivery, deliveriesOf, newestSheets, type SheetRow, sheetsOfCase, type TemplateRow } from './sheet.store.ts';
import { type Answers, readContent, type SheetContent } from './sheet.ts';
import { agree, endAgreement, recordFigure, slas } from './sla.ts';
import { currentTemplate, saveTemplate } from './template.ts';

export type { Opening } from './access.store.ts';
export type { OpenedLink } from './access.ts';
export type { AnsweringSheet, NamedEvidence } from './answer.ts';
export { bank, bankVersion, type Question, type QuestionGroup } from './bank/index.ts';
export { sheetLimits } from './limits.ts';
export { answerer, type DeliveredWork, type KeptFile, type SupplierMail, type SuppliersDeps, sheetSubject } from './ports.ts';
export type { Score } from './score.ts';
export type { SupplierStep } from './send.ts';
export type { Delivery, SheetRow } from './sheet.store.ts';
export { type Answers, type AnswerValue, answerValues, type SheetContent } from './sheet.ts';
export { kept, monthDue, type SlaWithFigures } from './sla.ts';
export {
  judgeContracts,
  judgeDeliveries,
  judgeServices,
  judgeSheets,
  judgeUnregistered,
  type ListeningCompared,
  type ServiceLine,
} from './standing.ts';

/** A sheet as the company sees it: final answers, never a draft. */
export interface SheetDetail {
  readonly sheet: SheetRow;
  readonly content: SheetContent;
  readonly answers: Answers | null;
  readonly evidence: readonly NamedEvidence[];
  readonly openings: readonly Opening[];
  readonly progress: { readonly answered: number; readonly asked: number; readonly savedAt: Date | null } | null;
}

const openingsShown = 100;

/** Suppliers: the sheets that they answer without an account, deliveries, and service levels. Faults are told at each function. */
export class Suppliers {
  readonly #deps: SuppliersDeps;

  constructor(deps: SuppliersDeps) {
    this.#deps = deps;
  }

  // For whoever opens a link.
  open = (token: string, address: string): Promise<OpenedLink> => openLink(this.#deps, token, address);
  sendCode = (token: string, address: string) => sendCode(this.#deps, token, address);
  confirm = (token: string, code: string, address: string) => confirmCode(this.#deps, token, code, address);
  /** @throws Fault `link-expired` where the browser was not let in, or no more */
  mustKnow = async (session: string): Promise<void> => void (await bySession(this.#deps, session));
  read = (session: string, address: string): Promise<AnsweringSheet> => readByLink(this.#deps, session, address);
  save = (session: string, given: { readonly revision: number; readonly answers: Answers }) => saveByLink(this.#deps, session, given);
  addEvidence = (session: string, question: string, file: { readonly name: string; readonly content: Buffer }) =>
    addEvidence(this.#deps, session, question, file);
  removeEvidence = (session: string, file: string) => removeEvidence(this.#deps, session, file);
  excel = (session: string, address: string) => excelByLink(this.#deps, session, address);
  importExcel = (session: string, file: Parameters<typeof importByLink>[2], address: string) =>
    importByLink(this.#deps, session, file, address);
  submit = (session: string, given: { readonly revision: number; readonly name: string }, address: string) =>
    submitByLink(this.#deps, session, given, address);

  // For the company.
  template = (): Promise<TemplateRow> => currentTemplate(this.#deps.pool);
  saveTemplate = (given: Template & { readonly revision: number }, by: string) => saveTemplate(this.#deps, given, by);
  newLink = (sheet: string, by: string) => sendNewLink(this.#deps, sheet, by);
  stopLinks = (sheet: string, by: string) => stopLinks(this.#deps, sheet, by);
  excelFor = (sheet: string) => excelForCompany(this.#deps, sheet);
  importFor = (sheet: string, file: Parameters<typeof importForCompany>[2], by: string) => importForCompany(this.#deps, sheet, file, by);
  newest = (cases: readonly string[]) => newestSheets(this.#deps.pool, cases);
  deliveries = (cases: readonly string[] | null, at: Date): Promise<Delivery[]> => deliveriesOf(this.#deps.pool, cases, at);
  slas = (at: Date) => slas(this.#deps, at);
  agree = (given: Parameters<typeof agree>[1], by: string) => agree(this.#deps, given, by);
  endAgreement = (id: string, by: string) => endAgreement(this.#deps, id, by);
  recordFigure = (given: Parameters<typeof recordFigure>[1], by: string) => recordFigure(this.#deps, given, by);

  /** The sheets of a case, the newest first, each with its answers once they were handed in. */
  async sheets(caseId: string): Promise<SheetDetail[]> {
    const rows = await sheetsOfCase(this.#deps.pool, caseId);
    const found: SheetDetail[] = [];
    for (const sheet of rows) {
      const [evidence, openings, progress] = await Promise.all([
        sheet.state === 'submitted' ? evidenceFiles(this.#deps, sheet.id) : [],
        openingsOf(this.#deps.pool, sheet.id, openingsShown),
        sheet.state === 'open' ? progressOf(this.#deps, sheet) : null,
      ]);
      const answers = sheet.answers === null ? null : readAnswers(sheet.answers).answers;
      found.push({ sheet, content: readContent(sheet.content), answers, evidence, openings, progress });
    }
    return found;
  }

  // For the server.
  onStep = (tx: Tx, done: SupplierStep): Promise<void> => onSupplierStep(this.#deps, tx, done);
  sweep = (): Promise<number> => sweepSheets(this.#deps, localDateOf(this.#deps.clock.now()));
  /** Sessions of suppliers whose time is over. */
  dropExpired = (): Promise<void> => dropExpiredSessions(this.#deps.pool, this.#deps.clock.now());
}
export { wholeBank };

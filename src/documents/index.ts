/** The procedures on paper: models, their numbering, and the files drawn from them. Other rooms import this file only. */
export { procedureWorkbook, statementWorkbook } from './excel.ts';
export {
  type ClauseInput,
  type ClauseStanding,
  type ContentInput,
  type ControlInput,
  type DocumentInput,
  procedureDocument,
  type VersionInput,
} from './from-content.ts';
export { type LeafletInput, leafletDocument } from './leaflet.ts';
export type {
  AnyDocument,
  DocumentApproval,
  DocumentRevision,
  DocumentState,
  LeafletDocument,
  ProcedureDocument,
  ReportDocument,
  StatementDocument,
} from './model.ts';
export { type Label, labelsOf, type Numbered } from './numbering.ts';
export { Press, type Pressed } from './press.ts';
export { type ReportInput, reportDocument } from './report.ts';
export { shown } from './shown.ts';
export { type ControlStanding, type StatementInput, statementDocument } from './statement.ts';
export { markOf, stateSaid } from './words.ts';

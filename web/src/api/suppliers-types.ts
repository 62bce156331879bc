import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-suppliers.ts';

/** Shapes of what the server says about suppliers, their sheets and service levels. */
export type OpenedSheet = z.infer<typeof contract.openedSchema>;
export type AnsweringSheet = z.infer<typeof contract.answeringSchema>;
export type SheetAnswers = z.infer<typeof contract.answersSchema>;
export type SheetAnswer = SheetAnswers[string];
export type SheetQuestion = z.infer<typeof contract.questionSchema>;
export type SheetGroup = z.infer<typeof contract.groupSchema>;
export type SheetEvidence = z.infer<typeof contract.evidenceSchema>;
export type ImportedSheet = z.infer<typeof contract.importedSheetSchema>;
export type QuestionBank = z.infer<typeof contract.bankSchema>;
export type SheetTemplate = z.infer<typeof contract.templateSchema>;
export type Supplier = z.infer<typeof contract.supplierSchema>;
export type SupplierList = z.infer<typeof contract.suppliersSchema>;
export type SupplierSheet = z.infer<typeof contract.sheetSchema>;
export type SupplierSheets = z.infer<typeof contract.caseSheetsSchema>;
export type ServiceLevels = z.infer<typeof contract.slasSchema>;
export type Service = ServiceLevels['services'][number];
export type ServiceLevel = Service['levels'][number];
export type Figure = ServiceLevel['figures'][number];
export type AgreedLevel = z.input<typeof contract.agreeBody>;
export type EnteredFigure = z.input<typeof contract.figureBody>;

/** What the list of suppliers is asked for. */
export interface SupplierSearch {
  readonly q?: string;
  readonly state?: 'ended' | 'all';
  readonly offset?: number;
}

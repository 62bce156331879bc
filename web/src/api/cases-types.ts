import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-cases.ts';

/** Shapes of cases, apart from what fetches them: tests without a browser read addresses by them. */
export type CaseKindView = z.infer<typeof contract.caseKindSchema>;
export type CaseOpening = CaseKindView['opens'][number];
export type CaseSummary = z.infer<typeof contract.caseSummarySchema>;
export type CaseWaiting = CaseSummary['waiting'][number];
export type CaseState = CaseSummary['state'];
export type CaseList = z.infer<typeof contract.casesSchema>;
export type CaseDetailView = z.infer<typeof contract.caseDetailSchema>;
export type CaseStateView = CaseDetailView['states'][number];
export type CaseNextStep = CaseDetailView['next'][number];
export type CaseEvent = CaseDetailView['events'][number];
export type NamedCase = z.infer<typeof contract.namedCaseSchema>;
export type OpenCase = z.infer<typeof contract.openCaseBody>;
export type CaseStepBody = z.infer<typeof contract.stepBody>;
export type CaseReceipt = z.infer<typeof contract.caseReceiptSchema>;

/** What an address of the list chooses; what is left out is what is under way. */
export interface CaseSearch {
  readonly kind?: string | undefined;
  readonly state?: 'open' | 'ended' | 'all' | undefined;
  readonly in?: string | undefined;
  readonly device?: string | undefined;
  readonly mine?: true | undefined;
  readonly waiting?: true | undefined;
  readonly q?: string | undefined;
  readonly offset?: number | undefined;
}
export interface CaseOpenSearch {
  readonly step?: string | undefined;
  readonly variant?: string | undefined;
  /** The line of a register that the case takes as its own. */
  readonly line?: string | undefined;
}

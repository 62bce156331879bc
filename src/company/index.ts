/** The company's public face. Other rooms import this file only. */
export { type Answers, type Proposal, proposed, proposedClause, proposedFor } from './applicability.ts';
export { Company, type FactChange } from './company.ts';
export { approvalsMax, type CompanyFacts, defaultFacts, type FactKey, factKeys, type Hours, isFactKey, titleOf } from './facts.ts';
export { type AskedQuestion, droppedBy, Interview, type InterviewState, type Progress, questionsAtOnceMax } from './interview.ts';
export type { StoredFact } from './store.ts';

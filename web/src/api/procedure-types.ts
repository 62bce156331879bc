/** Shapes of what the server answers about the company's own procedures, and of what it is sent. */
import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-procedures.ts';

export type Adoption = z.infer<typeof contract.adoptionSchema>;
export type VersionSummary = z.infer<typeof contract.versionSummarySchema>;
export type VersionState = VersionSummary['state'];
export type Recommendation = z.infer<typeof contract.recommendationSchema>;
export type Procedures = z.infer<typeof contract.proceduresSchema>;
export type Problem = Procedures['draft']['problems'][number];
export type ProceduresControl = Procedures['controls'][number];
export type Draft = z.infer<typeof contract.draftSchema>;
export type DraftControl = Draft['controls'][number];
export type DraftClause = z.infer<typeof contract.draftClauseSchema>;
export type DraftValue = z.infer<typeof contract.draftValueSchema>;
export type PartyName = Draft['parties'][number];
export type ClauseEdit = z.infer<typeof contract.editClauseSchema>;
export type ControlEdit = z.infer<typeof contract.editControlSchema>;
export type ValueEdit = z.infer<typeof contract.editValueSchema>;
export type Submission = z.infer<typeof contract.submitSchema>;
export type Decision = z.infer<typeof contract.decideSchema>;
export type Saved = z.infer<typeof contract.savedSchema>;
export type SavedValue = z.infer<typeof contract.savedValueSchema>;
export type Comparison = z.infer<typeof contract.compareSchema>;
export type Readable = z.infer<typeof contract.readableSchema>;
export type Replay = z.infer<typeof contract.replaySchema>;
export type Statement = z.infer<typeof contract.statementSchema>;
export type ElsewhereRow = z.infer<typeof contract.elsewhereRowSchema>;
export type ExportChoice = Partial<z.infer<typeof contract.exportQuery>> & { readonly format: 'pdf' | 'docx' | 'xlsx' };
export type ClauseStates = z.infer<typeof contract.statesSchema>;
/** Fills what nobody has decided yet. */
export type Filling = z.input<typeof contract.suggestionsSchema>;
export type Filled = z.infer<typeof contract.suggestedSchema>;

import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-acceptance.ts';

export type AcceptanceView = z.infer<typeof contract.acceptanceSchema>;
export type AcceptanceRow = z.infer<typeof contract.acceptanceRowSchema>;
export type AcceptanceRows = z.infer<typeof contract.acceptanceRowsSchema>;
export type AcceptanceHistory = z.infer<typeof contract.acceptanceHistorySchema>;
export type AcceptancePreview = z.infer<typeof contract.acceptancePreviewSchema>;
export type AcceptanceCounts = z.infer<typeof contract.acceptanceAppliedSchema>;
export type Specify = z.input<typeof contract.specifyBody>;
export type Specified = z.infer<typeof contract.specifiedSchema>;
export type Results = z.input<typeof contract.resultsBody>;
export type Outcome = NonNullable<AcceptanceRow['last']>['outcome'];
export type RowsShown = 'all' | 'open' | 'failed' | 'untested';

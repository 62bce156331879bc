import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-scans.ts';

export type ScanTarget = z.infer<typeof contract.scanTargetsSchema>['targets'][number];
export type ScanTargetDetail = z.infer<typeof contract.scanTargetDetailSchema>;
export type ScanTargetDraft = z.input<typeof contract.scanTargetBody>;
export type ScanImport = z.infer<typeof contract.scanImportSchema>;
export type ScanPreview = z.infer<typeof contract.scanPreviewSchema>;
export type ScanImported = z.infer<typeof contract.scanImportedSchema>;
export type ScanFinding = z.infer<typeof contract.scanFindingSchema>;
export type ScanFindings = z.infer<typeof contract.scanFindingsSchema>;
export type ScanFindingDetail = z.infer<typeof contract.scanFindingDetailSchema>;
export type ScanToken = z.infer<typeof contract.scanTokensSchema>['tokens'][number];
export type ScanStep = z.infer<typeof contract.scanStepBody>['step'] | 'agree';
export type ScanWanted = z.infer<typeof contract.scanWanted>;

/** What stands in the address of the list. */
export interface ScanSearch {
  readonly target?: string | undefined;
  readonly q?: string | undefined;
  readonly state?: ScanFinding['state'] | undefined;
  readonly severity?: ScanFinding['severity'] | undefined;
  readonly waits?: 'open' | 'gone' | 'reappeared' | 'proposed' | 'overdue' | undefined;
  readonly offset?: number | undefined;
}

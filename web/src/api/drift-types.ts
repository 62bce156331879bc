import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-drift.ts';

export type DriftEvents = z.infer<typeof contract.driftEventsSchema>;
export type DriftEvent = DriftEvents['events'][number];
export type DriftEventDetail = z.infer<typeof contract.driftEventDetailSchema>;
export type DriftDifferences = z.infer<typeof contract.driftDifferencesSchema>;
export type DriftDifference = z.infer<typeof contract.driftDifferenceSchema>;
export type DriftRule = z.infer<typeof contract.driftRuleSchema>;
export type DriftRuleDraft = z.infer<typeof contract.driftRuleBody>;
export type DriftUnits = z.infer<typeof contract.driftUnitsSchema>;
export type DriftUnit = DriftUnits['units'][number];
export type DriftVersion = z.infer<typeof contract.driftVersionsSchema>['versions'][number];
export type DriftBaseline = z.infer<typeof contract.driftBaselineSchema>;
export type DriftBaselineDifferences = z.infer<typeof contract.driftBaselineDifferencesSchema>;
export type DriftBaselineDevices = z.infer<typeof contract.driftBaselineDevicesSchema>;
export type DriftProposal = z.infer<typeof contract.driftProposeBody>;
export type DriftCollection = DriftDifference['collection'];
export type DriftState = DriftEvent['state'];

/** What the list of changes is asked for. */
export interface DriftQuery {
  readonly q?: string | undefined;
  readonly device?: string | undefined;
  /** Left out: what waits. `all`: whatever its state. */
  readonly state?: DriftState | 'all' | undefined;
  readonly class?: 'client' | 'server' | undefined;
  readonly collection?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly offset?: number | undefined;
}

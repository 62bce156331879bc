import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-rollout.ts';

export type PlaceBody = z.infer<typeof contract.placeBody>;
export type GroupRule = z.infer<typeof contract.groupRuleSchema>;
export type GroupList = z.infer<typeof contract.groupsSchema>;
export type Group = GroupList['groups'][number];
export type GroupNames = z.infer<typeof contract.groupNamesSchema>;
export type GroupPreview = z.infer<typeof contract.groupPreviewSchema>;
export type GroupHistory = z.infer<typeof contract.groupHistorySchema>;
export type RetireDone = z.infer<typeof contract.retireDoneSchema>;
export type RetirementReason = z.infer<typeof contract.retireBody>['reason'];
export type RetiredList = z.infer<typeof contract.retiredSchema>;

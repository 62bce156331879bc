import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-rollout.ts';

export type PlaceBody = z.infer<typeof contract.placeBody>;
export type GroupRule = z.infer<typeof contract.groupRuleSchema>;
export type GroupList = z.infer<typeof contract.groupsSchema>;
export type Group = GroupList['groups'][number];
export type GroupNames = z.infer<typeof contract.groupNamesSchema>;
export type GroupPreview = z.infer<typeof contract.groupPreviewSchema>;
export type GroupHistory = z.infer<typeof contract.groupHistorySchema>;

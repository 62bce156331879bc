import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-capacity.ts';

/** Shapes of capacity, apart from what fetches them. */
export type CapacityList = z.infer<typeof contract.capacityListSchema>;
export type Disk = CapacityList['disks'][number];
export type Outlook = z.infer<typeof contract.outlookSchema>;
export type CapacityQuery = z.infer<typeof contract.capacityQuery>;
export type CapacitySubject = z.infer<typeof contract.subjectSchema>;
export type CapacitySeries = z.infer<typeof contract.seriesSchema>;
export type Metric = CapacitySeries['metric'];
export type SeriesPoint = CapacitySeries['points'][number];
export type Profile = z.infer<typeof contract.profileSchema>;
export type Targets = z.infer<typeof contract.targetsSchema>;
export type Target = z.infer<typeof contract.targetSchema>;
export type TargetDraft = z.infer<typeof contract.targetBody>;
export type WriteToken = z.infer<typeof contract.tokenSchema>;
export type CapacitySearch = Partial<Omit<CapacityQuery, 'limit'>>;

import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-staff.ts';

/** Shapes of the staff list and its imports, apart from what fetches them: tests without a browser read addresses by them. */
export type StaffPerson = z.infer<typeof contract.staffPersonSchema>;
export type StaffList = z.infer<typeof contract.staffListSchema>;
export type Duty = z.infer<typeof contract.dutySchema>;
export type ImportKind = z.infer<typeof contract.importKindSchema>;
export type FileEncoding = z.infer<typeof contract.encodingSchema>;
export type ReadFile = z.infer<typeof contract.readFileSchema>;
export type ReadSheet = ReadFile['sheets'][number];
export type Preview = z.infer<typeof contract.previewSchema>;
export type PlannedRow = Preview['added'][number];
export type Mappings = z.infer<typeof contract.mappingsSchema>;
export type ImportRun = z.infer<typeof contract.importRunSchema>;
export type InvitedPeople = z.infer<typeof contract.invitedPeopleSchema>;
export type Columns = Readonly<Record<string, string>>;

export const duties: readonly Duty[] = ['administrator', 'committee', 'management', 'departmentManager', 'operator', 'developer'];
export const importKinds: readonly ImportKind[] = ['people', 'departments', 'devices'];

export interface StaffQuery {
  readonly q?: string;
  readonly state?: 'active' | 'left';
  readonly department?: string;
  readonly duty?: Duty;
  readonly sort?: 'number' | 'name' | 'department';
  readonly order?: 'asc' | 'desc';
  readonly offset?: number;
}

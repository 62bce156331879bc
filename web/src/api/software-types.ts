import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-software.ts';

export type SoftwareList = z.infer<typeof contract.softwareListSchema>;
export type SoftwareTitle = SoftwareList['titles'][number];
export type SoftwareState = SoftwareTitle['state'];
export type SoftwareDetail = z.infer<typeof contract.softwareDetailSchema>;
export type SoftwareRule = SoftwareDetail['rules'][number];
export type VersionState = SoftwareDetail['versions'][number]['state'];
export type TitleDevices = z.infer<typeof contract.titleDevicesSchema>;
export type CommonSoftware = z.infer<typeof contract.commonSchema>;
export type SoftwareBaseline = z.infer<typeof contract.baselineSchema>;
export type OwnSoftware = z.infer<typeof contract.ownSoftwareSchema>;
export type DecidedSoftware = z.infer<typeof contract.decidedSchema>;
export type Permit = z.input<typeof contract.permitBody>;
export type Forbid = z.input<typeof contract.forbidBody>;
export type LinkSoftware = z.input<typeof contract.linkBody>;
export type PermitCommon = z.input<typeof contract.permitCommonBody>;

/** What stands in the address of the list. */
export interface SoftwareSearch {
  readonly q?: string;
  readonly kind?: 'trace';
  readonly state?: SoftwareState | 'limited';
  readonly platform?: 'windows' | 'macos' | 'linux';
  readonly publisher?: string;
  readonly gone?: 'true';
  readonly sort?: 'firstSeen' | 'name';
  readonly order?: 'asc';
  readonly offset?: number;
}

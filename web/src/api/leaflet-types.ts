import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-leaflets.ts';

/** The shapes of what the server answers about leaflets; apart from the queries, so that what reads addresses needs no browser. */
export type Leaflets = z.infer<typeof contract.leafletsSchema>;
export type LeafletState = z.infer<typeof contract.leafletStateSchema>;
export type Audience = z.infer<typeof contract.audienceSchema>;
export type LeafletLine = z.infer<typeof contract.lineSchema>;
export type Sent = z.infer<typeof contract.sentSchema>;
export type Register = z.infer<typeof contract.registerSchema>;
export type RegisterEntry = z.infer<typeof contract.registerEntrySchema>;
export type OpenLeaflet = z.infer<typeof contract.openLeafletSchema>;
export type Acknowledged = z.infer<typeof contract.acknowledgedSchema>;
export type Quiz = NonNullable<LeafletState['quiz']['quiz']>;
export const audiences = ['everyone', 'developers', 'managers', 'operators'] as const satisfies readonly Audience[];

/** What an address of the register chooses. */
export interface RegisterSearch {
  readonly audience?: Audience | undefined;
  readonly campaign?: string | undefined;
  readonly state?: RegisterFilter | undefined;
  readonly q?: string | undefined;
  readonly offset?: number | undefined;
}
export const registerFilters = ['waiting', 'overdue', 'open', 'no-address', 'not-asked', 'acknowledged', 'void'] as const;
export type RegisterFilter = (typeof registerFilters)[number];

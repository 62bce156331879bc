/**
 * The shapes of what the server answers. The one place that knows where they come from: when they are generated from the
 * OpenAPI file, only the right-hand sides here change.
 */
import type { z } from 'zod';
import type * as contract from '../../../src/api/contract.ts';

export type Words = z.infer<typeof contract.wordsSchema>;
export type Language = keyof Words;
export type Board = z.infer<typeof contract.boardSchema>;
export type BoardControl = Board['controls'][number];
export type Control = z.infer<typeof contract.controlSchema>;
export type Clause = Control['clauses'][number];
export type Mechanism = Clause['mechanisms'][number];
export type ClauseVerdict = z.infer<typeof contract.clauseVerdictSchema>;
export type Verdict = Exclude<ClauseVerdict, 'planned' | 'not-applicable'>;
export type SentencePiece = Clause['sentence']['ja'][number];
export type Param = Control['params'][number];
export type ParamDetail = z.infer<typeof contract.paramSchema>;
export type ParamValue = Param['value'];
export type Params = z.infer<typeof contract.paramsSchema>;
export type Check = z.infer<typeof contract.checkSchema>;
export type Finding = Check['findings'][number];
export type Counts = Check['counts'];
export type DeviceQuery = z.infer<typeof contract.deviceListQuery>;
export type DeviceList = z.infer<typeof contract.deviceListSchema>;
export type DeviceRow = DeviceList['devices'][number];
export type Device = z.infer<typeof contract.deviceSchema>;
export type Platform = Device['platform'];
export type Fact = z.infer<typeof contract.factSchema>;
export type LedgerList = z.infer<typeof contract.ledgerListSchema>;
export type LedgerRow = LedgerList['entries'][number];
export type LedgerEntry = z.infer<typeof contract.ledgerEntrySchema>;
export type LedgerCheck = z.infer<typeof contract.ledgerVerifySchema>;
export type Agents = z.infer<typeof contract.agentsSchema>;

/** What an address of a check's page chooses. */
export interface CheckPage {
  readonly verdict?: 'pass' | 'fail' | 'unknown' | undefined;
  readonly offset?: number | undefined;
}

/** What an address of the ledger's page chooses. */
export interface LedgerPage {
  readonly before?: number | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
}

interface Found {
  readonly id: string;
  readonly title: Words | string;
}
/** What a search finds: small lists, by kind. */
export interface SearchResult {
  readonly controls: readonly Found[];
  readonly clauses: readonly Found[];
  readonly devices: readonly Found[];
  readonly checks: readonly Found[];
}

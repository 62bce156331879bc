import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-requests.ts';

/** Shapes of requests, apart from what fetches them: tests without a browser read addresses by them. */
export type RequestKindView = z.infer<typeof contract.requestKindSchema>;
export type RequestSummary = z.infer<typeof contract.requestSummarySchema>;
export type RequestList = z.infer<typeof contract.requestsSchema>;
export type RequestDetail = z.infer<typeof contract.requestDetailSchema>;
export type RequestState = RequestSummary['state'];
export type RequestAct = RequestDetail['acts'][number];
export type Decision = RequestDetail['decisions'][number];
export type RouteStep = RequestDetail['route'][number];
export type NewRequest = z.infer<typeof contract.newRequestBody>;
export type ChangedRequest = z.infer<typeof contract.changeRequestBody>;
export type RequestDecision = z.infer<typeof contract.decideRequestBody>;
export type Created = z.infer<typeof contract.createdRequestSchema>;
export type Delegations = z.infer<typeof contract.delegationsSchema>;
export type Delegation = Delegations['delegations'][number];
export type NewDelegation = z.infer<typeof contract.newDelegationBody>;

export const requestStates: readonly RequestState[] = [
  'draft',
  'submitted',
  'approved',
  'denied',
  'withdrawn',
  'lapsed',
  'expired',
  'revoked',
  'closed',
];
export const requestScopes = ['mine', 'waiting', 'all'] as const;
export type RequestScope = (typeof requestScopes)[number];

/** What an address of the list chooses. */
export interface RequestSearch {
  readonly scope?: RequestScope;
  readonly state?: RequestState | 'active' | 'all';
  readonly kind?: string;
  readonly q?: string;
  readonly sort?: 'number' | 'submittedAt' | 'decideBy' | 'validUntil';
  readonly order?: 'asc' | 'desc';
  readonly offset?: number;
}
/** Which request a form goes on with, or begins as a copy of. */
export interface ApplySearch {
  readonly draft?: string;
  readonly copy?: string;
  /** Filled in beforehand, where the form asks for it. */
  readonly name?: string;
  readonly publisher?: string;
  readonly device?: string;
}

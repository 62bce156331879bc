import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf } from './client.ts';
import type {
  ChangedRequest,
  Created,
  Delegations,
  NewDelegation,
  NewRequest,
  RequestDecision,
  RequestDetail,
  RequestKindView,
  RequestList,
  RequestSearch,
} from './requests-types.ts';

export * from './requests-types.ts';

/** What waits moves by other people's hands: a list left open follows. */
const followMs = 30_000;

export const requestsPageSize = 50;
export const requestsQuery = ({ scope, state, kind, q, sort, order, offset }: RequestSearch) =>
  queryOptions({
    queryKey: ['requests', 'list', { scope, state, kind, q, sort, order, offset }],
    queryFn: () => get<RequestList>(`/api/requests${queryOf({ scope, state, kind, q, sort, order, offset, limit: requestsPageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: followMs,
  });
export const requestKindsQuery = queryOptions({
  queryKey: ['requests', 'kinds'],
  queryFn: () => get<{ kinds: RequestKindView[] }>('/api/requests/kinds'),
});
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'one', id],
    queryFn: () => get<RequestDetail>(addressOf(id)),
    refetchInterval: followMs,
  });
export const delegationsQuery = queryOptions({
  queryKey: ['requests', 'delegations'],
  queryFn: () => get<Delegations>('/api/requests/delegations'),
});

const addressOf = (id: string): string => `/api/requests/${encodeURIComponent(id)}`;

export const createRequest = (request: NewRequest) => change<Created>('POST', '/api/requests', request);
export const changeRequest = (id: string, request: ChangedRequest) => change<Created>('PATCH', addressOf(id), request);
export const decideRequest = (id: string, decision: RequestDecision) => change<unknown>('POST', `${addressOf(id)}/decide`, decision);
export const withdrawRequest = (id: string, revision: number) => change<unknown>('POST', `${addressOf(id)}/withdraw`, { revision });
export const submitRequest = (id: string, revision: number) => change<unknown>('POST', `${addressOf(id)}/submit`, { revision });
export const revokeRequest = (id: string, revision: number, reason: string) =>
  change<unknown>('POST', `${addressOf(id)}/revoke`, { revision, reason });

export const addDelegation = (delegation: NewDelegation) => change<unknown>('POST', '/api/requests/delegations', delegation);
export const endDelegation = (id: string) => change<unknown>('POST', `/api/requests/delegations/${encodeURIComponent(id)}/end`);

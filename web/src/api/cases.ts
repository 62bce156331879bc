import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CaseDetailView, CaseKindView, CaseList, CaseReceipt, CaseSearch, CaseStepBody, OpenCase } from './cases-types.ts';
import { change, get, queryOf } from './client.ts';

export * from './cases-types.ts';

/** A case moves by other people's hands: a page left open follows. */
const followMs = 30_000;

export const casesPageSize = 50;
export const casesQuery = (search: CaseSearch, limit = casesPageSize) => {
  const { mine, waiting, ...rest } = search;
  const query = { ...rest, mine: mine && 'true', waiting: waiting && 'true', limit };
  return queryOptions({
    queryKey: ['cases', 'list', query],
    queryFn: () => get<CaseList>(`/api/cases${queryOf(query)}`),
    placeholderData: keepPreviousData,
    refetchInterval: followMs,
  });
};
export const caseKindsQuery = queryOptions({
  queryKey: ['cases', 'kinds'],
  queryFn: () => get<{ kinds: CaseKindView[] }>('/api/cases/kinds'),
});
export const caseQuery = (id: string) =>
  queryOptions({ queryKey: ['cases', 'one', id], queryFn: () => get<CaseDetailView>(addressOf(id)), refetchInterval: followMs });

const addressOf = (id: string): string => `/api/cases/${encodeURIComponent(id)}`;

export const openCase = (given: OpenCase) => change<CaseReceipt>('POST', '/api/cases', given);
/** A step that is a decision asks for the second factor again; the server says so and the client asks the person. */
export const doStep = (id: string, isDecision: boolean, given: CaseStepBody) =>
  change<CaseReceipt>('POST', `${addressOf(id)}/${isDecision ? 'decisions' : 'steps'}`, given);

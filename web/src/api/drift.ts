import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf } from './client.ts';
import type {
  DriftBaseline,
  DriftBaselineDevices,
  DriftBaselineDifferences,
  DriftDifferences,
  DriftEventDetail,
  DriftEvents,
  DriftProposal,
  DriftQuery,
  DriftRule,
  DriftRuleDraft,
  DriftState,
  DriftUnit,
  DriftUnits,
  DriftVersion,
} from './drift-types.ts';

export type * from './drift-types.ts';

export const driftPageSize = 50;
const followMs = 60_000;
export const driftStates = ['waiting', 'matched', 'explained', 'quiet', 'noted', 'closed'] as const satisfies readonly DriftState[];

export const driftEventsQuery = ({ state = 'waiting', ...query }: DriftQuery) =>
  queryOptions({
    queryKey: ['drift', 'events', state, query],
    queryFn: () =>
      get<DriftEvents>(`/api/drift/events${queryOf({ ...query, state: state === 'all' ? undefined : state, limit: driftPageSize })}`),
    refetchInterval: followMs,
    placeholderData: keepPreviousData,
  });

export const driftEventQuery = (id: string) =>
  queryOptions({ queryKey: ['drift', 'event', id], queryFn: () => get<DriftEventDetail>(`/api/drift/events/${id}`) });

export const driftDifferencesQuery = (id: string, query: { collection?: string | undefined; offset?: number | undefined }) =>
  queryOptions({
    queryKey: ['drift', 'event', id, 'differences', query],
    queryFn: () => get<DriftDifferences>(`/api/drift/events/${id}/differences${queryOf({ ...query, limit: driftPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const driftRulesQuery = () =>
  queryOptions({ queryKey: ['drift', 'rules'], queryFn: () => get<{ rules: DriftRule[] }>('/api/drift/rules') });

export const driftUnitsQuery = () =>
  queryOptions({ queryKey: ['drift', 'baselines'], queryFn: () => get<DriftUnits>('/api/drift/baselines') });

type UnitKey = Pick<DriftUnit, 'platform' | 'class' | 'environment'>;
export const driftVersionsQuery = ({ platform, class: deviceClass, environment }: UnitKey) =>
  queryOptions({
    queryKey: ['drift', 'versions', platform, deviceClass, environment],
    queryFn: () =>
      get<{ versions: DriftVersion[] }>(
        `/api/drift/versions${queryOf({ platform, class: deviceClass, environment: environment ?? undefined })}`,
      ),
  });

export const driftBaselineQuery = (id: string) =>
  queryOptions({ queryKey: ['drift', 'baseline', id], queryFn: () => get<DriftBaseline>(`/api/drift/baselines/${id}`) });

export const driftBaselineDifferencesQuery = (id: string, query: { device?: string | undefined; offset?: number | undefined }) =>
  queryOptions({
    queryKey: ['drift', 'baseline', id, 'differences', query],
    queryFn: () => get<DriftBaselineDifferences>(`/api/drift/baselines/${id}/differences${queryOf({ ...query, limit: driftPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const driftBaselineDevicesQuery = (id: string, offset: number) =>
  queryOptions({
    queryKey: ['drift', 'baseline', id, 'devices', offset],
    queryFn: () => get<DriftBaselineDevices>(`/api/drift/baselines/${id}/devices${queryOf({ offset, limit: driftPageSize })}`),
    placeholderData: keepPreviousData,
  });

export interface Explaining {
  readonly events: readonly { readonly id: string; readonly revision: number }[];
  readonly reason: string;
  readonly own: boolean;
  readonly row: string | null;
}
export const explainEvents = (given: Explaining) => change('POST', '/api/drift/explain', given);
export const addDriftRule = (draft: DriftRuleDraft) => change<{ id: string }>('POST', '/api/drift/rules', draft);
export const endDriftRule = (id: string, reason: string) => change('POST', `/api/drift/rules/${id}/end`, { reason });
export const restoreDriftRule = (id: string, reason: string) => change('POST', `/api/drift/rules/${id}/restore`, { reason });
export const proposeBaseline = (proposal: DriftProposal) => change<{ id: string }>('POST', '/api/drift/baselines', proposal);
export const approveBaseline = (id: string, digest: string, reason: string) =>
  change('POST', `/api/drift/baselines/${id}/approve`, { digest, reason });
export const dropBaseline = (id: string) => change('POST', `/api/drift/baselines/${id}/drop`);

/** What a person decided shows at once; what the server makes of it comes with the next look. */
export const askDriftAgain = (client: QueryClient) => client.invalidateQueries({ queryKey: ['drift'] });

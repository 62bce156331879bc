import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  CapacityList,
  CapacitySearch,
  CapacitySeries,
  CapacitySubject,
  Profile,
  Target,
  TargetDraft,
  Targets,
  WriteToken,
} from './capacity-types.ts';
import { change, get, queryOf } from './client.ts';

export * from './capacity-types.ts';

export const capacityPageSize = 50;
export const capacityQuery = (search: CapacitySearch) =>
  queryOptions({
    queryKey: ['capacity', 'list', search],
    queryFn: () => get<CapacityList>(`/api/capacity${queryOf({ ...search, limit: capacityPageSize })}`),
    placeholderData: keepPreviousData,
  });
export const capacitySubjectQuery = (of: 'device' | 'target', id: string) =>
  queryOptions({
    queryKey: ['capacity', 'subject', of, id],
    queryFn: () => get<CapacitySubject>(`/api/capacity/subjects/${of}/${encodeURIComponent(id)}`),
  });
export const seriesQuery = (id: string, days: '30' | '400') =>
  queryOptions({
    queryKey: ['capacity', 'series', id, days],
    queryFn: () => get<CapacitySeries>(`/api/capacity/series/${encodeURIComponent(id)}${queryOf({ days })}`),
    placeholderData: keepPreviousData,
  });
export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['capacity', 'profile', id],
    queryFn: () => get<Profile>(`/api/capacity/series/${encodeURIComponent(id)}/profile`),
  });
export const targetsQuery = queryOptions({
  queryKey: ['capacity', 'targets'],
  queryFn: () => get<Targets>('/api/capacity/targets'),
  refetchInterval: 60_000,
});

export const addTarget = (draft: TargetDraft) => change<{ id: string }>('POST', '/api/capacity/targets', draft);
export const changeTarget = (id: string, revision: number, draft: TargetDraft) =>
  change<{ ok: true }>('PUT', `/api/capacity/targets/${encodeURIComponent(id)}`, { ...draft, revision });
export const endTarget = ({ id, revision }: Target) =>
  change<{ ok: true }>('POST', `/api/capacity/targets/${encodeURIComponent(id)}/end`, { revision });
export const rotateWriteToken = () => change<WriteToken>('POST', '/api/capacity/token', {});

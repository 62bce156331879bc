import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf } from './client.ts';
import type {
  GroupHistory,
  GroupList,
  GroupNames,
  GroupPreview,
  GroupRule,
  PlaceBody,
  RetireDone,
  RetiredList,
  RetirementReason,
} from './rollout-types.ts';

export const groupsQuery = queryOptions({ queryKey: ['groups', 'list'], queryFn: () => get<GroupList>('/api/groups') });
export const groupNamesQuery = queryOptions({ queryKey: ['groups', 'names'], queryFn: () => get<GroupNames>('/api/groups/names') });
export const groupHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['groups', 'versions', id],
    queryFn: () => get<GroupHistory>(`/api/groups/${encodeURIComponent(id)}/versions`),
  });
export const groupPreviewQuery = (rule: GroupRule) =>
  queryOptions({
    queryKey: ['groups', 'preview', rule],
    queryFn: () => change<GroupPreview>('POST', '/api/groups/preview', { rule }),
    placeholderData: keepPreviousData,
  });

interface Draft {
  name: string;
  rule: GroupRule;
  reason: string;
}
export const addGroup = (draft: Draft): Promise<{ id: string }> => change('POST', '/api/groups', draft);
export const changeGroup = (id: string, draft: Draft & { version: number }): Promise<void> =>
  change('PUT', `/api/groups/${encodeURIComponent(id)}`, draft);
export const endGroup = (id: string, version: number, reason: string): Promise<void> =>
  change('POST', `/api/groups/${encodeURIComponent(id)}/end`, { version, reason });
export const placeDevices = (body: PlaceBody): Promise<{ changed: number }> => change('POST', '/api/devices/place', body);

export const retiredPageSize = 50;
export const retiredQuery = (offset: number) =>
  queryOptions({
    queryKey: ['devices', 'retired', offset],
    queryFn: () => get<RetiredList>(`/api/devices/retired${queryOf({ offset, limit: retiredPageSize })}`),
    placeholderData: keepPreviousData,
  });
export const retireDevice = (id: string, body: { reason: RetirementReason; note: string }): Promise<RetireDone> =>
  change('POST', `/api/devices/${encodeURIComponent(id)}/retire`, body);

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf } from './client.ts';
import type { AskDetail, AskList, AskPreview, Begun, DeviceChoice, LiveRows, LiveTargets, QueryList } from './live-types.ts';

export const asksPageSize = 20;
export const rowsPageSize = 100;
/** Where no stream comes through, the page looks by itself. */
const lookMs = 5_000;

export const asksQuery = (offset: number) =>
  queryOptions({
    queryKey: ['live', 'list', offset],
    queryFn: () => get<AskList>(`/api/live${queryOf({ offset, limit: asksPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const askQuery = (id: string) =>
  queryOptions({
    queryKey: ['live', 'ask', id],
    queryFn: () => get<AskDetail>(`/api/live/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.ended === null ? lookMs : false),
  });

export const liveRowsQuery = (id: string, page: { q?: string | undefined; offset?: number | undefined }) =>
  queryOptions({
    queryKey: ['live', 'rows', id, page],
    queryFn: () => get<LiveRows>(`/api/live/${encodeURIComponent(id)}/rows${queryOf({ ...page, limit: rowsPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const liveTargetsQuery = (id: string, offset: number) =>
  queryOptions({
    queryKey: ['live', 'targets', id, offset],
    queryFn: () => get<LiveTargets>(`/api/live/${encodeURIComponent(id)}/targets${queryOf({ offset, limit: rowsPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const queriesQuery = queryOptions({ queryKey: ['live', 'queries'], queryFn: () => get<QueryList>('/api/live/queries') });

export interface Asked {
  sql: string;
  name?: string;
  devices: DeviceChoice;
}

export const previewQuery = (sql: string, devices: DeviceChoice) =>
  queryOptions({
    queryKey: ['live', 'preview', sql, devices],
    queryFn: () => change<AskPreview>('POST', '/api/live/preview', { sql, devices }),
    placeholderData: keepPreviousData,
  });

export const askDevices = (asked: Asked): Promise<Begun> => change('POST', '/api/live', asked);
export const stopAsking = (id: string): Promise<void> => change('POST', `/api/live/${encodeURIComponent(id)}/stop`);
export const addQuery = (saving: { name: string; sql: string; platforms: readonly string[] }): Promise<{ id: string }> =>
  change('POST', '/api/live/queries', saving);
export const changeQuery = (
  id: string,
  saving: { version: number; name: string; sql: string; platforms: readonly string[] },
): Promise<void> => change('PUT', `/api/live/queries/${encodeURIComponent(id)}`, saving);
export const endQuery = (id: string, version: number): Promise<void> =>
  change('POST', `/api/live/queries/${encodeURIComponent(id)}/end`, { version });

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, queryOf } from './client.ts';
import type {
  Agents,
  Board,
  Check,
  CheckPage,
  Control,
  Device,
  DeviceList,
  DeviceQuery,
  Fact,
  LedgerEntry,
  LedgerList,
  LedgerPage,
  ParamDetail,
  Params,
  SearchResult,
} from './types.ts';

/** Verdicts move by the minute: a screen left open follows without being asked. */
const followMs = 30_000;

export const boardQuery = queryOptions({ queryKey: ['board'], queryFn: () => get<Board>('/api/board'), refetchInterval: followMs });

export const controlQuery = (id: string) =>
  queryOptions({
    queryKey: ['control', id],
    queryFn: () => get<Control>(`/api/controls/${encodeURIComponent(id)}`),
    refetchInterval: followMs,
  });

export const checkPageSize = 50;
export const checkQuery = (id: string, page: CheckPage) =>
  queryOptions({
    queryKey: ['check', id, page],
    queryFn: () => get<Check>(`/api/checks/${id}${queryOf({ ...page, limit: checkPageSize })}`),
    refetchInterval: followMs,
    placeholderData: keepPreviousData,
  });

export const devicesQuery = (query: Partial<DeviceQuery>) =>
  queryOptions({
    queryKey: ['devices', query],
    queryFn: () => get<DeviceList>(`/api/devices${queryOf(query)}`),
    refetchInterval: followMs,
    placeholderData: keepPreviousData,
  });

export const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['device', id],
    queryFn: () => get<Device>(`/api/devices/${encodeURIComponent(id)}`),
    refetchInterval: followMs,
  });

export const factQuery = (id: string) =>
  queryOptions({ queryKey: ['fact', id], queryFn: () => get<Fact>(`/api/facts/${encodeURIComponent(id)}`) });

export const ledgerPageSize = 50;
export const ledgerQuery = (page: LedgerPage) =>
  queryOptions({
    queryKey: ['ledger', page],
    queryFn: () => get<LedgerList>(`/api/ledger${queryOf({ ...page, limit: ledgerPageSize })}`),
    placeholderData: keepPreviousData,
  });
export const ledgerEntryQuery = (seq: string) =>
  queryOptions({ queryKey: ['ledger-entry', seq], queryFn: () => get<LedgerEntry>(`/api/ledger/entries/${encodeURIComponent(seq)}`) });

export const paramsQuery = queryOptions({ queryKey: ['params'], queryFn: () => get<Params>('/api/params') });
export const paramQuery = (id: string) =>
  queryOptions({ queryKey: ['param', id], queryFn: () => get<ParamDetail>(`/api/params/${encodeURIComponent(id)}`) });

export const agentsQuery = queryOptions({ queryKey: ['agents'], queryFn: () => get<Agents>('/api/agents'), refetchInterval: followMs });

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: () => get<SearchResult>(`/api/search${queryOf({ q })}`),
    placeholderData: keepPreviousData,
    enabled: q.trim() !== '',
  });

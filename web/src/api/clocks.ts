import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf } from './client.ts';
import type { ClockList, ClockReference } from './clocks-types.ts';

export type { ClockList, ClockOfDevice, ClockReference } from './clocks-types.ts';

export const clocksPageSize = 50;
const followMs = 60_000;

export const clocksQuery = (query: { q?: string | undefined; offset?: number | undefined }) =>
  queryOptions({
    queryKey: ['clocks', query],
    queryFn: () => get<ClockList>(`/api/clocks${queryOf({ ...query, limit: clocksPageSize })}`),
    refetchInterval: followMs,
    placeholderData: keepPreviousData,
  });

export const askTimeServers = () => change<ClockReference>('POST', '/api/clocks/reference');

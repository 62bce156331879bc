import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { MeasuredDifferences } from './changes-types.ts';
import { get, queryOf } from './client.ts';

export type * from './changes-types.ts';

const followMs = 30_000;
export const measuredPageSize = 20;
/** As many as the server gives at once. */
export const measuredMost = 100;

export const measuredDifferencesQuery = (id: string, limit: number) =>
  queryOptions({
    queryKey: ['cases', 'one', id, 'differences', limit],
    queryFn: () => get<MeasuredDifferences>(`/api/changes/${encodeURIComponent(id)}/differences${queryOf({ limit })}`),
    placeholderData: keepPreviousData,
    refetchInterval: followMs,
  });

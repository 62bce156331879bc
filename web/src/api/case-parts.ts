import { queryOptions } from '@tanstack/react-query';
import type { Auditors } from './case-parts-types.ts';
import { download, get, queryOf } from './client.ts';

export type * from './case-parts-types.ts';

const addressOf = (id: string): string => `/api/cases/${encodeURIComponent(id)}`;
const followMs = 30_000;

/** `revision`: what was asked with an older one is asked anew. */
export const auditorsQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ['cases', 'one', id, 'auditors', revision],
    queryFn: () => get<Auditors>(`${addressOf(id)}/auditors`),
    refetchInterval: followMs,
  });

export const takeReport = (id: string, number: string, format: 'pdf' | 'docx') =>
  download('GET', `${addressOf(id)}/report${queryOf({ format })}`, `${number}.${format}`);

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  AcceptanceCounts,
  AcceptanceHistory,
  AcceptancePreview,
  AcceptanceRows,
  AcceptanceView,
  Results,
  RowsShown,
  Specified,
  Specify,
} from './acceptance-types.ts';
import { change, download, get, queryOf, sendFile } from './client.ts';

export * from './acceptance-types.ts';

const at = (id: string, rest = ''): string => `/api/acceptances/${encodeURIComponent(id)}${rest}`;
export const acceptanceKey = (id: string) => ['acceptance', id];

/** `revision`: of the case, whose steps freeze the specification and open it again. */
export const acceptanceQuery = (id: string, revision: number) =>
  queryOptions({ queryKey: [...acceptanceKey(id), 'one', revision], queryFn: () => get<AcceptanceView>(at(id)) });
export const rowsPageSize = 50;
export const acceptanceRowsQuery = (id: string, only: RowsShown, offset: number) =>
  queryOptions({
    queryKey: [...acceptanceKey(id), 'rows', only, offset],
    queryFn: () => get<AcceptanceRows>(at(id, `/rows${queryOf({ only, offset, limit: rowsPageSize })}`)),
    placeholderData: keepPreviousData,
  });
export const rowHistoryQuery = (id: string, row: string) =>
  queryOptions({ queryKey: [...acceptanceKey(id), 'history', row], queryFn: () => get<AcceptanceHistory>(at(id, `/rows/${row}/history`)) });

export const specify = (id: string, given: Specify) => change<Specified>('POST', at(id, '/specification'), given);
export const recordResults = (id: string, given: Results) => change<{ done: true }>('POST', at(id, '/results'), given);
export const sayFixed = (id: string, given: { row: string; result: number; reason: string }) =>
  change<{ done: true }>('POST', at(id, '/fixed'), given);
/** A decision: the second factor is asked for again. */
export const acceptAsIs = (id: string, given: { row: string; result: number; reason: string; fixBy: string | null }) =>
  change<{ done: true }>('POST', at(id, '/accepted'), given);

export const downloadSheet = (id: string, number: string, language: 'ja' | 'en') =>
  download('GET', at(id, `/export${queryOf({ language })}`), `${number}.xlsx`);
const importQuery = (file: File, removeMissing: boolean) => ({ name: file.name.slice(0, 200), removeMissing: String(removeMissing) });
export const previewSheet = (id: string, file: File, removeMissing: boolean) =>
  sendFile<AcceptancePreview>(at(id, `/import/preview${queryOf(importQuery(file, removeMissing))}`), file);
export const applySheet = (id: string, file: File, removeMissing: boolean, digest: string) =>
  sendFile<AcceptanceCounts>(at(id, `/import/apply${queryOf({ ...importQuery(file, removeMissing), digest })}`), file);

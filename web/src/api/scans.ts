import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf, sendFile } from './client.ts';
import type {
  ScanFinding,
  ScanFindingDetail,
  ScanFindings,
  ScanImport,
  ScanImported,
  ScanPreview,
  ScanSearch,
  ScanStep,
  ScanTarget,
  ScanTargetDetail,
  ScanTargetDraft,
  ScanToken,
  ScanWanted,
} from './scans-types.ts';

export type * from './scans-types.ts';
export const scanPageSize = 50;

export const scanTargetsQuery = queryOptions({
  queryKey: ['scans', 'targets'],
  queryFn: () => get<{ targets: readonly ScanTarget[] }>('/api/scans/targets'),
});
export const scanTargetQuery = (id: string) =>
  queryOptions({ queryKey: ['scans', 'target', id], queryFn: () => get<ScanTargetDetail>(`/api/scans/targets/${id}`) });
export const scanImportsQuery = (id: string, offset: number) =>
  queryOptions({
    queryKey: ['scans', 'imports', id, offset],
    queryFn: () =>
      get<{ total: number; imports: readonly ScanImport[] }>(`/api/scans/targets/${id}/imports${queryOf({ offset, limit: 10 })}`),
    placeholderData: keepPreviousData,
  });
export const scanFindingsQuery = (search: ScanSearch) =>
  queryOptions({
    queryKey: ['scans', 'findings', search],
    queryFn: () => get<ScanFindings>(`/api/scans/findings${queryOf({ ...search, limit: scanPageSize })}`),
    placeholderData: keepPreviousData,
  });
export const scanFindingQuery = (id: string) =>
  queryOptions({ queryKey: ['scans', 'finding', id], queryFn: () => get<ScanFindingDetail>(`/api/scans/findings/${id}`) });
export const scanTokensQuery = (id: string) =>
  queryOptions({
    queryKey: ['scans', 'tokens', id],
    queryFn: () => get<{ tokens: readonly ScanToken[] }>(`/api/scans/targets/${id}/tokens`),
  });

export const addScanTarget = (draft: ScanTargetDraft): Promise<{ id: string }> => change('POST', '/api/scans/targets', draft);
export const changeScanTarget = (id: string, draft: ScanTargetDraft & { no: number; ended: boolean }): Promise<void> =>
  change('PUT', `/api/scans/targets/${id}`, draft);

const reportPath = (target: string, act: string, file: File, complete: boolean, more: Record<string, string> = {}) =>
  `/api/scans/targets/${target}/${act}${queryOf({ name: file.name.slice(-200), complete: String(complete), ...more })}`;
export const previewScan = (target: string, file: File, complete: boolean): Promise<ScanPreview> =>
  sendFile(reportPath(target, 'preview', file, complete), file);
export const importScan = (target: string, file: File, complete: boolean, digest: string): Promise<ScanImported> =>
  sendFile(reportPath(target, 'import', file, complete, { digest }), file);

export interface ScanDecision {
  readonly step: ScanStep;
  readonly findings: readonly Pick<ScanFinding, 'id' | 'revision'>[];
  readonly reason: string;
  readonly wanted: ScanWanted | null;
  readonly until: string | null;
}
/** To agree wants the second factor, and is a door of its own. */
export const decideScan = ({ step, findings, reason, wanted, until }: ScanDecision): Promise<void> => {
  const chosen = findings.map(({ id, revision }) => ({ id, revision }));
  return step === 'agree'
    ? change('POST', '/api/scans/findings/agree', { findings: chosen, reason })
    : change('POST', '/api/scans/findings/steps', { step, findings: chosen, reason, wanted, until });
};

export const makeScanToken = (target: string, given: { name: string; days: number }): Promise<{ secret: string }> =>
  change('POST', `/api/scans/targets/${target}/tokens`, given);
export const endScanToken = (id: string): Promise<void> => change('DELETE', `/api/scans/tokens/${id}`);

import { queryOptions } from '@tanstack/react-query';
import { change, download, get, queryOf, sendFile } from './client.ts';
import type {
  AgreedLevel,
  EnteredFigure,
  QuestionBank,
  ServiceLevels,
  SheetTemplate,
  SupplierList,
  SupplierSearch,
  SupplierSheets,
} from './suppliers-types.ts';

export type * from './suppliers-types.ts';

export const supplierPageSize = 50;
export const suppliersQuery = (search: SupplierSearch) =>
  queryOptions({
    queryKey: ['suppliers', 'list', search],
    queryFn: () => get<SupplierList>(`/api/suppliers${queryOf({ ...search, limit: supplierPageSize })}`),
  });
export const bankQuery = queryOptions({ queryKey: ['suppliers', 'bank'], queryFn: () => get<QuestionBank>('/api/suppliers/bank') });
export const saveTemplate = (template: SheetTemplate) => change<SheetTemplate>('PUT', '/api/suppliers/template', template);
/** `revision`: what was asked with an older state of the case is asked anew. */
export const sheetsQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ['cases', 'one', id, 'sheets', revision],
    queryFn: () => get<SupplierSheets>(`/api/suppliers/${encodeURIComponent(id)}/sheets`),
    refetchInterval: 60_000,
  });

const sheetAddress = (id: string): string => `/api/suppliers/sheets/${encodeURIComponent(id)}`;
export const sendNewLink = (id: string) => change('POST', `${sheetAddress(id)}/link`);
export const stopLink = (id: string) => change('DELETE', `${sheetAddress(id)}/link`);
export const takeExcel = (id: string) => download('GET', `${sheetAddress(id)}/excel`, '委託先審査票.xlsx');
export const readBack = (id: string, file: File, from: string) =>
  sendFile<{ at: string; receipt: number }>(`${sheetAddress(id)}/answers${queryOf({ name: file.name, from })}`, file);
export const takeEvidence = (file: { readonly id: string; readonly name: string }) =>
  download('GET', `/api/attachments/${file.id}`, file.name);

const levels = '/api/suppliers/sla';
export const serviceLevelsQuery = queryOptions({ queryKey: ['suppliers', 'sla'], queryFn: () => get<ServiceLevels>(levels) });
export const agreeLevel = (level: AgreedLevel) => change<{ id: string }>('POST', levels, level);
export const endLevel = (id: string) => change('DELETE', `${levels}/${encodeURIComponent(id)}`);
export const enterFigure = (figure: EnteredFigure) => change('POST', `${levels}/figures`, figure);

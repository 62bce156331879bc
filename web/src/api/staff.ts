import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-staff.ts';
import { ApiError, change, get, queryOf } from './client.ts';
import type {
  Columns,
  FileEncoding,
  ImportKind,
  ImportRun,
  InvitedPeople,
  Mappings,
  Preview,
  ReadFile,
  StaffList,
  StaffPerson,
  StaffQuery,
} from './staff-types.ts';
import type { Language } from './types.ts';

export * from './staff-types.ts';

export const staffPageSize = 50;
export const staffQuery = ({ q, state, department, duty, sort, order, offset }: StaffQuery) =>
  queryOptions({
    queryKey: ['staff', 'list', { q, state, department, duty, sort, order, offset }],
    queryFn: () => get<StaffList>(`/api/staff${queryOf({ q, state, department, duty, sort, order, offset, limit: staffPageSize })}`),
    placeholderData: keepPreviousData,
  });
export const staffPersonQuery = (id: string) =>
  queryOptions({ queryKey: ['staff', 'person', id], queryFn: () => get<StaffPerson>(`/api/staff/${encodeURIComponent(id)}`) });
export const staffHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff', 'history', id],
    queryFn: () => get<z.infer<typeof contract.personHistorySchema>>(`/api/staff/${encodeURIComponent(id)}/history`),
  });
export const departmentsQuery = queryOptions({
  queryKey: ['staff', 'departments'],
  queryFn: () => get<z.infer<typeof contract.departmentsSchema>>('/api/staff/departments'),
});
export const ownersQuery = (person: string) =>
  queryOptions({
    queryKey: ['staff', 'devices', person],
    queryFn: () => get<z.infer<typeof contract.ownersSchema>>(`/api/staff/devices${queryOf({ person })}`),
  });
export const mappingsQuery = queryOptions({ queryKey: ['staff', 'mappings'], queryFn: () => get<Mappings>('/api/staff/mappings') });
export const importsQuery = queryOptions({
  queryKey: ['staff', 'imports'],
  queryFn: () => get<z.infer<typeof contract.importsSchema>>('/api/staff/imports'),
});

export type PersonDraft = Omit<z.infer<typeof contract.newPersonSchema>, never>;
export const addStaff = (person: PersonDraft) => change<StaffPerson>('POST', '/api/staff', person);
export const changeStaff = (id: string, revision: number, person: PersonDraft) =>
  change<StaffPerson>('PATCH', `/api/staff/${id}`, { ...person, revision });
export const inviteStaff = (id: string, language: Language) =>
  change<InvitedPeople>('POST', '/api/staff/invite', { people: [id], language });

export interface WantedImport {
  readonly file: string;
  readonly sheet: string;
  readonly mapping: Columns;
  readonly fullList: boolean;
}
export const previewImport = (wanted: WantedImport) => change<Preview>('POST', '/api/staff/import/preview', wanted);
export const applyImport = (wanted: WantedImport & { digest: string; source: string }) =>
  change<{ run: ImportRun | null }>('POST', '/api/staff/import/apply', wanted);
export const saveMapping = (mapping: { kind: ImportKind; name: string; columns: Columns; encoding: FileEncoding | null }) =>
  change('PUT', '/api/staff/mappings', mapping);

/** What the server accepts; a larger file is refused here, so that nobody waits for its upload. */
const fileBytesMax = 20 * 1024 * 1024;

/** Sends a file's bytes to be read. It is kept for half an hour, and nothing is changed by that. */
export async function readFile(kind: ImportKind, file: File, encoding: FileEncoding | undefined): Promise<ReadFile> {
  if (file.size > fileBytesMax) throw new ApiError('body-too-large', 413);
  const response = await fetch(`/api/staff/import/read${queryOf({ kind, name: file.name.slice(0, 200), encoding })}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: await file.arrayBuffer(),
  }).catch((cause: unknown) => {
    throw new ApiError('offline', 0, {}, String(cause));
  });
  const body = (await response.json().catch(() => null)) as (ReadFile & { error?: string; params?: ApiError['params'] }) | null;
  if (response.ok && body !== null) return body;
  throw new ApiError(body?.error ?? (response.status >= 500 ? 'internal' : 'bad-request'), response.status, body?.params ?? {});
}

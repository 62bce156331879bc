import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf } from './client.ts';
import type {
  CommonSoftware,
  DecidedSoftware,
  Forbid,
  LinkSoftware,
  OwnSoftware,
  Permit,
  PermitCommon,
  SoftwareBaseline,
  SoftwareDetail,
  SoftwareList,
  SoftwareSearch,
  TitleDevices,
} from './software-types.ts';

export const softwarePageSize = 50;
const followMs = 60_000;

export const softwareQuery = (search: SoftwareSearch) =>
  queryOptions({
    queryKey: ['software', 'list', search],
    queryFn: () => get<SoftwareList>(`/api/software${queryOf({ ...search, limit: softwarePageSize })}`),
    refetchInterval: followMs,
    placeholderData: keepPreviousData,
  });

export const softwareTitleQuery = (id: string) =>
  queryOptions({ queryKey: ['software', 'title', id], queryFn: () => get<SoftwareDetail>(`/api/software/${encodeURIComponent(id)}`) });

export const titleDevicesQuery = (id: string, offset: number) =>
  queryOptions({
    queryKey: ['software', 'devices', id, offset],
    queryFn: () => get<TitleDevices>(`/api/software/${encodeURIComponent(id)}/devices${queryOf({ offset, limit: softwarePageSize })}`),
    placeholderData: keepPreviousData,
  });

export const commonSoftwareQuery = (devices: number) =>
  queryOptions({
    queryKey: ['software', 'common', devices],
    queryFn: () => get<CommonSoftware>(`/api/software/common${queryOf({ devices })}`),
    placeholderData: keepPreviousData,
  });

export const softwareBaselineQuery = queryOptions({
  queryKey: ['software', 'baseline'],
  queryFn: () => get<SoftwareBaseline>('/api/software/baseline'),
});

export const ownSoftwareQuery = queryOptions({ queryKey: ['software', 'own'], queryFn: () => get<OwnSoftware>('/api/me/software') });

export const permitSoftware = (body: Permit) => change<DecidedSoftware>('POST', '/api/software/permit', body);
export const forbidSoftware = (body: Forbid) => change<DecidedSoftware>('POST', '/api/software/forbid', body);
export const linkSoftware = (body: LinkSoftware) => change<null>('POST', '/api/software/link', body);
export const permitCommonSoftware = (body: PermitCommon) => change<{ lines: number }>('POST', '/api/software/permit-common', body);

/** How long the server may take until a decision has reached every device; then everything is read once more. */
const settledMs = 2_500;

/** After a decision: at once, and when the states have followed it. */
export async function askSoftwareAgain(client: QueryClient): Promise<void> {
  setTimeout(() => void client.invalidateQueries({ queryKey: ['software'] }), settledMs);
  await client.invalidateQueries({ queryKey: ['software'] });
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { change, get, queryOf, sendFile } from './client.ts';
import type {
  CollectionId,
  DeviceChanges,
  DeviceInventory,
  DeviceItems,
  ForeignImport,
  ForeignList,
  Holders,
  Inventory,
  InventorySearch,
  ItemList,
  Question,
  StrangerSearch,
  Strangers,
} from './inventory-types.ts';

export type * from './inventory-types.ts';
export { ApiError };

export const inventoryPageSize = 50;
const followMs = 60_000;

export const inventoryQuery = queryOptions({
  queryKey: ['inventory'],
  queryFn: () => get<Inventory>('/api/inventory'),
  refetchInterval: followMs,
});

export const itemsQuery = (collection: CollectionId, { q, platform, sort, order, offset }: InventorySearch) =>
  queryOptions({
    queryKey: ['inventory', 'items', collection, { q, platform, sort, order, offset }],
    queryFn: () =>
      get<ItemList>(`/api/inventory/items${queryOf({ collection, q, platform, sort, order, offset, limit: inventoryPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const holdersQuery = (item: number, offset: number) =>
  queryOptions({
    queryKey: ['inventory', 'holders', item, offset],
    queryFn: () => get<Holders>(`/api/inventory/items/${item}${queryOf({ offset, limit: inventoryPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const foreignQuery = ({ q, offset }: InventorySearch) =>
  queryOptions({
    queryKey: ['inventory', 'foreign', { q, offset }],
    queryFn: () => get<ForeignList>(`/api/inventory/foreign${queryOf({ q, offset, limit: inventoryPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const importForeign = (source: 'glpi' | 'nmap', file: Blob) =>
  sendFile<ForeignImport>(`/api/inventory/foreign/import${queryOf({ source })}`, file);

export const deviceInventoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['device', id, 'inventory'],
    queryFn: () => get<DeviceInventory>(`/api/devices/${encodeURIComponent(id)}/inventory`),
    refetchInterval: followMs,
  });

export const deviceItemsQuery = (id: string, collection: CollectionId, q: string | undefined, offset: number) =>
  queryOptions({
    queryKey: ['device', id, 'items', collection, q, offset],
    queryFn: () =>
      get<DeviceItems>(`/api/devices/${encodeURIComponent(id)}/inventory/${collection}${queryOf({ q, offset, limit: inventoryPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const changesPageSize = 20;
export const deviceChangesQuery = (id: string, offset: number) =>
  queryOptions({
    queryKey: ['device', id, 'changes', offset],
    queryFn: () => get<DeviceChanges>(`/api/devices/${encodeURIComponent(id)}/changes${queryOf({ offset, limit: changesPageSize })}`),
    placeholderData: keepPreviousData,
  });

export const mergeDevices = (id: string, other: string) => change('POST', `/api/devices/${encodeURIComponent(id)}/merge`, { other });

export const strangersQuery = ({ state, offset }: StrangerSearch) =>
  queryOptions({
    queryKey: ['strangers', { state, offset }],
    queryFn: () => get<Strangers>(`/api/inventory/unknown${queryOf({ state, offset, limit: inventoryPageSize })}`),
    refetchInterval: followMs,
    placeholderData: keepPreviousData,
  });

export const answerStranger = (id: string, said: { answer: NonNullable<Question['answer']>; device: string | null; note: string }) =>
  change('POST', `/api/inventory/unknown/${encodeURIComponent(id)}/answer`, said);

export const decideSegment = (id: number, said: { rule: 'ask' | 'ignore'; reason: string }) =>
  change('POST', `/api/inventory/segments/${id}/decide`, said);

import type * as contract from '../../../src/api/contract-inventory.ts';

export type Inventory = contract.Inventory;
export type ItemList = contract.ItemList;
export type ListedItem = ItemList['items'][number];
export type CollectionId = Inventory['collections'][number]['id'];
export type Holders = contract.Holders;
export type DeviceInventory = contract.DeviceInventory;
export type DeviceItems = contract.DeviceItems;
export type DeviceChanges = contract.DeviceChanges;
export type ForeignList = contract.ForeignList;
export type ForeignImport = contract.ForeignImport;
export type Strangers = contract.Strangers;
export type Question = Strangers['questions'][number];
export type Segment = Strangers['segments'][number];
export type InventorySearch = {
  show?: CollectionId | 'foreign';
  q?: string;
  platform?: 'windows' | 'macos' | 'linux';
  sort?: 'key' | 'devices' | 'firstSeenAt';
  order?: 'asc' | 'desc';
  offset?: number;
  item?: number;
};
export type StrangerSearch = { state?: 'answered'; offset?: number };

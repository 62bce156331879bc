/**
 * Collections (一覧): long lists of a device that change seldom. The fact holds only how many items there are and the digest
 * over all of them; the items themselves are kept by the inventory, each once for all devices that have it.
 */
export const collectionIds = [
  'software',
  'user-software',
  'executed-programs',
  'browser-extensions',
  'services',
  'startup-items',
  'listening-programs',
  'config-files',
  'usb-devices',
  'interfaces',
  'accounts',
  'hardware',
  'certificates',
  'settings',
] as const;
export type CollectionId = (typeof collectionIds)[number];

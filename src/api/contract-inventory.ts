import { z } from 'zod';
import { collectionIds } from '../facts/collection-ids.ts';
import { wordsSchema } from './contract.ts';

const collection = z.enum(collectionIds);
const platform = z.enum(['windows', 'macos', 'linux']);
const page = {
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const q = z.string().max(200).optional();
const attributes = z.record(z.string(), z.string());

export const inventorySchema = z.object({
  collections: z.array(z.object({ id: collection, title: wordsSchema, items: z.number() })),
  /** What attributes are called. */
  attributes: z.record(z.string(), wordsSchema),
  foreign: z.number(),
});

export const itemListQuery = z.object({
  collection,
  platform: platform.optional(),
  q,
  sort: z.enum(['key', 'devices', 'firstSeenAt']).default('devices'),
  order: z.enum(['asc', 'desc']).default('desc'),
  ...page,
});
const item = z.object({ id: z.number(), platform, key: z.string(), attributes, devices: z.number(), firstSeenAt: z.iso.datetime() });
export const itemListSchema = z.object({ total: z.number(), items: z.array(item) });

export const itemParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
export const holdersQuery = z.object(page);
export const holdersSchema = z.object({
  item: item.extend({ collection: z.string() }),
  total: z.number(),
  devices: z.array(z.object({ id: z.string(), name: z.string(), platform, lastObservedAt: z.iso.datetime() })),
});

export const deviceParams = z.object({ id: z.uuid() });
export const deviceInventorySchema = z.object({
  collections: z.array(
    z.object({
      id: collection,
      title: wordsSchema,
      count: z.number(),
      changedAt: z.iso.datetime().nullable(),
      lastObservedAt: z.iso.datetime().nullable(),
      source: z.string().nullable(),
      /** Why it cannot be read now; what stands is what was told before. */
      unreadable: wordsSchema.nullable(),
    }),
  ),
  attributes: z.record(z.string(), wordsSchema),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Lines of registers about it. */
  lines: z.array(z.object({ id: z.string(), register: z.string(), code: z.string(), title: wordsSchema, label: z.string() })),
  /** Records of the same machine that were joined with this one, and the one that this was joined with. */
  mergedFrom: z.array(z.object({ id: z.string(), name: z.string() })),
  mergedInto: z.object({ id: z.string(), name: z.string() }).nullable(),
  retiredAt: z.iso.datetime().nullable(),
});
export const deviceItemsQuery = z.object({ q, ...page });
export const deviceItemsParams = z.object({ id: z.uuid(), collection });
export const deviceItemsSchema = z.object({
  total: z.number(),
  items: z.array(z.object({ id: z.number(), key: z.string(), attributes, devices: z.number() })),
});

export const deviceChangesQuery = z.object({
  collection: collection.optional(),
  ...page,
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
const named = z.object({ key: z.string(), attributes });
export const deviceChangesSchema = z.object({
  total: z.number(),
  changes: z.array(
    z.object({
      id: z.number(),
      collection: z.string(),
      title: wordsSchema,
      /** It happened after this … */
      fromAt: z.iso.datetime(),
      /** … and by this. */
      at: z.iso.datetime(),
      addedCount: z.number(),
      removedCount: z.number(),
      changedCount: z.number(),
      /** At most so many of each. The same thing with other attributes is one change. */
      added: z.array(named),
      removed: z.array(named),
      changed: z.array(z.object({ key: z.string(), before: attributes, after: attributes })),
      factId: z.number(),
    }),
  ),
});

export const exportQuery = z.object({
  collection,
  device: z.uuid().optional(),
  platform: platform.optional(),
  q,
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  encoding: z.enum(['utf-8', 'cp932']).default('utf-8'),
  language: z.enum(['ja', 'en']).default('ja'),
});

const foreignKind = z.enum(['computer', 'network', 'printer', 'phone', 'storage', 'other']);
export const foreignListQuery = z.object({ q, kind: foreignKind.optional(), ...page });
export const foreignListSchema = z.object({
  total: z.number(),
  machines: z.array(
    z.object({
      id: z.string(),
      source: z.enum(['glpi', 'nmap']),
      kind: foreignKind,
      name: z.string(),
      maker: z.string(),
      model: z.string(),
      serial: z.string(),
      firmware: z.string(),
      macs: z.array(z.string()),
      addresses: z.array(z.string()),
      details: attributes,
      firstSeenAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
    }),
  ),
});
export const foreignImportQuery = z.object({ source: z.enum(['glpi', 'nmap']) });
/** `outside`: machines of a scan that stand in none of the company's segments. */
export const foreignImportSchema = z.object({ read: z.number(), created: z.number(), updated: z.number(), outside: z.number() });

export const strangersQuery = z.object({ state: z.enum(['open', 'answered']).default('open'), ...page });
const answer = z.enum(['device', 'gear', 'guest', 'forbidden']);
const rule = z.enum(['ask', 'ignore', 'undecided']);
export const strangersSchema = z.object({
  /** The company's ranges, and those of which no device told lately. */
  ranges: z.array(z.object({ range: z.string(), seen: z.boolean() })),
  segments: z.array(
    z.object({
      id: z.number(),
      network: z.string(),
      gateway: z.string(),
      rule,
      reason: z.string(),
      decidedBy: wordsSchema.nullable(),
      decidedAt: z.iso.datetime().nullable(),
      lastReportedAt: z.iso.datetime(),
      reporters: z.number(),
      machines: z.number(),
      open: z.number(),
    }),
  ),
  total: z.number(),
  questions: z.array(
    z.object({
      id: z.string(),
      network: z.string(),
      /** Null for machines that change their address: they have a name at best. */
      mac: z.string().nullable(),
      name: z.string(),
      maker: z.string().nullable(),
      macs: z.array(z.string()),
      addresses: z.array(z.string()),
      seen: z.number(),
      seenBy: z.string().nullable(),
      openedAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
      answer: answer.nullable(),
      device: z.object({ id: z.string(), name: z.string() }).nullable(),
      note: z.string(),
      answeredBy: wordsSchema.nullable(),
      answeredAt: z.iso.datetime().nullable(),
    }),
  ),
});
export const answerBody = z.object({ answer, device: z.uuid().nullable().default(null), note: z.string().trim().max(500).default('') });
export const segmentParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
export const segmentBody = z.object({ rule: z.enum(['ask', 'ignore']), reason: z.string().trim().min(1).max(500) });
export const mergeBody = z.object({ other: z.uuid() });

export type Inventory = z.infer<typeof inventorySchema>;
export type ItemList = z.infer<typeof itemListSchema>;
export type ItemQuery = z.infer<typeof itemListQuery>;
export type Holders = z.infer<typeof holdersSchema>;
export type DeviceInventory = z.infer<typeof deviceInventorySchema>;
export type DeviceItems = z.infer<typeof deviceItemsSchema>;
export type DeviceChanges = z.infer<typeof deviceChangesSchema>;
export type ForeignList = z.infer<typeof foreignListSchema>;
export type ForeignImport = z.infer<typeof foreignImportSchema>;
export type Strangers = z.infer<typeof strangersSchema>;

import { z } from 'zod';
import { collectionIds } from '../facts/collection-ids.ts';
import { isoTime, wordsSchema } from './wire.ts';

const state = z.enum(['waiting', 'matched', 'explained', 'quiet', 'noted', 'closed']);
const collection = z.enum(collectionIds);
const deviceClass = z.enum(['client', 'server']);
const environment = z.enum(['production', 'verification', 'development']);
const platform = z.enum(['windows', 'macos', 'linux']);
const localDay = z.iso.date();
const paged = {
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const driftEventQuery = z.object({
  q: z.string().max(100).optional(),
  device: z.uuid().optional(),
  state: state.optional(),
  class: deviceClass.optional(),
  collection: collection.optional(),
  from: localDay.optional().describe('The company’s day from which on it was seen.'),
  until: localDay.optional().describe('The last such day.'),
  ...paged,
});

export const driftEventSchema = z.object({
  id: z.uuid(),
  device: z.object({ id: z.uuid(), name: z.string() }),
  platform,
  class: deviceClass,
  environment: environment.nullable(),
  title: wordsSchema,
  fromAt: isoTime.describe('Last seen as before.'),
  at: isoTime.describe('Last of it seen; it happened by then.'),
  collections: z.array(z.object({ id: collection, title: wordsSchema, added: z.number(), removed: z.number(), changed: z.number() })),
  loud: z.number().describe('Differences that want a reason.'),
  quiet: z.number().describe('Differences that a rule explains.'),
  state,
  waitsSince: localDay,
  revision: z.number().int(),
});

export const driftEventsSchema = z.object({
  total: z.number(),
  more: z.boolean().describe('There are more than were counted.'),
  waiting: z.object({ events: z.number(), devices: z.number(), oldest: localDay.nullable() }),
  events: z.array(driftEventSchema),
});

const rowLine = z.object({ id: z.uuid(), label: z.string() });

export const driftRuleSchema = z.object({
  id: z.uuid(),
  builtin: z.boolean(),
  collection,
  collectionTitle: wordsSchema,
  pattern: z.string(),
  attribute: z.string().nullable(),
  attributeTitle: wordsSchema.nullable(),
  platform: platform.nullable(),
  class: deviceClass.nullable(),
  window: z.object({ from: z.number(), until: z.number() }).nullable(),
  reason: wordsSchema,
  until: localDay.nullable(),
  madeBy: wordsSchema,
  madeAt: isoTime,
  ended: z.object({ by: wordsSchema, at: isoTime, reason: z.string() }).nullable(),
});

export const driftEventDetailSchema = driftEventSchema.extend({
  matched: rowLine.nullable().describe('The approved change that covers it.'),
  explanation: z.object({ reason: z.string(), own: z.boolean(), row: rowLine.nullable(), by: wordsSchema, at: isoTime }).nullable(),
  dueOn: localDay.nullable().describe('By when its reason is to be written.'),
});

const attributes = z.record(z.string(), z.string());
export const driftDifferenceSchema = z.object({
  collection,
  collectionTitle: wordsSchema,
  key: z.string(),
  act: z.enum(['added', 'removed', 'changed']),
  before: attributes.nullable(),
  after: attributes.nullable(),
  titles: z.record(z.string(), wordsSchema).describe('What the attributes are called.'),
});
export const driftDifferencesSchema = z.object({
  total: z.number(),
  differences: z.array(
    driftDifferenceSchema.extend({
      fromAt: isoTime,
      at: isoTime,
      quietedBy: z.uuid().nullable(),
      isNoted: z.boolean(),
    }),
  ),
});
export const driftDifferencesQuery = z.object({ collection: collection.optional(), ...paged });

export const driftExplainBody = z.object({
  events: z
    .array(z.object({ id: z.uuid(), revision: z.number().int().positive() }))
    .min(1)
    .max(200),
  reason: z.string().max(1000),
  own: z.boolean().describe('The caller made these changes.'),
  row: z.uuid().nullable().describe('A line of the register of changes.'),
});

export const driftRuleBody = z.object({
  collection,
  pattern: z.string().min(1).max(200),
  attribute: z.string().min(1).max(60).nullable(),
  platform: platform.nullable(),
  class: deviceClass.nullable(),
  window: z.object({ from: z.number().int().min(0).max(1439), until: z.number().int().min(0).max(1439) }).nullable(),
  reason: z.string().max(500),
  until: localDay.nullable(),
});
export const driftReasonBody = z.object({ reason: z.string().max(500) });
export const driftRulesSchema = z.object({ rules: z.array(driftRuleSchema) });
export const driftMadeSchema = z.object({ id: z.uuid() });

const unit = { platform, class: deviceClass, environment: environment.nullable() };
const versionHead = z.object({
  id: z.uuid(),
  version: z.number().int(),
  state: z.enum(['proposed', 'approved', 'superseded', 'dropped']),
  reference: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  share: z.number().nullable(),
  devices: z.number(),
  digest: z.string(),
  proposedBy: wordsSchema,
  proposedAt: isoTime,
  reason: z.string().nullable(),
  decidedBy: wordsSchema.nullable(),
  decidedAt: isoTime.nullable(),
});
const strictness = z.enum(['exact', 'keys']);

export const driftUnitsSchema = z.object({
  units: z.array(
    z.object({
      ...unit,
      devices: z.number(),
      equal: z.number(),
      differing: z.number(),
      approved: z.object({ id: z.uuid(), version: z.number(), at: isoTime }).nullable(),
      proposed: z.object({ id: z.uuid(), version: z.number(), at: isoTime }).nullable(),
    }),
  ),
  /** What a baseline may hold, and how each is compared by default; the others are left out by default. */
  collections: z.array(z.object({ id: collection, title: wordsSchema, default: strictness.nullable() })),
});
export const driftVersionsQuery = z.object({ platform, class: deviceClass, environment: environment.optional() });
export const driftVersionsSchema = z.object({ versions: z.array(versionHead) });

export const driftBaselineSchema = versionHead.extend({
  ...unit,
  collections: z.array(z.object({ id: collection, title: wordsSchema, strictness, items: z.number() })),
  against: z
    .object({ version: z.number(), added: z.number(), removed: z.number(), changed: z.number() })
    .nullable()
    .describe('How it differs from the approved one.'),
});
export const driftBaselineDifferencesQuery = z.object({
  device: z.uuid().optional().describe('Against a device; left out: against the approved version, or nothing.'),
  ...paged,
});
export const driftBaselineDifferencesSchema = z.object({
  total: z.number(),
  unseen: z.array(collection),
  differences: z.array(driftDifferenceSchema),
});
export const driftBaselineDevicesQuery = z.object(paged);
export const driftBaselineDevicesSchema = z.object({
  total: z.number(),
  devices: z.array(z.object({ id: z.uuid(), name: z.string(), differs: z.number(), unseen: z.number(), lookedAt: isoTime })),
});

export const driftProposeBody = z
  .object({
    ...unit,
    collections: z.partialRecord(collection, strictness),
    reference: z.uuid().nullable(),
    share: z.number().int().min(51).max(100).nullable(),
  })
  .refine(({ reference, share }) => (reference === null) !== (share === null), 'either a device or a share');
export const driftApproveBody = z.object({ digest: z.string().length(64), reason: z.string().max(1000) });

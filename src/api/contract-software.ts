import { z } from 'zod';
import { wordsSchema } from './contract.ts';

const time = z.iso.datetime();
const platform = z.enum(['windows', 'macos', 'linux']);
/** `baseline`: comes with the system, by the company's own rule. `seen`: ran, and nothing forbids it. */
const state = z.enum(['new', 'asked', 'allowed', 'baseline', 'forbidden', 'seen']);
/** What is said of one version: `limited` is permitted on some devices only, `unclear` cannot be held against its line. */
const versionState = z.enum(['baseline', 'allowed', 'limited', 'unclear', 'asked', 'new', 'forbidden']);

export const softwareListQuery = z.object({
  q: z.string().max(200).optional(),
  kind: z.enum(['installed', 'trace']).default('installed'),
  state: z.enum(['new', 'asked', 'allowed', 'limited', 'baseline', 'forbidden', 'seen']).optional(),
  platform: platform.optional(),
  publisher: z.string().max(200).optional(),
  /** Also what is on no device any more. */
  gone: z.enum(['true', 'false']).default('false'),
  sort: z.enum(['devices', 'firstSeen', 'name']).default('devices'),
  order: z.enum(['asc', 'desc']).default('desc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The rule that decides: where it can be read (a line of a register, a request, a company value) and what people call it. */
const ruleView = z.object({
  says: z.enum(['forbid', 'allow', 'ask', 'baseline', 'development']),
  label: z.string(),
  name: z.string(),
  publisher: z.string().nullable(),
  platform: platform.nullable(),
  versions: z.string().nullable(),
  /** False where the versions are written in a way that no machine reads. */
  versionsReadable: z.boolean(),
  on: z.enum(['everyone', 'device', 'person']),
  from: z.object({ type: z.enum(['line', 'request', 'value']), of: z.string(), id: z.string() }),
  linked: z.boolean(),
});
const titleView = z.object({
  id: z.number().int(),
  kind: z.enum(['installed', 'trace']),
  platform,
  name: z.string(),
  publisher: z.string(),
  devices: z.number().int(),
  state,
  limited: z.boolean(),
  firstSeenAt: time,
  goneAt: time.nullable(),
  rule: z.object({ label: z.string(), from: ruleView.shape.from }).nullable(),
});
const count = z.number().int();
export const softwareListSchema = z.object({
  total: count,
  titles: z.array(titleView),
  /** Titles on any device; `limited` of the permitted ones, `traces` apart from the rest. */
  sums: z.object({
    new: count,
    asked: count,
    allowed: count,
    limited: count,
    baseline: count,
    forbidden: count,
    traces: count,
    forbiddenTraces: count,
  }),
});

export const titleParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
export const softwareDetailSchema = titleView.extend({
  versions: z.array(z.object({ version: z.string(), state: versionState, devices: count, firstSeenAt: time })),
  /** More versions than are listed. */
  moreVersions: z.boolean(),
  /** Every rule that speaks of it, the deciding one first. */
  rules: z.array(ruleView),
  links: z.array(z.object({ row: z.uuid(), number: z.string(), linked: z.boolean(), reason: z.string(), by: wordsSchema, at: time })),
});

export const titleDevicesQuery = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const titleDevicesSchema = z.object({
  total: count,
  devices: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      platform,
      versions: z.array(z.string()),
      /** Null where it was there at the first look. */
      since: time.nullable(),
      unlisted: z.boolean(),
      unlistedSince: time.nullable(),
    }),
  ),
});

const reason = z.string().trim().min(1).max(500);
const titles = z.array(z.number().int().min(1)).min(1).max(200);
const lines = z.object({ lines: z.array(z.object({ row: z.uuid(), number: z.string() })) });
export const permitBody = z.object({
  titles,
  kind: z.enum(['application', 'utility', 'privilegedUtility', 'antivirus', 'developmentTool', 'driver']),
  purpose: z.string().trim().min(1).max(200),
  scope: z.enum(['everyone', 'device', 'person']),
  device: z.uuid().nullable().default(null),
  person: z.uuid().nullable().default(null),
  versions: z.string().trim().max(80).nullable().default(null),
  reason,
});
export const forbidBody = z.object({ titles, instead: z.string().trim().max(200).nullable().default(null), reason });
export const linkBody = z.object({ titles, row: z.uuid(), linked: z.boolean(), reason });
export const decidedSchema = lines;

export const commonQuery = z.object({ devices: z.coerce.number().int().min(1).max(1_000_000) });
export const commonSchema = z.object({
  devices: count,
  count,
  /** Names exactly these titles; sent back with the act. */
  digest: z.string(),
  first: z.array(z.object({ id: count, name: z.string(), publisher: z.string(), devices: count })),
});
export const permitCommonBody = z.object({
  devices: z.number().int().min(1).max(1_000_000),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  purpose: z.string().trim().min(1).max(200),
  reason,
});
export const permittedCommonSchema = z.object({ lines: count });

/** What comes with the systems, rule by rule, with how many titles each lets in. */
export const baselineSchema = z.object({
  param: z.string(),
  version: count,
  reason: z.string().nullable(),
  rules: z.array(z.object({ text: z.string(), titles: count })),
});

/** What on the caller's own devices nobody permitted. */
export const ownSoftwareSchema = z.object({
  devices: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      titles: z.array(z.object({ id: count, name: z.string(), publisher: z.string(), platform, state, since: time.nullable() })),
    }),
  ),
});

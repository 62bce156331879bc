import { z } from 'zod';

/** Shapes of the data that screens and the command line read. Times are ISO 8601 in UTC; the screens show them in the reader's zone. */
export const wordsSchema = z.object({ ja: z.string(), en: z.string() });
const time = z.iso.datetime();
const verdict = z.enum(['pass', 'fail', 'unknown']);
/** A clause's verdict: the worst of its running mechanisms; `planned` while none runs; `not-applicable` by the company's facts. */
export const clauseVerdictSchema = z.enum(['pass', 'fail', 'unknown', 'planned', 'not-applicable']);
const counts = z.object({ pass: z.number(), fail: z.number(), unknown: z.number() });

export const boardSchema = z.object({
  controls: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      /** Operative clauses by verdict. */
      clauses: z.object({ pass: z.number(), fail: z.number(), unknown: z.number(), planned: z.number(), notApplicable: z.number() }),
      /** Clauses with a running mechanism that still have a planned one: never complete. */
      incomplete: z.number(),
      /** The oldest of the newest observations that its verdicts rest on; null where nothing has been measured. */
      oldestEvidenceAt: time.nullable(),
    }),
  ),
  devices: z.object({ total: z.number(), silent: z.number(), conflicts: z.number() }),
  /** The device in use with the oldest virus definitions of those that are published daily; null where none tells their age. */
  oldestDefinitions: z.object({ id: z.string(), name: z.string(), product: z.string(), updatedAt: time }).nullable(),
  ledger: z.object({ size: z.number(), root: z.string(), at: time.nullable() }),
});

const paramView = z.object({
  id: z.string(),
  title: wordsSchema,
  type: z.enum(['number', 'boolean', 'choice', 'text', 'list']),
  origin: z.enum(['fixed', 'advised', 'company']),
  hint: wordsSchema.nullable(),
  /** number | boolean | string | string[] */
  value: z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]),
  default: z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]),
  /** The value as it stands in the sentence: 10分 / 10 minutes. */
  said: wordsSchema,
  min: z.number().nullable(),
  max: z.number().nullable(),
  unit: wordsSchema.nullable(),
  options: z.record(z.string(), wordsSchema).nullable(),
  says: z.object({ true: wordsSchema, false: wordsSchema }).nullable(),
  /** True where the value is laxer than the guideline's own. */
  laxer: z.boolean(),
  version: z.number(),
  setAt: time.nullable(),
  reason: z.string().nullable(),
  usedBy: z.array(z.string()),
});
export const paramsSchema = z.object({ params: z.array(paramView) });
export const paramSchema = paramView.extend({
  history: z.array(
    z.object({
      version: z.number(),
      value: z.unknown(),
      said: wordsSchema,
      setAt: time,
      by: z.string(),
      byName: wordsSchema,
      reason: z.string().nullable(),
    }),
  ),
});
export const setParamSchema = z.object({
  value: z.union([z.number(), z.boolean(), z.string().max(10_000), z.array(z.string().max(1000)).max(1000)]),
  reason: z.string().max(1000).optional(),
  /** The version the person saw; a newer one in between is a conflict, shown, never overwritten. */
  version: z.number().int(),
});

/** A sentence cut at its values: text pieces and chips. */
const sentencePiece = z.union([z.object({ text: z.string() }), z.object({ param: z.string(), said: z.string() })]);
const mechanismView = z.object({
  kind: z.enum(['rule', 'check', 'duty', 'request', 'register', 'case', 'tool']),
  status: z.enum(['running', 'planned']),
  title: wordsSchema,
  /** For a running check. */
  check: z
    .object({
      id: z.string(),
      verdict,
      because: wordsSchema,
      caveat: wordsSchema.nullable(),
      /** Devices that should report against those that did. */
      expected: z.number(),
      counts,
      evidenceAt: time.nullable(),
    })
    .nullable(),
  /** For a running rule: how many of those whom it concerns confirmed the text in force. */
  rule: z.object({ verdict, because: wordsSchema, expected: z.number(), acknowledged: z.number(), evidenceAt: time.nullable() }).nullable(),
  /** For a running register, duty or kind of request. */
  practice: z
    .object({
      id: z.string(),
      verdict,
      because: wordsSchema,
      evidenceAt: time.nullable(),
      dueOn: z.iso.date().nullable(),
      /** For a check over cases: the kinds that it reads. */
      cases: z.array(z.string()),
    })
    .nullable(),
});
export const controlSchema = z.object({
  id: z.string(),
  title: wordsSchema,
  purpose: wordsSchema,
  params: z.array(paramView),
  clauses: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['item', 'sub', 'para', 'lead', 'advice']),
      heading: z.boolean(),
      operative: z.boolean(),
      sentence: z.object({ ja: z.array(sentencePiece), en: z.array(sentencePiece) }),
      /** Null before the company's first version is in force; until then the sentence is the sample's. */
      company: z
        .object({
          version: z.string(),
          adoption: z.enum(['adopted', 'changed', 'replaced', 'not-applicable']),
          owner: wordsSchema.nullable(),
          deputy: wordsSchema.nullable(),
        })
        .nullable(),
      actors: z.array(wordsSchema),
      cadence: wordsSchema,
      refs: z.array(z.object({ to: z.string(), why: wordsSchema })),
      appliesWhen: z.array(wordsSchema),
      verdict: clauseVerdictSchema,
      complete: z.boolean(),
      because: wordsSchema,
      evidenceAt: time.nullable(),
      mechanisms: z.array(mechanismView),
    }),
  ),
});

/** One check on one device. */
const findingView = z.object({
  check: z.string(),
  title: wordsSchema,
  device: z.string(),
  deviceName: z.string(),
  platform: z.enum(['windows', 'macos', 'linux']),
  verdict,
  because: wordsSchema,
  /** Since when the verdict has been this one. */
  since: time.nullable(),
  /** When what it rests on was last seen. */
  observedAt: time.nullable(),
  remedy: wordsSchema.nullable(),
  caveat: wordsSchema.nullable(),
  clauses: z.array(z.string()),
  /** Where its last flip stands in the ledger; null for what has never been measured. */
  ledgerSeq: z.number().nullable(),
  factId: z.number().nullable(),
});
export const checkSchema = z.object({
  id: z.string(),
  title: wordsSchema,
  caveat: wordsSchema.nullable(),
  clauses: z.array(z.string()),
  params: z.array(paramView),
  counts,
  total: z.number(),
  findings: z.array(findingView),
});
export const deviceListQuery = z.object({
  q: z.string().max(200).optional(),
  verdict: z.enum(['pass', 'fail', 'unknown']).optional(),
  platform: z.enum(['windows', 'macos', 'linux']).optional(),
  state: z.enum(['active', 'silent', 'conflict']).optional(),
  class: z.enum(['client', 'server']).optional(),
  environment: z.enum(['production', 'verification', 'development', 'none']).optional().describe('none: nobody said where it stands.'),
  group: z.uuid().optional(),
  agent: z.enum(['old']).optional().describe('Only devices whose agent is older than the company allows.'),
  sort: z.enum(['name', 'platform', 'lastSeenAt', 'fail', 'unknown']).default('fail'),
  order: z.enum(['asc', 'desc']).default('desc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const deviceListSchema = z.object({
  total: z.number(),
  devices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      platform: z.enum(['windows', 'macos', 'linux']),
      os: z.string(),
      lastSeenAt: time,
      silent: z.boolean(),
      conflict: z.boolean(),
      class: z.enum(['client', 'server']),
      environment: z.enum(['production', 'verification', 'development']).nullable(),
      agentVersion: z.string(),
      counts,
    }),
  ),
});
export const deviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.enum(['windows', 'macos', 'linux']),
  os: z.string(),
  agentVersion: z.string(),
  hardwareUuid: z.string(),
  serial: z.string().nullable(),
  hardware: z.string(),
  enrolledAt: time,
  lastSeenAt: time,
  silent: z.boolean(),
  conflict: wordsSchema.nullable(),
  class: z.enum(['client', 'server']),
  environment: z.enum(['production', 'verification', 'development']).nullable(),
  findings: z.array(findingView),
  /** Questions the agent left without an answer or refused. */
  unanswered: z.array(z.object({ question: z.string(), askedAt: time, message: z.string() })),
  flips: z.array(
    z.object({
      at: time,
      check: z.string(),
      title: wordsSchema,
      from: z.string().nullable(),
      to: verdict,
      because: wordsSchema,
      ledgerSeq: z.number(),
    }),
  ),
});
export const factSchema = z.object({
  id: z.number(),
  kind: z.string(),
  device: z.string(),
  body: z.unknown(),
  unreadable: wordsSchema.nullable(),
  firstObservedAt: time,
  lastObservedAt: time,
  source: z.string(),
  digest: z.string(),
});

const ledgerEntry = z.object({
  seq: z.number(),
  at: time,
  kind: z.string(),
  kindWords: wordsSchema,
  actor: z.string(),
  actorName: z.string().nullable(),
  subject: z.string(),
  subjectWords: wordsSchema.nullable(),
  digest: z.string(),
  payload: z.unknown(),
  erased: z.boolean(),
});
export const ledgerListSchema = z.object({
  size: z.number(),
  checkpoint: z.string(),
  verifierKey: z.string(),
  checkpointAt: time.nullable(),
  entries: z.array(ledgerEntry),
});
export const ledgerEntrySchema = ledgerEntry.extend({
  /** Hex of the entry's bytes, its leaf hash, and the hashes that lead to the checkpoint's root. */
  entryBytes: z.string(),
  leafHash: z.string(),
  proof: z.object({ size: z.number(), root: z.string(), hashes: z.array(z.string()) }).nullable(),
});
export const ledgerVerifySchema = z.object({
  ok: z.boolean(),
  size: z.number(),
  root: z.string(),
  problems: z.array(wordsSchema),
  durationMs: z.number(),
});

export const agentsSchema = z.object({
  serverName: z.string(),
  port: z.number(),
  certificate: z.object({ fingerprint: z.string(), notAfter: time }),
  secret: z.object({ rotatedAt: time, previousValidUntil: time.nullable(), generation: z.number().int() }),
  signing: z.object({ publicKey: z.string(), fingerprint: z.string() }).describe('With which bundles are signed (Ed25519).'),
  bundles: z.array(
    z.object({
      version: z.number().int(),
      platform: z.enum(['windows', 'macos', 'linux']),
      madeAt: time,
      secretGeneration: z.number().int(),
      devices: z.number().describe('Devices that say they run it.'),
    }),
  ),
  generations: z
    .array(z.object({ generation: z.number().int().nullable(), devices: z.number() }))
    .describe('Devices by the secret they enrolled with.'),
  versions: z.array(z.object({ version: z.string(), devices: z.number(), old: z.boolean() })),
  newest: z.object({ version: z.string(), knownOn: z.string() }).describe('The newest agent that this version of Tejun knows.'),
  local: z.object({ state: z.enum(['off', 'starting', 'running', 'stopped', 'unavailable']), because: wordsSchema }),
  intervals: z.object({ distributedSeconds: z.number(), logSeconds: z.number(), configSeconds: z.number() }),
  failedEnrolments: z.array(z.object({ address: z.string(), reason: wordsSchema, count: z.number(), lastAt: time })),
  quarantine: z.array(z.object({ id: z.number(), at: time, device: z.string().nullable(), what: z.string(), reason: z.string() })),
  counters: z.record(z.string(), z.number()),
  conflicts: z.array(z.object({ device: z.string(), name: z.string(), because: wordsSchema, at: time })),
});

export const statusSchema = z.object({
  controls: z.array(z.object({ id: z.string(), title: wordsSchema })),
  clauses: z.array(
    z.object({
      id: z.string(),
      /** False for a lead, a heading or a piece of advice. */
      operative: z.boolean(),
      complete: z.boolean(),
      verdict: clauseVerdictSchema,
      because: wordsSchema,
      mechanisms: z.array(
        z.object({
          kind: z.string(),
          id: z.string().nullable(),
          title: wordsSchema,
          status: z.enum(['running', 'planned']),
          verdict: verdict.nullable(),
          /** The last evidence it rests on. */
          evidenceAt: time.nullable(),
        }),
      ),
      evidenceAt: time.nullable(),
    }),
  ),
  devices: z.array(z.object({ id: z.string(), name: z.string(), platform: z.string(), lastSeenAt: time, silent: z.boolean(), counts })),
  ledger: z.object({ size: z.number(), root: z.string() }),
});

export type BoardView = z.infer<typeof boardSchema>;
export type ControlView = z.infer<typeof controlSchema>;
export type ParamView = z.infer<typeof paramView>;
export type FindingView = z.infer<typeof findingView>;
export type StatusView = z.infer<typeof statusSchema>;
export type DeviceListQuery = z.infer<typeof deviceListQuery>;
export type AgentsView = z.infer<typeof agentsSchema>;

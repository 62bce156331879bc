import { z } from 'zod';
import { wordsSchema } from './contract.ts';

/** Shapes of leaflets (しおり): what they say, who was asked, who confirmed, and the page that a mail's link opens. */
const time = z.iso.datetime();
const date = z.iso.date();
export const audienceSchema = z.enum(['everyone', 'developers', 'managers', 'operators']);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** The secret of a mail's link. Whatever else stands there is answered like a secret that was never made. */
const token = z.string().max(100);
const answer = z.number().int().min(0).max(3).nullable().default(null);

export const lineSchema = z.object({ clauses: z.array(z.string()), topic: wordsSchema, text: wordsSchema });
const quizSchema = z.object({
  question: wordsSchema,
  options: z.array(wordsSchema),
  /** Which option is right, from 0. */
  correct: z.number(),
});

export const leafletStateSchema = z.object({
  audience: audienceSchema,
  title: wordsSchema,
  /** What would be sent now; before the first version, what the draft would give. */
  lines: z.array(lineSchema),
  digest,
  people: z.number(),
  withoutAddress: z.number(),
  /** `sent`: what was sent says exactly what is in force, be it under an older number. */
  content: z.enum(['no-version', 'no-lines', 'not-sent', 'changed', 'sent']),
  verdict: z.enum(['pass', 'fail', 'unknown']),
  because: wordsSchema,
  acknowledged: z.number(),
  overdue: z.number(),
  noAddress: z.number(),
  notAsked: z.number(),
  sent: z.object({ id: z.string(), version: z.string(), at: time, by: wordsSchema, dueOn: date }).nullable(),
  quiz: z.object({ revision: z.number(), quiz: quizSchema.nullable() }),
});
export const leafletsSchema = z.object({
  version: z.object({ id: z.string(), number: z.string() }).nullable(),
  company: z.string(),
  /** False while no mail server, or no address for links, is set. */
  mailReady: z.boolean(),
  /** The date that a sending proposes, and the last one it takes. */
  dueOn: date,
  dueUntil: date,
  leaflets: z.array(leafletStateSchema),
});

export const sendLeafletSchema = z.object({
  audience: audienceSchema,
  /** `newcomers`: only who came into the audience since the sending that counts now. */
  to: z.enum(['everyone', 'newcomers']).default('everyone'),
  dueOn: date,
  /** What the person saw in the preview; another content, or another sending in between, is 409 `conflict`. */
  digest,
  after: z.uuid().nullable(),
});
export const sentSchema = z.object({ campaign: z.string(), byMail: z.number(), onPaper: z.number(), carried: z.number() });
export const remindSchema = z.object({ audience: audienceSchema });
export const remindedSchema = z.object({ queued: z.number() });

const quizText = z.object({ ja: z.string().max(200), en: z.string().max(200).default('') });
export const setQuizSchema = z.object({
  audience: audienceSchema,
  /** The revision the person saw; 0 where none was ever set. */
  revision: z.number().int().min(0),
  quiz: z.object({ question: quizText, options: z.array(quizText).min(2).max(4), correct: z.number().int().min(0).max(3) }).nullable(),
});
export const savedQuizSchema = z.object({ revision: z.number() });

export const registerStateSchema = z.enum(['open', 'overdue', 'acknowledged', 'not-asked', 'void']);
const registerFilter = {
  audience: audienceSchema.default('everyone'),
  /** A sending; without it the one that counts now. */
  campaign: z.uuid().optional(),
  state: z.enum([...registerStateSchema.options, 'waiting', 'no-address']).optional(),
  q: z.string().max(100).optional(),
};
export const registerQuery = z.object({
  ...registerFilter,
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const registerExportQuery = z.object({
  ...registerFilter,
  format: z.enum(['csv', 'csv-cp932', 'xlsx']),
  lang: z.enum(['ja', 'en']).default('ja'),
});
export const registerEntrySchema = z.object({
  /** Null for who has not been asked. */
  request: z.string().nullable(),
  person: z.object({ id: z.string(), name: z.string(), department: z.string().nullable(), active: z.boolean() }),
  state: registerStateSchema,
  hasAddress: z.boolean(),
  askedAt: time.nullable(),
  dueOn: date.nullable(),
  acknowledgedAt: time.nullable(),
  method: z.enum(['mail-link', 'account', 'paper']).nullable(),
  /** True where the confirmation of the very same content counts again. */
  carried: z.boolean(),
  /** The number of the entry in the ledger. */
  receipt: z.number().nullable(),
  recordedBy: wordsSchema.nullable(),
  paperOn: date.nullable(),
  note: z.string().nullable(),
  reminders: z.number(),
  remindedAt: time.nullable(),
});
export const registerSchema = z.object({
  campaign: z.object({ id: z.string(), version: z.string(), sentAt: time, dueOn: date, current: z.boolean() }).nullable(),
  campaigns: z.array(z.object({ id: z.string(), version: z.string(), sentAt: time })),
  counts: z.object({
    open: z.number(),
    overdue: z.number(),
    acknowledged: z.number(),
    'not-asked': z.number(),
    void: z.number(),
    noAddress: z.number(),
  }),
  /** How many the query finds; `entries` is one page of them. */
  total: z.number(),
  entries: z.array(registerEntrySchema),
});
export const paperSchema = z.object({
  requests: z.array(z.uuid()).min(1).max(500),
  /** The day on the sheet. */
  on: date,
  note: z.string().max(500).default(''),
});

/** A sheet to be signed by hand, or to be kept by its reader. */
export const leafletPdfSchema = z.object({ audience: audienceSchema, lang: z.enum(['ja', 'en']).default('ja') });

/** The leaflet as its reader sees it. It names nobody but the reader. */
export const openLeafletSchema = z.object({
  id: z.string(),
  audience: audienceSchema,
  title: wordsSchema,
  company: z.string(),
  version: z.string(),
  reader: z.string(),
  sentAt: time,
  dueOn: date,
  overdue: z.boolean(),
  lines: z.array(lineSchema.extend({ changed: z.boolean() })),
  /** Sentences that the reader confirmed before and that no longer stand. */
  gone: z.array(wordsSchema),
  /** True where the reader has confirmed an earlier leaflet of this kind: then `changed` says something. */
  again: z.boolean(),
  quiz: z.object({ question: wordsSchema, options: z.array(wordsSchema) }).nullable(),
  acknowledged: z
    .object({ at: time, method: z.enum(['mail-link', 'account', 'paper']), receipt: z.number(), carried: z.boolean() })
    .nullable(),
});
/** All of the public page's calls are POST: the secret stands in no address and no log. */
export const openSchema = z.object({ token });
export const openPdfSchema = z.object({ token, lang: z.enum(['ja', 'en']).default('ja') });
export const acknowledgeSchema = z.object({ token, answer });
export const acknowledgeOwnSchema = z.object({ answer });
/** Confirmed, or the answer was wrong and so many tries are left this hour. */
export const acknowledgedSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), leaflet: openLeafletSchema }),
  z.object({ ok: z.literal(false), triesLeft: z.number() }),
]);
export const ownLeafletsSchema = z.object({ leaflets: z.array(openLeafletSchema) });

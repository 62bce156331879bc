import { z } from 'zod';
import { wordsSchema } from './contract.ts';
import { namedCaseSchema } from './contract-cases.ts';
import { attachBody, attachmentSchema, cellsBody, cellsSchema, fieldSchema, saidSchema, standingSchema } from './contract-mechanisms.ts';

/** A register stands in addresses as /api/registers/:room/:name. */
export const registerParams = z.object({ room: z.string().max(60), name: z.string().max(60) });
export const rowParams = registerParams.extend({ row: z.uuid() });

const registerHead = z.object({
  id: z.string(),
  code: z.string(),
  title: wordsSchema,
  purpose: wordsSchema,
  owner: wordsSchema,
  clauses: z.array(z.string()),
  /** Lines in force. */
  rows: z.number(),
  standing: standingSchema,
  /** Unexplained differences between the register and what is measured; null where nothing is measured for it. */
  differences: z.number().nullable(),
  confirmedAt: z.iso.datetime().nullable(),
  canEdit: z.boolean(),
});
export const registersSchema = z.object({ registers: z.array(registerHead) });

export const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  /** What the page's address held: filters, order, group, columns. */
  state: z.object({
    q: z.string(),
    filters: z.array(z.object({ column: z.string(), is: z.array(z.string()) })),
    sort: z.string().nullable(),
    order: z.enum(['asc', 'desc']),
    group: z.string().nullable(),
    hidden: z.array(z.string()),
    state: z.enum(['current', 'ended', 'all']),
  }),
});
export type RegisterViewState = z.infer<typeof viewSchema>['state'];
export const registerSchema = registerHead.extend({
  columns: z.array(fieldSchema),
  key: z.array(z.string()),
  label: z.string(),
  /** Only who keeps it says that it is true. */
  canConfirm: z.boolean(),
  deadlines: z.array(z.object({ column: z.string(), says: wordsSchema })),
  /** Words of the two differences; null where nothing is measured. */
  reconciles: z.object({ unregistered: wordsSchema, unmeasured: wordsSchema }).nullable(),
  /** Kinds of request whose approval writes a line here. */
  requests: z.array(z.object({ id: z.string(), title: wordsSchema })),
  views: z.array(viewSchema),
  confirmations: z.array(z.object({ at: z.iso.datetime(), by: z.string(), rows: z.number(), note: z.string(), ledgerSeq: z.number() })),
});

/** A row of a list. */
export const rowSchema = z.object({
  id: z.string(),
  /** The number people call it by: R-SW-12. */
  number: z.string(),
  revision: z.number(),
  state: z.enum(['current', 'ended']),
  cells: cellsSchema,
  said: saidSchema,
  /** Deadlines that passed or are near, by column. */
  flags: z.array(z.object({ column: z.string(), overdue: z.boolean(), says: wordsSchema })),
  attachments: z.number(),
  /** The request whose approval wrote it; null where a person did. */
  request: z.string().nullable(),
  changedAt: z.iso.datetime(),
});
export type RowView = z.infer<typeof rowSchema>;
/** `filter` is repeated: `filter=status:approved`, several of one column are alternatives. `column:` alone finds blanks, `column~:text` what contains a text. */
export const rowsQuery = z.object({
  q: z.string().max(200).default(''),
  filter: z.union([z.string().max(300), z.array(z.string().max(300)).max(30)]).optional(),
  state: z.enum(['current', 'ended', 'all']).default('current'),
  /** A column, `number` or `changedAt`. */
  sort: z.string().max(60).default('number'),
  order: z.enum(['asc', 'desc']).default('asc'),
  /** Counts by the values of this column come with the answer. */
  group: z.string().max(60).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const rowsSchema = z.object({
  total: z.number(),
  rows: z.array(rowSchema),
  groups: z.array(z.object({ value: z.string(), said: wordsSchema, count: z.number() })).nullable(),
});
export const rowDetailSchema = rowSchema.extend({
  files: z.array(attachmentSchema),
  /** The case under way that writes the line anew at every step; null where none does. */
  case: namedCaseSchema.nullable(),
  /** Newest first. */
  history: z.array(
    z.object({
      revision: z.number(),
      at: z.iso.datetime(),
      by: z.string(),
      act: z.enum(['added', 'changed', 'ended', 'restored', 'imported', 'approved', 'expired']),
      reason: z.string(),
      changes: z.array(z.object({ column: z.string(), before: wordsSchema, after: wordsSchema })),
      ledgerSeq: z.number(),
    }),
  ),
});
export const newRowBody = z.object({ cells: cellsBody, reason: z.string().max(500).default(''), attach: attachBody.default([]) });
/** Only the cells that change. `revision` is what the person saw; a newer one in between is a conflict. */
export const rowChangeBody = z.object({
  revision: z.number().int(),
  cells: cellsBody,
  reason: z.string().max(500).default(''),
  attach: attachBody.default([]),
});
export const rowEndBody = z.object({ revision: z.number().int(), reason: z.string().min(1).max(500) });
/** All of them or none. */
export const bulkBody = z.object({
  rows: z
    .array(z.object({ id: z.uuid(), revision: z.number().int() }))
    .min(1)
    .max(1_000),
  act: z.discriminatedUnion('type', [
    z.object({ type: z.literal('change'), cells: cellsBody }),
    z.object({ type: z.literal('end') }),
    z.object({ type: z.literal('restore') }),
  ]),
  reason: z.string().max(500).default(''),
});
export const bulkSchema = z.object({ changed: z.number() });
export const confirmBody = z.object({
  /** How many lines the person saw; refused where it is another number now. */
  rows: z.number().int(),
  note: z.string().max(500).default(''),
});
export const viewBody = viewSchema.omit({ id: true, mine: true });

/** Differences between the register and what is measured. */
export const differenceSchema = z.object({
  id: z.string(),
  side: z.enum(['unregistered', 'unmeasured']),
  label: z.string(),
  where: wordsSchema,
  /** How many differences it stands for where they are grouped; else 1. */
  things: z.number(),
  /** The line, for `unmeasured`. */
  row: z.string().nullable(),
  foundAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  state: z.enum(['open', 'explained']),
  explanation: z.object({ reason: z.string(), until: z.iso.date(), by: z.string(), at: z.iso.datetime() }).nullable(),
  /** What a line for it would say, for `unregistered`. */
  offer: cellsSchema.nullable(),
});
export const differencesQuery = z.object({
  side: z.enum(['unregistered', 'unmeasured']).optional(),
  state: z.enum(['open', 'explained', 'all']).default('open'),
  /** Only things that are called exactly so. */
  label: z.string().max(1000).optional(),
  /** The same thing on many devices as one difference, where one line can cover it on all of them. */
  grouped: z.enum(['true', 'false']).default('false'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const differencesSchema = z.object({
  total: z.number(),
  /** How many differences those are, where some stand for several. */
  things: z.number(),
  /** When the two were last held against each other; null before the first time. */
  comparedAt: z.iso.datetime().nullable(),
  /** Whether everybody who should have reported did, and what the list was made of; null before the first time. */
  measured: z.object({ complete: z.boolean(), because: wordsSchema }).nullable(),
  differences: z.array(differenceSchema),
});
export const explainBody = z.object({ reason: z.string().min(1).max(500), until: z.iso.date() });
export const registerDifferenceBody = z.object({ cells: cellsBody, reason: z.string().max(500).default('') });

/** Excel and CSV. The file is uploaded as octet-stream, looked at, then applied as it was seen. */
export const exportQuery = z.object({
  format: z.enum(['xlsx', 'csv']),
  encoding: z.enum(['utf-8', 'cp932']).default('utf-8'),
  state: z.enum(['current', 'ended', 'all']).default('current'),
  language: z.enum(['ja', 'en']).default('ja'),
  /** Write a CSV although its encoding lacks some characters: 〓 stands for them. Else they are told and nothing is written. */
  replace: z.enum(['true', 'false']).default('false'),
});
export const differenceParams = registerParams.extend({ difference: z.uuid() });
export const importPreviewQuery = z.object({ name: z.string().max(200), encoding: z.enum(['utf-8', 'cp932', 'utf-16le']).optional() });
export const importPreviewSchema = z.object({
  upload: z.string(),
  expiresAt: z.iso.datetime(),
  counts: z.object({ add: z.number(), change: z.number(), restore: z.number(), same: z.number(), missing: z.number() }),
  /** Where there is one, nothing can be applied. */
  problems: z.array(z.object({ row: z.number().nullable(), column: z.string().nullable(), says: wordsSchema })),
  moreProblems: z.number(),
  /** What the person should know besides: columns that the file lacks and that stay as they are, hidden sheets that were not read. */
  notes: z.array(wordsSchema),
  /** The first 300 of each kind of change. `missing` are lines of the register that the file does not have: they stay. */
  changes: z.array(
    z.object({
      act: z.enum(['add', 'change', 'restore', 'missing']),
      fileRow: z.number().nullable(),
      number: z.string().nullable(),
      label: z.string(),
      cells: z.array(z.object({ column: z.string(), before: wordsSchema, after: wordsSchema })),
    }),
  ),
  /** Proves that what is applied is what was seen. */
  digest: z.string(),
});
export const importApplyBody = z.object({
  upload: z.uuid(),
  digest: z.string().max(64),
  /** Lines that the file does not have are ended too; the number that the person saw. */
  endMissing: z.number().int().nullable().default(null),
  reason: z.string().min(1).max(500),
});
export const importAppliedSchema = z.object({ added: z.number(), changed: z.number(), ended: z.number(), restored: z.number() });

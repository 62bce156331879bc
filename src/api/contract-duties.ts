import { z } from 'zod';
import { wordsSchema } from './contract.ts';
import { namedCaseSchema } from './contract-cases.ts';
import { attachBody, attachmentSchema, cellsBody, cellsSchema, fieldSchema, saidSchema, standingSchema } from './contract-mechanisms.ts';

export const dutyParams = z.object({ room: z.string().max(60), name: z.string().max(60) });
export const occurrenceParams = z.object({ id: z.uuid() });

const partyView = z.object({ party: z.string(), name: wordsSchema, gone: z.boolean() });
export const dutySchema = z.object({
  id: z.string(),
  title: wordsSchema,
  purpose: wordsSchema,
  /** 毎月、最初の営業日 */
  recurrence: wordsSchema,
  clauses: z.array(z.string()),
  /** False where every clause that cites it is not applicable: no occurrence opens. */
  applies: z.boolean(),
  owner: partyView,
  /** Who does it when the owner is absent; null where nobody is named. */
  deputy: partyView.nullable(),
  /** For PUT: a newer one in between is a conflict. */
  revision: z.number(),
  standing: standingSchema,
  /** Open occurrences, and those of them that are overdue. */
  open: z.number(),
  overdue: z.number(),
  /** Whether a person can open one by hand, because it hangs on an event; the words name the event. */
  recordable: wordsSchema.nullable(),
});
export const dutiesSchema = z.object({
  duties: z.array(dutySchema),
  /** Who can be named. */
  parties: z.array(z.object({ party: z.string(), name: wordsSchema })),
});
export const dutySettingsBody = z.object({
  revision: z.number().int(),
  owner: z.string().max(60),
  deputy: z.string().max(60).nullable(),
  reason: z.string().max(500).default(''),
});
/** "It happened": opens an occurrence of a duty that hangs on an event. */
export const dutyEventBody = z.object({ about: z.string().min(1).max(200), happenedOn: z.iso.date() });
/** A change of the organisation sets off every duty that hangs on one. */
export const organisationChangeBody = z.object({ what: z.string().min(1).max(500), happenedOn: z.iso.date() });
export const openedSchema = z.object({ opened: z.array(z.object({ id: z.string(), duty: z.string() })) });

export const occurrenceStates = ['waiting', 'open', 'overdue', 'completed', 'skipped'] as const;
export const occurrenceSchema = z.object({
  id: z.string(),
  duty: z.string(),
  title: wordsSchema,
  /** 2026年11月分; or what it is about: the request, the line, the event. */
  about: wordsSchema,
  state: z.enum(occurrenceStates),
  /** The date by the rule, before business days and moves. */
  nominalOn: z.iso.date(),
  dueOn: z.iso.date(),
  /** To the minute, where the limit is in hours; else the end of `dueOn`. */
  dueAt: z.iso.datetime(),
  owner: partyView,
  deputy: partyView.nullable(),
  /** How far it went up: 0 nobody but its owner, 1 committee, 2 management. */
  escalation: z.number(),
  clauses: z.array(z.string()),
  result: z.enum(['in-order', 'problem', 'no-case']).nullable(),
  closedAt: z.iso.datetime().nullable(),
  canAct: z.boolean(),
  /** By the calendar, set off by an event, or asked because nothing happened for long. */
  kind: z.enum(['scheduled', 'event', 'quiet']),
});
export type OccurrenceView = z.infer<typeof occurrenceSchema>;
export const occurrencesQuery = z.object({
  state: z.enum([...occurrenceStates, 'todo', 'all']).default('todo'),
  mine: z.enum(['true', 'false']).default('false'),
  duty: z.string().max(120).optional(),
  kind: z.enum(['scheduled', 'event', 'quiet']).optional(),
  q: z.string().max(200).default(''),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: z.enum(['dueOn', 'title', 'closedAt']).default('dueOn'),
  order: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const occurrencesSchema = z.object({
  total: z.number(),
  counts: z.object({ waiting: z.number(), open: z.number(), overdue: z.number(), completed: z.number(), skipped: z.number() }),
  occurrences: z.array(occurrenceSchema),
});

/** What the machine laid out. It is frozen with the record: an auditor sees what the person saw. */
export const sheetSchema = z.object({
  preparedAt: z.iso.datetime(),
  /** Since the last time it was done; null the first time. */
  since: z.iso.datetime().nullable(),
  sections: z.array(
    z.object({
      title: wordsSchema,
      /** Where it can be looked into: /checks/malware/full-scan. */
      to: z.string().nullable(),
      verdict: z.enum(['pass', 'fail', 'unknown']).nullable(),
      summary: wordsSchema,
      columns: z.array(wordsSchema),
      /** A name or date as it is, or words in both languages. */
      rows: z.array(z.array(z.union([z.string(), wordsSchema]))),
      /** Rows beyond those shown. */
      more: z.number(),
    }),
  ),
  /** SHA-256 of the sheet, sent back with the record so that what is confirmed is what was seen. */
  digest: z.string(),
});
export type SheetView = z.infer<typeof sheetSchema>;
export const occurrenceDetailSchema = occurrenceSchema.extend({
  purpose: wordsSchema,
  recurrence: wordsSchema,
  steps: z.array(wordsSchema),
  fields: z.array(fieldSchema),
  file: z.enum(['needed', 'possible']),
  /** Made now while it can be done; as it was confirmed afterwards. Null where the machine has nothing to lay out. */
  sheet: sheetSchema.nullable(),
  record: cellsSchema.nullable(),
  said: saidSchema,
  remark: z.string(),
  files: z.array(attachmentSchema),
  /** Oldest first: opened, moved, went up, completed. */
  events: z.array(
    z.object({
      at: z.iso.datetime(),
      act: z.string(),
      says: wordsSchema,
      by: z.string(),
      reason: z.string(),
      ledgerSeq: z.number().nullable(),
    }),
  ),
  /** Ids of earlier occurrences of the same duty, newest first. */
  earlier: z.array(
    z.object({ id: z.string(), about: wordsSchema, state: z.enum(occurrenceStates), closedAt: z.iso.datetime().nullable() }),
  ),
  /** The case whose step its record is. */
  case: namedCaseSchema.nullable(),
  revision: z.number(),
});
export const completeBody = z.object({
  revision: z.number().int(),
  result: z.enum(['in-order', 'problem', 'no-case']),
  record: cellsBody,
  remark: z.string().max(2000).default(''),
  sheetDigest: z.string().max(64).nullable(),
  attach: attachBody.default([]),
});
/** What is asked because nothing happened for long, with what the machine knows about it: what the person confirms is what they see here. */
export const quietQuestionsSchema = z.object({
  questions: z.array(
    occurrenceSchema.extend({
      /** What would have been a case. */
      events: z.array(wordsSchema),
      /** From when to `nominalOn` nobody recorded one. */
      since: z.iso.date(),
      sheet: sheetSchema.nullable(),
      revision: z.number(),
    }),
  ),
});
export const noCaseBody = z.object({
  occurrences: z
    .array(z.object({ id: z.uuid(), revision: z.number().int(), sheetDigest: z.string().max(64).nullable().default(null) }))
    .min(1)
    .max(100),
  remark: z.string().max(2000).default(''),
});
/** Each has its own entry in the ledger. */
export const noCaseSchema = z.object({ ok: z.literal(true), receipts: z.array(z.object({ id: z.string(), ledgerSeq: z.number() })) });
export const skipBody = z.object({ revision: z.number().int(), reason: z.string().min(1).max(500) });
export const moveBody = z.object({ revision: z.number().int(), to: z.iso.date(), reason: z.string().min(1).max(500) });
/** The answer to an act: its number in the ledger is the receipt. */
export const receiptSchema = z.object({ ok: z.literal(true), ledgerSeq: z.number() });

/** The feed's own password, shown once. The address holds no secret: calendars sign in with it. */
export const feedSchema = z.object({
  address: z.string(),
  user: z.string(),
  password: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
});

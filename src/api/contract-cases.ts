import { z } from 'zod';
import { wordsSchema } from './contract.ts';
import { attachBody, attachmentSchema, cellsBody, cellsSchema, fieldSchema, standingSchema } from './contract-mechanisms.ts';

export const caseParams = z.object({ id: z.uuid() });

const stateSchema = z.object({
  id: z.string(),
  title: wordsSchema,
  /** Nothing comes after it: `done` as it should, `called-off` otherwise; null where it goes on. */
  end: z.enum(['done', 'called-off']).nullable(),
});
const accountSchema = z.object({ id: z.string(), name: z.string() });
/** An occurrence of a duty that the case waits for. */
const waitingSchema = z.object({
  occurrence: z.string(),
  duty: z.string(),
  dueOn: z.iso.date(),
  overdue: z.boolean(),
  owner: wordsSchema,
});

export const caseKindSchema = z.object({
  id: z.string(),
  /** Before its numbers: CHG. */
  code: z.string(),
  title: wordsSchema,
  purpose: wordsSchema,
  clauses: z.array(z.string()),
  variants: z.array(z.object({ id: z.string(), title: wordsSchema })),
  states: z.array(stateSchema),
  /** How many cases stand in each state; empty for readers who do not see all of them. */
  counts: z.array(z.object({ state: z.string(), open: z.boolean(), count: z.number() })),
  /** Forms with which this reader can open one here. */
  opens: z.array(
    z.object({
      step: z.string(),
      does: wordsSchema,
      hint: wordsSchema.nullable(),
      /** Null: in every variant. */
      variants: z.array(z.string()).nullable(),
      fields: z.array(fieldSchema),
      file: z.enum(['needed', 'possible']).nullable(),
      /** The field that can name a line which is in the mirrored register already, and what the way there is called; null where none can. */
      adopts: z.object({ field: z.string(), says: wordsSchema }).nullable(),
    }),
  ),
  /** Kinds of request whose approval opens one. */
  requests: z.array(z.object({ id: z.string(), title: wordsSchema })),
  readsAll: z.boolean(),
  standing: standingSchema,
});
export type CaseKindView = z.infer<typeof caseKindSchema>;
export const caseKindsSchema = z.object({ kinds: z.array(caseKindSchema) });

export const caseSummarySchema = z.object({
  id: z.string(),
  /** CHG-12 */
  number: z.string(),
  kind: z.string(),
  kindTitle: wordsSchema,
  variant: wordsSchema,
  label: z.string(),
  state: stateSchema,
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  waiting: z.array(waitingSchema),
  /** Who can do the acts that it waits for; empty where it waits for something else. */
  waitsFor: z.array(wordsSchema),
  /** Whether it waits for an act of the reader. */
  waitsForMe: z.boolean(),
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;
export const casesQuery = z.object({
  kind: z.string().max(120).optional(),
  state: z.enum(['open', 'ended', 'all']).default('open'),
  in: z.string().max(60).optional(),
  device: z.uuid().optional(),
  /** Only those in which the reader did something. */
  mine: z.stringbool().default(false),
  /** Only those that wait for an act of the reader, what waits longest first. */
  waiting: z.stringbool().default(false),
  q: z.string().max(200).default(''),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const casesSchema = z.object({ total: z.number(), cases: z.array(caseSummarySchema) });

/** A case as another page names it. */
export const namedCaseSchema = z.object({
  id: z.string(),
  number: z.string(),
  kind: wordsSchema,
  label: z.string(),
  /** Whether this reader can open its page. */
  mayRead: z.boolean(),
});

export const caseDetailSchema = caseSummarySchema.extend({
  revision: z.number(),
  variantId: z.string(),
  /** All states of its kind in order, with when it came to each last. */
  states: z.array(
    stateSchema.extend({
      reachedAt: z.iso.datetime().nullable(),
      /** It lies on the way from where the case stands to its end, as far as can be told. */
      ahead: z.boolean(),
    }),
  ),
  next: z.array(
    z.object({
      step: z.string(),
      title: wordsSchema,
      does: wordsSchema,
      hint: wordsSchema.nullable(),
      way: z.enum(['act', 'request', 'duty', 'machine']),
      fields: z.array(fieldSchema),
      file: z.enum(['needed', 'possible']).nullable(),
      /** The second factor is asked for again: use `…/decisions` instead of `…/steps`. */
      stepUp: z.boolean(),
      /** Whose it is, by role; for everybody it is empty. */
      who: z.array(wordsSchema),
      /** This reader can do it here now. */
      mayDo: z.boolean(),
      /** Why not. */
      because: wordsSchema.nullable(),
      /** For `duty`: where it is recorded. */
      occurrence: waitingSchema.nullable(),
    }),
  ),
  /** What happened, oldest first. */
  events: z.array(
    z.object({
      no: z.number(),
      step: z.string(),
      title: wordsSchema,
      from: z.string().nullable(),
      to: stateSchema,
      /** Null where the product did it. */
      by: accountSchema.nullable(),
      actors: z.array(accountSchema),
      people: z.array(z.string()),
      at: z.iso.datetime(),
      happenedAt: z.iso.datetime(),
      /** Seconds since the event before. */
      after: z.number().nullable(),
      fields: z.array(fieldSchema),
      cells: cellsSchema,
      /** What was remarked in a duty's record. */
      remark: z.string(),
      occurrence: z.string().nullable(),
      ledgerSeq: z.number(),
    }),
  ),
  devices: z.array(z.object({ id: z.string(), name: z.string() })),
  links: z.array(z.object({ what: z.string(), ref: z.string(), label: z.string(), at: z.iso.datetime() })),
  request: z.string().nullable(),
  line: z.object({ register: z.string(), row: z.string(), title: wordsSchema, number: z.string() }).nullable(),
  /** Names of people, devices and lines that cells hold by id. */
  named: z.record(z.string(), z.string()),
  files: z.array(attachmentSchema),
});
export type CaseDetailView = z.infer<typeof caseDetailSchema>;

export const openCaseBody = z.strictObject({
  kind: z.string().max(120),
  variant: z.string().max(60),
  step: z.string().max(60),
  cells: cellsBody,
  attach: attachBody.default([]),
});
export const stepBody = z.strictObject({
  step: z.string().max(60),
  /** The revision that the person saw. */
  revision: z.number().int().min(1),
  cells: cellsBody,
  attach: attachBody.default([]),
});
export const caseReceiptSchema = z.object({ id: z.string(), number: z.string(), revision: z.number(), state: z.string() });

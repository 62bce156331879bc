import { z } from 'zod';
import { wordsSchema } from './contract.ts';
import { namedCaseSchema } from './contract-cases.ts';
import { attachBody, attachmentSchema, cellsBody, cellsSchema, fieldSchema, saidSchema, standingSchema } from './contract-mechanisms.ts';

export const kindParams = z.object({ room: z.string().max(60), name: z.string().max(60) });
export const requestParams = z.object({ id: z.uuid() });

export const requestStates = ['draft', 'submitted', 'approved', 'denied', 'withdrawn', 'lapsed', 'expired', 'revoked', 'closed'] as const;
export const requestKindSchema = z.object({
  id: z.string(),
  title: wordsSchema,
  purpose: wordsSchema,
  clauses: z.array(z.string()),
  applies: z.boolean(),
  fields: z.array(fieldSchema),
  assessment: z.array(fieldSchema),
  /** Who decides, step by step, as it would be for this reader; null where nobody can: said in `problem`. */
  route: z.array(z.object({ title: wordsSchema, approvals: z.number(), who: z.array(z.string()) })),
  problem: wordsSchema.nullable(),
  /** At most so many days from the approval; null: for good. */
  validDays: z.number().nullable(),
  register: z.object({ id: z.string(), title: wordsSchema }),
  /** The duty that closes it. */
  closing: wordsSchema.nullable(),
  canApply: z.boolean(),
  standing: standingSchema,
});
export type RequestKindView = z.infer<typeof requestKindSchema>;
export const requestKindsSchema = z.object({ kinds: z.array(requestKindSchema) });

export const requestSummarySchema = z.object({
  id: z.string(),
  /** The number people call it by: 申請 128. */
  number: z.number(),
  kind: z.string(),
  title: wordsSchema,
  /** What it is about: the first text of its form. */
  about: z.string(),
  state: z.enum(requestStates),
  applicant: z.string(),
  mine: z.boolean(),
  /** A draft that was submitted before: it came back to be put right. */
  returned: z.boolean(),
  /** It waits for this reader's decision. */
  waitsForMe: z.boolean(),
  createdAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().nullable(),
  decideBy: z.iso.date().nullable(),
  overdue: z.boolean(),
  validUntil: z.iso.date().nullable(),
});
export type RequestSummary = z.infer<typeof requestSummarySchema>;
export const requestsQuery = z.object({
  scope: z.enum(['mine', 'waiting', 'all']).default('mine'),
  state: z.enum([...requestStates, 'active', 'all']).default('all'),
  kind: z.string().max(120).optional(),
  q: z.string().max(200).default(''),
  sort: z.enum(['number', 'submittedAt', 'decideBy', 'validUntil']).default('number'),
  order: z.enum(['asc', 'desc']).default('desc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const requestsSchema = z.object({
  total: z.number(),
  /** Of all that the reader may see, whatever the filter. */
  counts: z.object({ mine: z.number(), waiting: z.number(), drafts: z.number() }),
  requests: z.array(requestSummarySchema),
});

const decisionView = z.object({
  step: z.string(),
  stepTitle: wordsSchema,
  by: z.string(),
  /** In whose place, where a delegate decided. */
  inPlaceOf: z.string().nullable(),
  decision: z.enum(['approve', 'deny', 'return']),
  comment: z.string(),
  at: z.iso.datetime(),
  ledgerSeq: z.number(),
});
export const requestDetailSchema = requestSummarySchema.extend({
  purpose: wordsSchema,
  clauses: z.array(z.string()),
  fields: z.array(fieldSchema),
  form: cellsSchema,
  assessmentFields: z.array(fieldSchema),
  assessment: cellsSchema.nullable(),
  said: saidSchema,
  /** What was asked for; null asks for as long as its kind allows. */
  validForDays: z.number().nullable(),
  /** At most so many days from the approval; null: for good. */
  validDays: z.number().nullable(),
  files: z.array(attachmentSchema),
  /** As it was fixed when it was submitted. */
  route: z.array(
    z.object({
      step: z.string(),
      title: wordsSchema,
      approvals: z.number(),
      given: z.number(),
      state: z.enum(['waiting', 'now', 'done', 'skipped']),
      who: z.array(z.string()),
      /** Why it goes elsewhere than usual: the only administrator is the applicant. */
      because: wordsSchema.nullable(),
    }),
  ),
  decisions: z.array(decisionView),
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
  /** The line that the approval wrote. */
  row: z.object({ register: z.string(), title: wordsSchema, id: z.string(), number: z.string() }).nullable(),
  /** The duty occurrence whose record closes it. */
  closing: z.object({ occurrence: z.string(), title: wordsSchema, dueAt: z.iso.datetime(), done: z.boolean() }).nullable(),
  /** The case that its approval opened. */
  case: namedCaseSchema.nullable(),
  /** What this reader can do now, in the order of the buttons. */
  acts: z.array(z.enum(['edit', 'submit', 'withdraw', 'approve', 'deny', 'return', 'revoke', 'copy'])),
  /** Why the reader cannot decide though it waits: own request, decided already, delegate of the applicant. */
  cannotDecide: wordsSchema.nullable(),
  revision: z.number(),
});
export type RequestDetail = z.infer<typeof requestDetailSchema>;

export const newRequestBody = z.object({
  kind: z.string().max(120),
  form: cellsBody,
  validForDays: z.number().int().min(1).max(3_660).nullable().default(null),
  attach: attachBody.default([]),
  /** False keeps a draft that only its applicant sees. */
  submit: z.boolean(),
});
export const changeRequestBody = newRequestBody.omit({ kind: true }).extend({ revision: z.number().int() });
export const decideRequestBody = z.object({
  /** What the approver saw: a form that changed in between is not what was approved. */
  revision: z.number().int(),
  decision: z.enum(['approve', 'deny', 'return']),
  /** Needed to deny and to return. */
  comment: z.string().max(1000).default(''),
  assessment: cellsBody.default({}),
});
export const revisionBody = z.object({ revision: z.number().int() });
export const reasonBody = z.object({ revision: z.number().int(), reason: z.string().min(1).max(500) });
export const createdRequestSchema = z.object({ id: z.string(), number: z.number(), state: z.enum(requestStates) });

/** Whoever is absent names a delegate with the same or another role; each decision says in whose place it was made. */
export const delegationSchema = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  mine: z.boolean(),
  since: z.iso.date(),
  until: z.iso.date(),
  reason: z.string(),
  active: z.boolean(),
  endedAt: z.iso.datetime().nullable(),
});
export const delegationsSchema = z.object({
  delegations: z.array(delegationSchema),
  /** Accounts that can be named. */
  candidates: z.array(z.object({ id: z.string(), name: z.string() })),
});
export const newDelegationBody = z.object({ to: z.uuid(), since: z.iso.date(), until: z.iso.date(), reason: z.string().min(1).max(500) });

import { z } from 'zod';
import { isoTime, wordsSchema } from './wire.ts';

/** Shapes of reviews of rights (権限の見直し). */
export const reviewVariant = z.enum(['privileges', 'software', 'access', 'source-code']);
const part = z.enum(['administrator', 'committee']);
const delta = z.enum(['new', 'changed', 'unchanged', 'removed']);
const flag = z.enum([
  'left',
  'unknown-holder',
  'unregistered',
  'not-measured',
  'not-there',
  'shared',
  'guest',
  'expired',
  'department-changed',
  'disabled',
  'carried',
  'unused',
  'support-ended',
]);
const decision = z.enum(['keep', 'reduce', 'revoke']);
const answers = z.object({ duty: z.boolean(), role: z.boolean(), responsibility: z.boolean(), competence: z.boolean() });

export const reviewParams = z.object({ id: z.uuid() });
export const reviewLineParams = z.object({ id: z.uuid(), line: z.uuid() });
export const reviewsQuery = z.object({
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export const reviewLinesQuery = z.object({
  part: part.optional(),
  delta: delta.optional(),
  decided: z.enum(['no', 'yes']).optional(),
  flagged: z.enum(['yes', 'no']).optional(),
  mine: z.enum(['yes', 'no']).default('no').describe('Only what the reader may decide.'),
  q: z.string().max(100).default(''),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

const counts = z.object({
  part,
  lines: z.number(),
  decided: z.number(),
  keep: z.number(),
  reduce: z.number(),
  revoke: z.number(),
  flagged: z.number(),
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  removed: z.number(),
  notMeasured: z.number(),
});
const listed = {
  id: z.uuid(),
  number: z.string(),
  variant: reviewVariant,
  title: wordsSchema,
  state: z.string(),
  stateTitle: wordsSchema,
  setOff: z.enum(['calendar', 'organisation', 'person']),
  frozenAt: isoTime,
  endedAt: isoTime.nullable(),
  lines: z.number(),
  hash: z.string(),
  counts: z.array(counts),
};
export const reviewsSchema = z.object({ total: z.number(), reviews: z.array(z.object(listed)) });
export const remediationView = z.object({
  line: z.uuid(),
  who: z.string(),
  what: z.string(),
  level: z.string(),
  wanted: z.enum(['reduce', 'revoke']),
  since: isoTime,
  state: z.enum(['gone', 'reduced', 'still-there', 'not-measured']).nullable().describe('Null before the first look.'),
  because: wordsSchema.nullable(),
  measuredAt: isoTime.nullable(),
});
export const reviewSchema = z.object({
  ...listed,
  previous: z.uuid().nullable(),
  sources: z.array(
    z.object({
      source: z.string(),
      title: wordsSchema,
      state: z.enum(['complete', 'incomplete', 'stale', 'failed', 'missing']),
      because: wordsSchema,
      asOf: isoTime.nullable(),
      items: z.number(),
    }),
  ),
  remediations: z.array(remediationView),
});

const decisionView = z.object({
  no: z.number(),
  decision,
  reason: z.string(),
  answers: answers.nullable(),
  together: z.boolean(),
  by: wordsSchema,
  at: isoTime,
});
const lineView = z.object({
  id: z.uuid(),
  no: z.number(),
  who: z.string(),
  what: z.string(),
  level: z.string(),
  department: z.string(),
  delta,
  flags: z.array(flag),
  measured: z.enum(['measured', 'not-measured', 'not-there']),
  part,
  /** On how many devices it was measured. */
  extent: z.number(),
  decision: decisionView.nullable(),
  last: decisionView.nullable().describe('Of the last review: laid out, and confirmed by the person.'),
  assigned: z.object({ to: wordsSchema, account: z.uuid(), reason: z.string() }).nullable(),
  mayDecide: z.boolean(),
  own: z.boolean(),
});
export const reviewLinesSchema = z.object({ total: z.number(), lines: z.array(lineView) });
export const lineHistorySchema = z.object({ decisions: z.array(decisionView) });

export const openReviewBody = z.object({ variant: reviewVariant });
export const openedReviewSchema = z.object({ id: z.uuid(), number: z.string() });
export const decisionsBody = z.object({
  decisions: z
    .array(
      z.object({
        line: z.uuid(),
        seen: z.number().int().min(0).describe('The number of the decision that stood there; 0 for none.'),
        decision,
        reason: z.string().max(500).default(''),
        answers: answers.nullable(),
      }),
    )
    .min(1)
    .max(200),
});
export const keepableSchema = z.object({
  lines: z.number(),
  digest: z.string(),
  named: z.array(z.object({ id: z.uuid(), who: z.string(), what: z.string(), level: z.string() })),
});
export const keepTogetherBody = z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/), lines: z.number().int().min(1) });
export const keptSchema = z.object({ kept: z.number() });
export const assignBody = z.object({
  lines: z.array(z.uuid()).min(1).max(5_000),
  to: z.uuid().nullable(),
  reason: z.string().min(1).max(500),
});
export const finishBody = z.object({ part, remark: z.string().max(2_000).default('') });
export const reviewersSchema = z.object({ reviewers: z.array(z.object({ id: z.uuid(), name: z.string() })) });

export const listVariantParams = z.object({ variant: z.enum(['privileges', 'access', 'source-code']) });
export const listFileQuery = z.object({
  file: z.string().min(1).max(200),
  columns: z.string().max(4_000).optional().describe('JSON: field → title of its column; guessed where left out.'),
});
export const listApplyQuery = listFileQuery.extend({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(100).describe('What the list is of: GitHub, 本社AD. A newer one of the same name takes its place.'),
  asOf: z.iso.date().describe('The day of which it was exported.'),
});
export const listPreviewSchema = z.object({
  header: z.array(z.string()),
  columns: z.record(z.string(), z.string().nullable()),
  fields: z.array(z.object({ id: z.string(), title: wordsSchema })),
  lines: z.number(),
  joined: z.number(),
  mismatches: z.array(
    z.object({
      kind: z.enum(['unknown', 'ambiguous', 'left', 'name-differs', 'guest', 'no-account']),
      row: z.number().nullable(),
      account: z.string(),
      says: wordsSchema,
    }),
  ),
  bad: z.array(z.object({ row: z.number(), says: wordsSchema })),
  badCount: z.number(),
  digest: z.string(),
});
export const listAppliedSchema = z.object({ lines: z.number(), joined: z.number() });
export const listsSchema = z.object({
  lists: z.array(
    z.object({
      id: z.uuid(),
      variant: reviewVariant,
      name: z.string(),
      asOf: z.string(),
      lines: z.number(),
      joined: z.number(),
      by: wordsSchema,
      at: isoTime,
    }),
  ),
});

export type ReviewVariant = z.infer<typeof reviewVariant>;
export type ReviewView = z.infer<typeof reviewSchema>;
export type ReviewListView = z.infer<typeof reviewsSchema>;
export type ReviewLineView = z.infer<typeof lineView>;
export type ReviewLinesView = z.infer<typeof reviewLinesSchema>;
export type ReviewListPreview = z.infer<typeof listPreviewSchema>;
export type ReviewListsView = z.infer<typeof listsSchema>;
export type KeepableView = z.infer<typeof keepableSchema>;

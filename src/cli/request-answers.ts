import { z } from 'zod';
import { words } from './answers.ts';

/** What the command line reads of the server's answers about requests. */
const state = z.enum(['draft', 'submitted', 'approved', 'denied', 'withdrawn', 'lapsed', 'expired', 'revoked', 'closed']);
const summary = z.object({
  id: z.string(),
  number: z.number(),
  kind: z.string(),
  title: words,
  about: z.string(),
  state,
  applicant: z.string(),
  submittedAt: z.string().nullable(),
  decideBy: z.string().nullable(),
  overdue: z.boolean(),
  validUntil: z.string().nullable(),
});
export type RequestLine = z.infer<typeof summary>;
export const requestsAnswer = z.object({ total: z.number(), requests: z.array(summary) });

const cell = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const field = z.object({ id: z.string(), title: words, required: z.boolean() });
export const requestAnswer = summary.extend({
  purpose: words,
  fields: z.array(field),
  form: z.record(z.string(), cell),
  assessmentFields: z.array(field),
  assessment: z.record(z.string(), cell).nullable(),
  said: z.record(z.string(), words),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  route: z.array(
    z.object({
      title: words,
      approvals: z.number(),
      given: z.number(),
      state: z.string(),
      who: z.array(z.string()),
      because: words.nullable(),
    }),
  ),
  events: z.array(z.object({ at: z.string(), says: words, by: z.string(), reason: z.string(), ledgerSeq: z.number().nullable() })),
  row: z.object({ title: words, number: z.string() }).nullable(),
  revision: z.number(),
});
export type RequestAnswer = z.infer<typeof requestAnswer>;

export const stateWords = {
  draft: { ja: '下書き', en: 'draft' },
  submitted: { ja: '決定待ち', en: 'waiting' },
  approved: { ja: '承認', en: 'approved' },
  denied: { ja: '却下', en: 'denied' },
  withdrawn: { ja: '取下げ', en: 'withdrawn' },
  lapsed: { ja: '失効', en: 'lapsed' },
  expired: { ja: '期限切れ', en: 'expired' },
  revoked: { ja: '取消し', en: 'revoked' },
  closed: { ja: '完了', en: 'closed' },
} as const satisfies Record<z.infer<typeof state>, z.infer<typeof words>>;

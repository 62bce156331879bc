import { z } from 'zod';
import { words } from './answers.ts';

/** What the command line reads of the server's answers about duties. */
const party = z.object({ name: words, gone: z.boolean() });
const state = z.enum(['waiting', 'open', 'overdue', 'completed', 'skipped']);
const result = z.enum(['in-order', 'problem', 'no-case']);
const verdict = z.enum(['pass', 'fail', 'unknown']);

const occurrence = z.object({
  id: z.string(),
  duty: z.string(),
  title: words,
  about: words,
  state,
  dueOn: z.string(),
  owner: party,
  deputy: party.nullable(),
  escalation: z.number(),
  clauses: z.array(z.string()),
  result: result.nullable(),
  closedAt: z.string().nullable(),
});
export type OccurrenceAnswer = z.infer<typeof occurrence>;
export const occurrencesAnswer = z.object({ total: z.number(), occurrences: z.array(occurrence) });

const field = z.object({
  id: z.string(),
  title: words,
  type: z.string(),
  required: z.boolean(),
  options: z.array(z.object({ key: z.string(), title: words })).nullable(),
});
export type FieldAnswer = z.infer<typeof field>;

const section = z.object({
  title: words,
  verdict: verdict.nullable(),
  summary: words,
  columns: z.array(words),
  rows: z.array(z.array(z.union([z.string(), words]))),
  more: z.number(),
});
export type SectionAnswer = z.infer<typeof section>;

export const occurrenceAnswer = occurrence.extend({
  purpose: words,
  recurrence: words,
  steps: z.array(words),
  fields: z.array(field),
  file: z.enum(['needed', 'possible']),
  sheet: z.object({ sections: z.array(section), digest: z.string(), preparedAt: z.string() }).nullable(),
  record: z.record(z.string(), z.unknown()).nullable(),
  remark: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  events: z.array(z.object({ at: z.string(), says: words, by: z.string(), reason: z.string(), ledgerSeq: z.number().nullable() })),
  revision: z.number(),
});
export type OccurrenceDetailAnswer = z.infer<typeof occurrenceAnswer>;

export const uploadAnswer = z.object({ id: z.string() });
export const receiptAnswer = z.object({ ledgerSeq: z.number() });

import { z } from 'zod';
import { isoTime, wordsSchema } from './wire.ts';

/** Shapes of lists of consoles (管理画面の一覧). */
export const consoleKind = z.enum(['phones', 'antivirus']);
const recordSchema = z.object({
  label: z.string(),
  serial: z.string(),
  subject: z.string().nullable(),
  passcode: z.boolean().nullable().optional(),
  realTime: z.boolean().nullable().optional(),
  seenOn: z.string().nullable().optional(),
  definitionsOn: z.string().nullable().optional(),
  scannedOn: z.string().nullable().optional(),
});
const columns = z.record(z.string(), z.string().nullable());
export const consoleFileQuery = z.object({
  name: z.string().min(1).max(200),
  columns: z.string().max(4000).optional().describe('JSON: field → title of its column; guessed where left out.'),
});
export const consoleApplyQuery = consoleFileQuery.extend({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  asOf: z.iso.date().describe('The day of which the console wrote the list.'),
  product: z.string().min(1).max(100),
});
const counted = { records: z.number(), matched: z.number(), missing: z.array(z.string()) };
export const consolePreviewSchema = z.object({
  ...counted,
  digest: z.string(),
  header: z.array(z.string()),
  columns,
  lines: z.array(recordSchema),
  bad: z.array(z.object({ row: z.number(), says: wordsSchema })),
  badCount: z.number(),
});
export const consolesSchema = z.object({
  maxDays: z.number(),
  kinds: z.array(
    z.object({
      kind: consoleKind,
      fields: z.array(z.object({ id: z.string(), title: wordsSchema })),
      last: z
        .object({ ...counted, product: z.string(), asOf: z.string(), at: isoTime, by: wordsSchema, lines: z.array(recordSchema) })
        .nullable(),
      standing: z.object({ verdict: z.enum(['pass', 'fail', 'unknown']), because: wordsSchema }).nullable(),
    }),
  ),
  unseen: z.array(z.object({ clause: z.string(), what: wordsSchema, instead: wordsSchema })),
});

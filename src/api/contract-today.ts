import { z } from 'zod';
import { wordsSchema } from './contract.ts';

/** What the signed-in person has to do: overdue first, then by date. */
export const todaySchema = z.object({
  date: z.iso.date(),
  lines: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      why: wordsSchema,
      dueOn: z.iso.date().nullable(),
      isOverdue: z.boolean(),
      /** The page on which it is done. */
      to: z.string(),
      act: wordsSchema,
    }),
  ),
});

/** The devices of one person. Without `id` the staff list names one that no agent reports. */
export const ownDevicesSchema = z.object({
  devices: z.array(
    z.object({
      id: z.string().nullable(),
      name: z.string(),
      os: z.string(),
      lastSeenAt: z.iso.datetime().nullable(),
      silent: z.boolean(),
      findings: z.array(
        z.object({
          check: z.string(),
          title: wordsSchema,
          verdict: z.enum(['pass', 'fail', 'unknown']),
          because: wordsSchema,
          remedy: wordsSchema.nullable(),
          since: z.iso.datetime().nullable(),
          clauses: z.array(z.string()),
        }),
      ),
    }),
  ),
});

/** The month on one page, for management: `?month=2026-10`. */
export const reportQuery = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
});
const reportLine = z.object({ title: wordsSchema, about: wordsSchema, date: z.string().nullable(), to: z.string().nullable() });
export const reportSchema = z.object({
  month: z.string(),
  /** Whether the month is over; the page of a month that goes on says so. */
  complete: z.boolean(),
  company: z.string(),
  madeAt: z.iso.datetime(),
  /** Operative clauses by verdict, at the end of the month and of the month before. */
  clauses: z.object({
    now: z.object({ pass: z.number(), fail: z.number(), unknown: z.number(), planned: z.number(), notApplicable: z.number() }),
    before: z.object({ pass: z.number(), fail: z.number(), unknown: z.number(), planned: z.number(), notApplicable: z.number() }),
  }),
  /** Clauses that fail at the end of the month, each with its reason. */
  failing: z.array(z.object({ id: z.string(), because: wordsSchema })),
  duties: z.object({ due: z.number(), done: z.number(), skipped: z.number(), overdue: z.array(reportLine), problems: z.array(reportLine) }),
  requests: z.object({ submitted: z.number(), approved: z.number(), denied: z.number(), waiting: z.array(reportLine) }),
  exceptions: z.array(reportLine),
  escalated: z.array(reportLine),
});
export type ReportView = z.infer<typeof reportSchema>;

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
          remedy: wordsSchema.nullable().describe('What the person can do without an administrator; null where there is nothing.'),
          again: z.enum(['minutes', 'hour', 'day']).describe('Within which time it is looked at again while the device answers.'),
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
const counted = z.object({ pass: z.number(), fail: z.number(), unknown: z.number(), planned: z.number(), notApplicable: z.number() });
/** `total` counts what the page has no room for, too. */
const reportLines = z.object({ total: z.number(), lines: z.array(reportLine) });
export const reportSchema = z.object({
  month: z.string(),
  /** Whether the month is over; the page of a month that goes on says so. */
  complete: z.boolean(),
  /** Whether anything was in force within it: else there is nothing to report. */
  inForce: z.boolean(),
  company: z.string(),
  madeAt: z.iso.datetime(),
  /** Operative clauses by verdict, at the end of the month and of the month before. */
  clauses: z.object({ now: counted, before: counted }),
  /** What makes clauses fail at the end of the month, what most of them fail by first. */
  failing: z.array(
    z.object({
      title: wordsSchema,
      /** Further rules, checks, registers or duties that say the very same. */
      others: z.number(),
      because: wordsSchema,
      clauses: z.array(z.string()),
    }),
  ),
  /** What was due within the month, as it stands now; `due` is the sum of the three that follow it. */
  duties: z.object({ due: z.number(), done: z.number(), skipped: z.number(), open: z.number(), problems: reportLines }),
  /** Requests that came in within the month, and what was decided within it. */
  requests: z.object({ submitted: z.number(), approved: z.number(), denied: z.number() }),
  /** As of `madeAt`, of whatever month: what is overdue with how far it went up, what waits for a decision, what is excepted. */
  overdue: z.object({ total: z.number(), lines: z.array(reportLine.extend({ owner: wordsSchema, escalation: z.number() })) }),
  waiting: reportLines,
  exceptions: reportLines,
});
export type ReportView = z.infer<typeof reportSchema>;

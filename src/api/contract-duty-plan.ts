import { z } from 'zod';
import { wordsSchema } from './contract.ts';
import { occurrenceStates } from './contract-duties.ts';

/** `GET /api/duties/plan?year=2026`: the fiscal year that begins in that year; left out, today's. */
export const planQuery = z.object({ year: z.coerce.number().int().min(2000).max(2099).optional() });

/** The yearly plan (年間計画): duties as rows, the months of a fiscal year as columns. */
export const planSchema = z.object({
  /** The year in which it begins. */
  year: z.number(),
  /** Today's date where the company is: what lies before it and was not planned is no promise. */
  today: z.iso.date(),
  /** Twelve of them, the first month of the fiscal year first: 2026-04. */
  months: z.array(z.string()),
  duties: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      recurrence: wordsSchema,
      owner: wordsSchema,
      entries: z.array(
        z.object({
          dueOn: z.iso.date(),
          /** `planned` is a date by the rule that is not opened yet. */
          state: z.enum([...occurrenceStates, 'planned']),
          result: z.enum(['in-order', 'problem', 'no-case']).nullable(),
          /** Null for a date that is only planned. */
          occurrence: z.string().nullable(),
        }),
      ),
    }),
  ),
});

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

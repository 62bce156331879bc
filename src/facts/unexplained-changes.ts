import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Changes seen on a device that no approved change covers and nobody has explained (derived by the server). `businessDays`: how many
 * business days the oldest has waited. `looked`: collections that are held against their last state; none means that nothing is known.
 */
export const unexplainedChanges = defineFact(
  'unexplained-changes',
  z.object({
    looked: z.array(z.string()),
    waiting: z.number().int(),
    oldest: z.object({ at: z.string(), businessDays: z.number().int(), ja: z.string(), en: z.string() }).nullable(),
  }),
);

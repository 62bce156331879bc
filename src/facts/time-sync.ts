import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The last mark that a time synchronisation left on the device: how many whole days old it was when it was looked at (a time of
 * day would be news at every look), and what left it. Null where there is no mark; `asked` are the marks that were looked for.
 */
export const timeSync = defineFact(
  'time-sync',
  z.object({ ageDays: z.number().int().min(0).nullable(), by: z.string().nullable(), readable: z.boolean() }),
);

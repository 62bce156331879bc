import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Who holds administrator rights on the device and by what (group or rule). `unresolved`: rules that grant rights to a
 * name which the agent cannot trace to people; `complete`: every source of rights could be read.
 */
export const administrators = defineFact(
  'administrators',
  z.object({
    holders: z.array(z.object({ user: z.string(), by: z.array(z.string()), disabled: z.boolean() })),
    unresolved: z.array(z.string()),
    complete: z.boolean(),
  }),
);

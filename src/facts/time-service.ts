import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * What keeps the clock right. `running`: names of running time services; null where services cannot be seen.
 * `automatic`: whether synchronisation is switched on in the settings. `servers`: the time servers set by hand, null
 * where they cannot be seen or where the domain hands them out.
 */
export const timeService = defineFact(
  'time-service',
  z.object({
    running: z.array(z.string()).nullable(),
    automatic: z.boolean().nullable(),
    servers: z.array(z.string()).nullable(),
  }),
);

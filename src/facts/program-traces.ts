import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Traces that the system itself keeps of programs that once ran, whether installed or only copied there. `asked` is
 * lower case: the answer holds for those names only. `logs` says which of the records could be read at all.
 */
export const programTraces = defineFact(
  'program-traces',
  z.object({
    asked: z.array(z.string()),
    traces: z.array(z.object({ program: z.string(), lastRunAt: z.iso.datetime().nullable() })),
    /** `desktop` (what people started from the desktop) is absent in older facts; it never stands for the two others. */
    logs: z.object({ prefetch: z.boolean(), activity: z.boolean(), desktop: z.boolean().optional() }),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

/** Whether the system waits for a restart to finish an update; null where its marks prove nothing. */
export const rebootPending = defineFact(
  'reboot-pending',
  z.object({
    pending: z.boolean().nullable(),
    since: z.iso.datetime().nullable(),
    /** The kernel that runs and the newest one installed, where both come from packages. */
    kernel: z.object({ running: z.string(), newest: z.string() }).nullable(),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Programs in the usual folders that run with another's rights, whoever starts them: `asUser` set-user-ID, `asGroup`
 * set-group-ID. Folders that are one and the same (/bin is /usr/bin) are named once.
 */
export const suidPrograms = defineFact(
  'suid-programs',
  z.object({
    /** «debian», «ubuntu», «rhel» … as the system calls itself. */
    system: z.string(),
    programs: z.array(z.object({ path: z.string(), user: z.string(), group: z.string(), asUser: z.boolean(), asGroup: z.boolean() })),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * When the screen locks by itself. `machineSeconds`: a limit that holds for everyone on the device, null where none is
 * set. `users`: what each signed-in user has; a value that is not set is null.
 */
export const screenLock = defineFact(
  'screen-lock',
  z.object({
    machineSeconds: z.number().int().nullable(),
    users: z.array(z.object({ user: z.string(), seconds: z.number().int().nullable(), passwordRequired: z.boolean().nullable() })),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * When the screen locks by itself. `machineSeconds`: a limit that holds for everyone on the device, null where none is
 * set; `machinePasswordRequired`: whether the password is asked for everyone, null where that is not set or not visible.
 * `users`: what each person has; `seconds` null is not visible, 0 means that the screen saver never starts.
 */
export const screenLock = defineFact(
  'screen-lock',
  z.object({
    machineSeconds: z.number().int().nullable(),
    machinePasswordRequired: z.boolean().nullable(),
    users: z.array(z.object({ user: z.string(), seconds: z.number().int().nullable(), passwordRequired: z.boolean().nullable() })),
  }),
);

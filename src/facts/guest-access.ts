import { z } from 'zod';
import { defineFact } from './kind.ts';

/** The ways into the device without a name. What a platform does not have or does not show is null. */
export const guestAccess = defineFact(
  'guest-access',
  z.object({
    guestAccount: z.boolean().nullable(),
    /** Names of accounts can be looked up over the network without signing in. */
    anonymousLookup: z.boolean().nullable(),
    /** Shared folders open to guests; `sharesComplete` false: more settings lie where the agent cannot read them. */
    guestShares: z.array(z.string()).nullable(),
    sharesComplete: z.boolean(),
  }),
);

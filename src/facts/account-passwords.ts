import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * What is seen of the passwords of local accounts. No platform shows all of it: what a platform does not show is null.
 * `locked`: nobody can sign in with a password, which is not the same as an empty one.
 */
export const accountPasswords = defineFact(
  'account-passwords',
  z.object({
    accounts: z.array(z.object({ user: z.string(), password: z.enum(['set', 'locked', 'empty']).nullable() })).nullable(),
    /** Shortest password that the device accepts when one is changed. */
    minLength: z.number().int().nullable(),
    /** Accounts with an empty password may only be used at the keyboard, not over the network. */
    blankOnlyAtConsole: z.boolean().nullable(),
  }),
);

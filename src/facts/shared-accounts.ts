import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Accounts that people could sign in with and whose names say that several share them. `asked` is lower case: the answer holds for
 * these words only. `readable`: accounts could be listed at all.
 */
export const sharedAccounts = defineFact(
  'shared-accounts',
  z.object({ asked: z.array(z.string()), found: z.array(z.object({ user: z.string(), says: z.string() })), readable: z.boolean() }),
);

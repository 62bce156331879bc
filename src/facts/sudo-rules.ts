import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The rules of sudo that let somebody act as another account without giving a password. root's own rule is left out.
 * `installed` null: the rules are there but could not be read.
 */
export const sudoRules = defineFact(
  'sudo-rules',
  z.object({
    installed: z.boolean().nullable(),
    passwordless: z.array(z.object({ who: z.string(), rule: z.string(), source: z.string() })),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

/** The private keys in the people's .ssh folders and whether a passphrase protects each. Never the keys themselves. */
export const sshPrivateKeys = defineFact(
  'ssh-private-keys',
  z.object({ keys: z.array(z.object({ user: z.string(), path: z.string(), encrypted: z.boolean().nullable() })) }),
);

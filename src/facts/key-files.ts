import { z } from 'zod';
import { defineFact } from './kind.ts';

/** Who may read the files that hold private keys. `mode` in octal digits, null where the agent did not tell it. */
export const keyFiles = defineFact(
  'key-files',
  z.object({ files: z.array(z.object({ path: z.string(), mode: z.string().nullable(), group: z.string() })) }),
);

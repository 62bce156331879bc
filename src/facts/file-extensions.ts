import { z } from 'zod';
import { defineFact } from './kind.ts';

/** Whether the file manager shows the extension of every file name, for each user whose settings can be read. */
export const fileExtensions = defineFact(
  'file-extensions',
  z.object({ users: z.array(z.object({ user: z.string(), shown: z.boolean().nullable() })) }),
);

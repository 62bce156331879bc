import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The newest backup that the device can show. `where`: the folder, or the product whose record it is; null where none was found.
 * `readable`: a newer one would have been seen. `looked`: the places that exist and were looked at.
 */
export const newestBackup = defineFact(
  'newest-backup',
  z.object({ at: z.iso.datetime().nullable(), where: z.string().nullable(), looked: z.array(z.string()), readable: z.boolean() }),
);

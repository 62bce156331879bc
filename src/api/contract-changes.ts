import { z } from 'zod';
import { wordsSchema } from './contract.ts';

export const changeParams = z.object({ id: z.uuid() });
export const changeDifferencesQuery = z.object({
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** What was measured on the devices of a change while it was applied, and how the versions compare. */
export const changeDifferencesSchema = z.object({
  total: z.number(),
  /** Without a device nothing can be measured. */
  devices: z.array(z.object({ id: z.string(), name: z.string() })),
  events: z.array(
    z.object({
      id: z.string(),
      device: z.object({ id: z.string(), name: z.string() }),
      /** パッケージ12件を更新 */
      title: wordsSchema,
      /** It happened after this, when all was last seen as before, … */
      from: z.iso.datetime(),
      /** … and by this. */
      at: z.iso.datetime(),
      state: z.string(),
    }),
  ),
  /** Null where the case compares no versions, or they are not known yet. */
  versions: z.object({ production: z.string().nullable(), testMachine: z.string().nullable(), same: z.boolean().nullable() }).nullable(),
  /** Seen on its devices since its approval, and waiting for a reason: no change accounts for it. */
  unexplained: z.number(),
});

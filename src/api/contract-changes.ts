import { z } from 'zod';
import { wordsSchema } from './contract.ts';

export const changeParams = z.object({ id: z.uuid() });
export const changeDifferencesQuery = z.object({
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const namedDevice = z.object({ id: z.string(), name: z.string() });

/** What was measured on the devices of a change while it was applied, and how the versions compare. */
export const changeDifferencesSchema = z.object({
  total: z.number(),
  /** Without a device nothing can be measured. */
  devices: z.array(namedDevice),
  /** Of these: on which nothing was measured so far, though it was applied. */
  unchanged: z.array(namedDevice),
  events: z.array(
    z.object({
      id: z.string(),
      device: namedDevice,
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
  versions: z
    .object({
      /** `Debian 13.1 ×38, Debian 13.0 ×2` where they differ. */
      production: z.string().nullable(),
      testMachine: z.string().nullable(),
      /** True only where every device told that it has what was tested. */
      same: z.boolean().nullable(),
      other: z.array(namedDevice).describe('Devices with another version than the test machine.'),
      untold: z.array(namedDevice).describe('Devices that did not tell their version since it was applied.'),
    })
    .nullable(),
  /** Seen on its devices since its approval, and waiting for a reason: no change accounts for it. */
  unexplained: z.number(),
  /** The device with the newest of them. */
  unexplainedOn: z.string().nullable(),
});

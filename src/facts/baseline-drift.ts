import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * How a device differs from the approved state of its class (derived by the server from what the device reported). `baseline`: null
 * where nobody approved one. `unseen`: collections of it that the device never reported. `beyond`: there and not approved, `lacking`:
 * approved and not there, `changed`: there with other attributes; `quiet`: differences that a rule of the company calls noise.
 */
export const baselineDrift = defineFact(
  'baseline-drift',
  z.object({
    unit: z.string(),
    baseline: z.object({ id: z.string(), version: z.number().int(), digest: z.string() }).nullable(),
    unseen: z.array(z.string()),
    beyond: z.number().int(),
    lacking: z.number().int(),
    changed: z.number().int(),
    quiet: z.number().int(),
    /** At most thirty, as `services + sshd.service`. */
    names: z.array(z.string()),
  }),
);

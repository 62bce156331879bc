import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * `suspended`: encrypted, but the key lies open beside the data. `partial`: encryption or decryption is under way; the
 * percentage is left out because it changes all the time. null: the device did not say.
 */
export const volumeStates = ['encrypted', 'suspended', 'partial', 'plain'] as const;

/** How the device's volumes are encrypted at rest. `name` is what the person knows it by: a letter or a mount point. */
export const diskEncryption = defineFact(
  'disk-encryption',
  z.object({ volumes: z.array(z.object({ name: z.string(), system: z.boolean(), state: z.enum(volumeStates).nullable() })) }),
);

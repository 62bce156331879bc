import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * What the system itself brings against malware, beside any product: whether programs of unknown origin are stopped
 * (Gatekeeper) and whether the system's own files are protected (System Integrity Protection). null: not told.
 */
export const systemProtection = defineFact(
  'system-protection',
  z.object({ gatekeeper: z.boolean().nullable(), systemIntegrity: z.boolean().nullable() }),
);

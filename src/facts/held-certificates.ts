import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The certificates that the device holds for itself (not the authorities that it trusts). `tlsListening`: something
 * listens on a port that needs a certificate, null where that is not asked.
 */
export const heldCertificates = defineFact(
  'held-certificates',
  z.object({
    certificates: z.array(z.object({ name: z.string(), place: z.string(), notAfter: z.iso.datetime().nullable() })),
    tlsListening: z.boolean().nullable(),
  }),
);

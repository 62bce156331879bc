import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The certificates that the device holds for itself (not the authorities that it trusts). `tlsListening`: something
 * listens on a port that needs a certificate, null where that is not asked.
 */
export const heldCertificates = defineFact(
  'held-certificates',
  z.object({
    certificates: z.array(
      z.object({
        name: z.string(),
        place: z.string(),
        notAfter: z.iso.datetime().nullable(),
        /** The key, «RSA» with bits or «EC» with bits; null (or absent in older facts) where it is not told. */
        key: z.object({ algorithm: z.enum(['RSA', 'EC', 'DSA', 'other']), bits: z.number().int().nullable() }).nullish(),
        /** How the issuer signed it, in the words of the system: «sha256WithRSAEncryption», «sha1RSA». */
        signature: z.string().nullish(),
      }),
    ),
    tlsListening: z.boolean().nullable(),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

export const oldProtocols = ['SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1'] as const;

/** Which old protocols the system itself offers and takes (Windows SCHANNEL). `on` null: not set, so that the system's default counts. */
export const tlsSettings = defineFact(
  'tls-settings',
  z.object({
    build: z.number().int().nullable(),
    protocols: z.array(z.object({ name: z.enum(oldProtocols), side: z.enum(['client', 'server']), on: z.boolean().nullable() })),
  }),
);

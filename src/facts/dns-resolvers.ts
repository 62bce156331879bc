import { z } from 'zod';
import { defineFact } from './kind.ts';

/** The DNS servers that the device asks, in text form as the device gives them, sorted, each once. */
export const dnsResolvers = defineFact('dns-resolvers', z.object({ servers: z.array(z.string()) }));

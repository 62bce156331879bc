import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * TCP ports that accept connections from other machines, each with the program that listens ('' where it is not told).
 * `port` null: something listens, but the number could not be read.
 */
export const listeningPorts = defineFact(
  'listening-ports',
  z.object({ ports: z.array(z.object({ port: z.number().int().min(1).max(65535).nullable(), program: z.string() })) }),
);

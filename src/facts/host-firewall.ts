import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The device's own firewall. `parts` are its profiles (Windows: all count), its only switch (macOS) or the alternatives
 * that a Linux may use (one is enough); `on` null means that the agent cannot tell. `others`: firewall products of other
 * makers that report themselves as running.
 */
export const hostFirewall = defineFact(
  'host-firewall',
  z.object({ parts: z.array(z.object({ name: z.string(), on: z.boolean().nullable() })), others: z.array(z.string()) }),
);

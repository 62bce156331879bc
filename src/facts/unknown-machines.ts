import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * What stands unanswered about the machines around a device (derived by the server from what all devices of the segment see).
 * `networks`: the company's segments in which the device stands. `silent`: segments of the company's list that no device has told
 * of lately, or about which nobody has decided yet.
 */
export const unknownMachines = defineFact(
  'unknown-machines',
  z.object({
    networks: z.array(
      z.object({
        network: z.string(),
        rule: z.enum(['ask', 'ignore', 'undecided']),
        /** The oldest first; no more than a few, `open` counts them all. */
        waiting: z.array(z.object({ subject: z.string(), since: z.iso.datetime() })),
        open: z.number().int().min(0),
        /** Machines that a person forbade and that are still seen. */
        forbidden: z.array(z.string()),
        /** So many machines are kept of it that a new one would not be seen. */
        full: z.boolean().optional(),
      }),
    ),
    silent: z.array(z.string()),
  }),
);

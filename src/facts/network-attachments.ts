import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The networks that a device stands in, as `address/prefix` of the network («192.0.2.0/24»), IPv4 only: IPv6 networks
 * change by themselves. Loopback, link-local and networks inside the device (containers, virtual machines) are left out.
 * `forwards`: whether the system passes packets on between its networks; null where that cannot be seen.
 */
export const networkAttachments = defineFact(
  'network-attachments',
  z.object({
    networks: z.array(z.object({ network: z.string(), interface: z.string(), gateway: z.boolean() })),
    forwards: z.boolean().nullable(),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * USB storage. `devices`: what was connected, with the time where the system keeps one (Windows keeps the last, Linux shows
 * only what is plugged in now: `connected`). `denied`: a policy or a switched-off driver keeps storage out; null: not to be told.
 */
export const removableStorage = defineFact(
  'removable-storage',
  z.object({
    denied: z.boolean().nullable(),
    devices: z.array(z.object({ name: z.string(), lastAt: z.iso.datetime().nullable(), connected: z.boolean().nullable() })),
    /** Whether the record of devices, or the list of what is plugged in, could be read. */
    readable: z.boolean(),
  }),
  // Plugging the same stick in again on the same day is not a new fact.
  (previous, next) => JSON.stringify(coarse(previous)) === JSON.stringify(coarse(next)),
);

interface Storage {
  readonly denied: boolean | null;
  readonly readable: boolean;
  readonly devices: readonly { readonly name: string; readonly lastAt: string | null; readonly connected: boolean | null }[];
}
const coarse = ({ denied, readable, devices }: Storage) => [
  denied,
  readable,
  devices.map(({ name, lastAt, connected }) => [name, lastAt?.slice(0, 10) ?? null, connected]),
];

import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Windows policies on what users can install without being administrators. `elevatedMachine`, `elevatedUsers`: AlwaysInstallElevated of
 * the machine and of signed-in users; both together let every .msi in with the rights of the system. `store`: whether a policy closes
 * the store or limits it. `seen`: the registry could be read at all.
 */
export const installerPolicy = defineFact(
  'installer-policy',
  z.object({
    elevatedMachine: z.boolean(),
    elevatedUsers: z.number().int().min(0),
    store: z.enum(['open', 'private', 'closed']),
    seen: z.boolean(),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Where programs may come from. `sources`: the enabled package sources, null on a system without packages; `host` is
 * null for a local source, `signed` is null where it cannot be seen. `gatekeeper`: whether macOS tests the origin of programs.
 */
export const packageSources = defineFact(
  'package-sources',
  z.object({
    sources: z.array(z.object({ name: z.string(), host: z.string().nullable(), signed: z.boolean().nullable() })).nullable(),
    gatekeeper: z.boolean().nullable(),
  }),
);

import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Folders under the places asked for in which the bookkeeping of source code lies (.git, .svn, .hg), and compilers that were put
 * there without a package. `places`: what was asked; `seen`: whether the agent sees files there at all.
 */
export const sourceTrees = defineFact(
  'source-trees',
  z.object({ places: z.array(z.string()), trees: z.array(z.string()), tools: z.array(z.string()), seen: z.boolean() }),
);
